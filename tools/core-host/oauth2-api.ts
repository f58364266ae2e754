import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const notDynamic = { useDynamicClientRegistration: [false] };
const byUser = { grantType: ['authorizationCode', 'pkce'], ...notDynamic };

function text(
	name: string,
	displayName: string,
	show: Record<string, unknown[]>,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	const displayOptions = { show } as INodeProperties['displayOptions'];
	return { name, displayName, type: 'string', default: '', displayOptions, ...more };
}

/**
 * The parent of every OAuth2 credential. n8n's own is in n8n-nodes-base, far too big to install for
 * one list; this one has what its children inherit: names, defaults and conditions. Left out are
 * the properties it marks `doNotInherit`.
 *
 * Follows n8n 2.41 (packages/nodes-base/credentials/OAuth2Api.credentials.ts).
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	genericAuth: true,
	properties: [
		{
			name: 'useDynamicClientRegistration',
			displayName: 'Use Dynamic Client Registration',
			type: 'hidden',
			default: false,
		},
		{
			name: 'grantType',
			displayName: 'Grant Type',
			type: 'options',
			displayOptions: { show: notDynamic },
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode' },
				{ name: 'Client Credentials', value: 'clientCredentials' },
				{ name: 'PKCE', value: 'pkce' },
			],
			default: 'authorizationCode',
		},
		text('serverUrl', 'Server URL', { useDynamicClientRegistration: [true] }, { required: true }),
		text('authUrl', 'Authorization URL', byUser, { required: true }),
		text('accessTokenUrl', 'Access Token URL', notDynamic, { required: true }),
		text('clientId', 'Client ID', notDynamic, { required: true }),
		{
			name: 'clientCredentialType',
			displayName: 'Authentication',
			type: 'hidden',
			default: 'clientSecret',
		},
		text('clientSecret', 'Client Secret', notDynamic, {
			required: true,
			typeOptions: { password: true },
		}),
		{ name: 'privateKey', displayName: 'Private Key', type: 'hidden', default: '' },
		{ name: 'certificate', displayName: 'Certificate', type: 'hidden', default: '' },
		text('scope', 'Scope', notDynamic),
		text('authQueryParameters', 'Auth URI Query Parameters', byUser),
		{
			name: 'authentication',
			displayName: 'Authentication',
			type: 'options',
			displayOptions: { show: notDynamic },
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'Header', value: 'header' },
			],
			default: 'header',
		},
		{
			name: 'sendAdditionalBodyProperties',
			displayName: 'Send Additional Body Properties',
			type: 'boolean',
			default: false,
			displayOptions: {
				show: { grantType: ['clientCredentials'], authentication: ['body'], ...notDynamic },
			},
		},
		{
			name: 'additionalBodyProperties',
			displayName: 'Additional Body Properties',
			type: 'json',
			default: '',
			displayOptions: {
				show: {
					grantType: ['clientCredentials'],
					authentication: ['body'],
					sendAdditionalBodyProperties: [true],
					...notDynamic,
				},
			},
		},
	],
};
