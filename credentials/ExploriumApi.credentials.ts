import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { keyInHeader } from '../nodes/shared/keyInHeader';
import { rootExpression } from '../nodes/shared/rootExpression';
import { testRules } from '../nodes/shared/testRules';

/** An Explorium (AgentSource) API key. */
export class ExploriumApi implements ICredentialType {
	name = 'exploriumApi';

	displayName = 'Explorium API';

	documentationUrl = 'https://developers.explorium.ai/reference/setup/getting_your_api_key';

	icon: Icon = { light: 'file:../icons/explorium.svg', dark: 'file:../icons/explorium.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the Explorium admin portal: Access & Authentication, then Getting Your API Key',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			default: 'v1',
			options: [
				{
					name: 'Version 1',
					value: 'v1',
					description:
						'Deprecated since 2 September 2026. Unsupported from about March 2027, and ends around September 2027.',
				},
				{
					name: 'Version 2',
					value: 'v2',
					description:
						'The one that stays. Every enrollment names the webhook that gets its events, so the account needs an active webhook before prospects can be enrolled.',
				},
			],
			description:
				'Choose version 2 if the account has an active webhook, or if you enroll nobody. Version 1 needs no webhook, and works until Explorium ends it.',
		},
		{
			displayName: 'Partner ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			displayOptions: { show: { apiVersion: ['v1'] } },
			description:
				'Only for the Webhook Trigger with version 1, which registers its address under this ID. Ask Explorium for it.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.explorium.ai',
			description: 'Change it only to go through a proxy or to a test server',
		},
	];

	authenticate: IAuthenticate = keyInHeader('api_key');

	/** The credits call is free and refuses a wrong key. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: rootExpression('$credentials.baseUrl', '/v1', '/v2'),
			url: '={{ $credentials.apiVersion === "v2" ? "/v2/credits" : "/v1/credits" }}',
			// It would carry the key to an address nobody entered.
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Explorium',
			statuses: {
				401: 'Explorium did not accept this API key. Copy it again from the admin portal.',
				403: 'The call was refused. Either the account of this API key may not use the API, or a proxy on the way does not let calls to Explorium through.',
			},
			proof: 'remaining_credits',
		}),
	};
}
