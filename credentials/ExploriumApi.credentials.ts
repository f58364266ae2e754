import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
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
				{ name: 'Version 1', value: 'v1' },
				{ name: 'Version 2', value: 'v2' },
			],
			description:
				'The version of the Explorium API. Explorium means to end version 1 in 2027; in version 2 every enrollment names the webhook that its events are sent to.',
		},
		{
			displayName: 'Partner ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			displayOptions: { show: { apiVersion: ['v1'] } },
			description:
				'Only for the Webhook Trigger with version 1, which registers its address under this ID. Explorium tells it to you.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.explorium.ai',
			description: 'Change it only to go through a proxy or to a test server',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { api_key: '={{$credentials.apiKey}}' } },
	};

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
