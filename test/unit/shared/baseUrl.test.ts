import { rootExpression } from '../../../nodes/shared/rootExpression';
import { readBaseUrl } from '../../../nodes/shared/baseUrl';

it.each([
	['https://api.acme.example', 'https://api.acme.example'],
	['https://api.acme.example/', 'https://api.acme.example'],
	['https://api.acme.example/v1/', 'https://api.acme.example'],
	['https://proxy.example/acme/v1', 'https://proxy.example/acme'],
	[' https://api.acme.example?x=1#y ', 'https://api.acme.example'],
	['http://127.0.0.1:4010/acme', 'http://127.0.0.1:4010/acme'],
	['http://localhost:4010', 'http://localhost:4010'],
	['http://[::1]:4010', 'http://[::1]:4010'],
])('reads %s', (given, expected) => {
	expect(readBaseUrl(given, '/v1')).toEqual({ ok: true, value: expected });
});

it.each([
	'',
	'acme',
	'ftp://acme.example',
	'http://acme.example',
	'http://127.0.0.1.evil.example',
	undefined,
])('refuses %s', (given) => {
	expect(readBaseUrl(given, '/v1')).toMatchObject({ ok: false, failure: { kind: 'input' } });
});

it.each([
	' https://api.acme.example ',
	'\thttps://api.acme.example/v1/\n',
	'\u00A0http://127.0.0.1:4010/acme\u00A0',
	'https://api.acme.example/',
])('is read alike by the node and by the test of the credential: %j', (baseUrl) => {
	const expression = rootExpression('baseUrl', '/v1').slice('={{ '.length, -' }}'.length);
	const tested: unknown = new Function('baseUrl', `return ${expression}`)(baseUrl);
	expect(readBaseUrl(baseUrl, '/v1')).toEqual({ ok: true, value: tested });
});
