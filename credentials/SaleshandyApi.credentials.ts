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

const NOT_ACCEPTED = 'API key not accepted. Copy it again from Settings, API in Saleshandy.';

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

	authenticate: IAuthenticate = keyInHeader('x-api-key');

	/** Saleshandy has no call that says who one is; the list of fields is small. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: rootExpression('$credentials.baseUrl', '/v1'),
			url: '/v1/fields?systemFields=true',
			// It would carry the key to an address nobody entered.
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Saleshandy',
			statuses: {
				400: NOT_ACCEPTED,
				401: NOT_ACCEPTED,
				403: 'The call was refused. Either the plan or the user of this API key may not use the API, or a proxy on the way does not let calls to Saleshandy through.',
			},
			proof: 'payload',
			noSuccess: [
				{ key: 'error', value: true, message: 'Saleshandy reports an error. Check the API key.' },
			],
		}),
	};
}
