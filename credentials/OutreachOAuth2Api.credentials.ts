import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { rootExpression } from '../nodes/shared/rootExpression';
import { testRules } from '../nodes/shared/testRules';

const DEFAULT_SCOPES = [
	'batches.read',
	'batches.write',
	'prospects.all',
	'accounts.all',
	'sequences.read',
	'sequenceStates.all',
	'tasks.all',
	'mailboxes.read',
	'users.read',
	'opportunities.read',
	'stages.read',
];

const VERSION_PATH = '/api/v2';
const ROOT = rootExpression('$self["baseUrl"]', VERSION_PATH);

/** An Outreach user's consent, by OAuth 2.0. */
export class OutreachOAuth2Api implements ICredentialType {
	name = 'outreachOAuth2Api';

	displayName = 'Outreach OAuth2 API';

	extends = ['oAuth2Api'];

	documentationUrl = 'https://developers.outreach.io/api/oauth';

	icon: Icon = { light: 'file:../icons/outreach.svg', dark: 'file:../icons/outreach.dark.svg' };

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.outreach.io',
			description:
				'Change it only to go through a proxy or to a test server. The addresses to authorize and to get tokens follow it.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `${ROOT}/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `${ROOT}/oauth/token`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: DEFAULT_SCOPES.join(' '),
			description:
				'What n8n may do in Outreach: scopes, separated by spaces. The app in the Outreach developer portal must have the same scopes checked.',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: rootExpression('$credentials.baseUrl', VERSION_PATH),
			url: `${VERSION_PATH}/users?page[size]=1`,
			// It would carry the access token to an address nobody entered.
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Outreach',
			statuses: {
				401: 'Outreach no longer accepts this connection. Reconnect the credential.',
				403: 'The call was refused. Either the scope users.read is missing (add it to Scope and reconnect), or a proxy on the way does not let calls to Outreach through.',
			},
			proof: 'data',
		}),
	};
}
