import type { CredentialDetails, N8nApi, StoredCredential } from './n8n-api.ts';

const TWO_HOURS_S = 7200;

/** Credentials for the sandbox. Outreach comes with tokens, as after the consent page. */
export function sandboxCredentials(sandboxUrl: string): CredentialDetails[] {
	return [
		{
			name: 'Explorium (sandbox)',
			type: 'exploriumApi',
			data: {
				apiKey: 'demo-explorium-key',
				partnerId: 'demo-partner',
				baseUrl: `${sandboxUrl}/explorium`,
			},
		},
		{
			name: 'Saleshandy (sandbox)',
			type: 'saleshandyApi',
			data: { apiKey: 'demo-saleshandy-key', baseUrl: `${sandboxUrl}/saleshandy` },
		},
		{
			name: 'Outreach (sandbox)',
			type: 'outreachOAuth2Api',
			data: {
				clientId: 'demo-client-id',
				clientSecret: 'demo-client-secret',
				baseUrl: `${sandboxUrl}/outreach`,
				oauthTokenData: {
					access_token: 'demo-access-token',
					refresh_token: 'demo-refresh-token',
					token_type: 'Bearer',
					expires_in: TWO_HOURS_S,
				},
			},
		},
	];
}

/**
 * Makes the credentials that n8n lacks and points those it has to the sandbox's present address.
 * n8n keeps the tokens of a credential that is updated, so Outreach stays connected.
 */
export async function ensureCredentials(
	api: N8nApi,
	sandboxUrl: string,
	addressChanged: boolean,
): Promise<StoredCredential[]> {
	const present = await api.listCredentials();
	return Promise.all(
		sandboxCredentials(sandboxUrl).map((wanted) => {
			const known = present.find(({ name, type }) => name === wanted.name && type === wanted.type);
			if (!known) return api.createCredential(wanted);
			return addressChanged ? api.updateCredential(known.id, wanted) : known;
		}),
	);
}
