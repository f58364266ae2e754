import { readThrown } from '../../../nodes/shared/thrown';

const URL = 'https://api.acme.example/v1/things';
const TOKEN = 'https://api.acme.example/oauth/token';

/** n8n's error: what happened is in what caused it. */
function thrown(cause: object, message = 'n8n says') {
	return Object.assign(new Error(message), { cause: { message: '', ...cause } });
}
const read = (cause: object, message?: string) => readThrown(thrown(cause, message), URL, 2000);

it.each([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REVOKED',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'CERT_CHAIN_TOO_LONG',
	'CERT_SIGNATURE_FAILURE',
	'CRL_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_CRL',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('takes %s for a certificate', (code) => {
	expect(read({ code })).toMatchObject({
		reason: 'untrusted',
		detail: expect.stringMatching(/cert/),
	});
});

it.each([
	'HPE_INVALID_CONSTANT',
	'HPE_HEADER_OVERFLOW',
	'HPE_INVALID_CHUNK_SIZE',
	'ECONNRESET',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
	'ERR_STREAM_PREMATURE_CLOSE',
])('takes %s for a broken answer', (code) => {
	expect(read({ code }).reason).toBe('broken');
});

it.each([
	['a success that broke off', { code: 'ERR_BAD_RESPONSE', response: { status: 200 } }],
	['a damaged gzip', { code: 'Z_DATA_ERROR', response: { status: 200 } }],
	['a success without a code', { code: 'WHATEVER', response: { status: 200 } }],
])('takes %s for a broken answer', (_, cause) => {
	expect(read({ ...cause, config: { url: URL } }).reason).toBe('broken');
});

it.each([
	['a refused connection', { code: 'ECONNREFUSED' }, 'notReached'],
	['a connection that was not taken', { code: 'ETIMEDOUT', syscall: 'connect' }, 'notReached'],
	['TLS where there is none', { code: 'EPROTO' }, 'notReached'],
	['silence', { code: 'ECONNABORTED' }, 'timedOut'],
	['the end of the execution', { code: 'ERR_CANCELED' }, 'cancelled'],
	['a restricted address', { name: 'SsrfBlockedIpError' }, 'blocked'],
	['a restricted host', { name: 'SsrfBlockedHostnameError' }, 'blocked'],
	['a refused token', { code: 'ESTATUS', status: 400 }, 'credential'],
	['a refused client', { code: 'EAUTH', message: 'invalid_client' }, 'credential'],
	['a missing token address', { code: 'ESTATUS', status: 404 }, 'notReached'],
	[
		'a token address that fails',
		{ config: { url: TOKEN }, response: { status: 500 } },
		'notReached',
	],
	['a token address that breaks', { config: { url: TOKEN }, code: 'ECONNRESET' }, 'notReached'],
	['a proxy before the token address', { code: 'ESTATUS', status: 407 }, 'proxy'],
])('knows %s', (_, cause, reason) => {
	expect(read(cause).reason).toBe(reason);
});

it.each([
	['OAuth credentials not connected', 'credential'],
	['The credential "x" needs to be reconnected.', 'credential'],
	['socket hang up', 'broken'],
	['Proxy connection ended before receiving CONNECT response', 'notReached'],
	["Cannot read properties of null (reading 'accessToken')", 'credential'],
	["Cannot read properties of undefined (reading 'access_token')", 'credential'],
	["Cannot read properties of null (reading 'length')", 'failed'],
	['something that nobody has seen before', 'failed'],
])('reads "%s"', (message, reason) => {
	expect(read({}, message).reason).toBe(reason);
});

it.each([undefined, null, 'text', 5])('survives that %j was thrown', (error) => {
	expect(readThrown(error, URL, 2000).reason).toBe('failed');
});
