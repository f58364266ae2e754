import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { rootExpression } from '../nodes/shared/rootExpression';

/** A Saleshandy Open API key. */
export class SaleshandyApi implements ICredentialType {
	name = 'saleshandyApi';

	displayName = 'Saleshandy API';

	documentationUrl = 'https://developer.saleshandy.com/introduction';

	icon: Icon = { light: 'file:../icons/saleshandy.svg', dark: 'file:../icons/saleshandy.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In Saleshandy: Settings, then API. Some plans do not include the API.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://open-api.saleshandy.com',
			description: 'Change it only to go through a proxy or to a test server',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{$credentials.apiKey}}' } },
	};

	/** Saleshandy has no call that says who one is; the list of fields is small. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: rootExpression('$credentials.baseUrl', '/v1'),
			url: '/v1/fields?systemFields=true',
			// It would carry the key to an address nobody entered.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 400,
					message: 'API key not accepted. Copy it again from Settings, API in Saleshandy.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'API key not accepted. Copy it again from Settings, API in Saleshandy.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'Saleshandy knows this API key, but its plan or user may not use the API.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Saleshandy API at this Base URL.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Saleshandy is being called too often right now. Try again in a minute.',
				},
			},
		],
	};
}
