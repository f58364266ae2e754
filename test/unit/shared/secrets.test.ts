import { secretsIn, withoutSecrets } from '../../../nodes/shared/secrets';
import { threadMs } from '../../support/threadMs';

const CREDENTIAL = {
	apiKey: 'key-123456',
	baseUrl: 'https://api.example.com',
	scope: 'batches.read batches.write',
	port: 443,
	short: 'abc',
	oauthTokenData: { access_token: 'at-abcdef', refresh_token: 'rt-abcdef', expires_in: 7200 },
};

it('knows the secrets of a credential, also those inside it', () => {
	expect(secretsIn(CREDENTIAL)).toEqual(['key-123456', 'at-abcdef', 'rt-abcdef']);
	expect(secretsIn({})).toEqual([]);
});

it('takes them out of everything that is shown, however often they stand there', () => {
	const failure = {
		kind: 'rejected' as const,
		message: 'The key key-123456 (key-123456) is not known',
		hint: 'Sent: Authorization: Bearer eyJhbGciOi.JIUzI1NiJ9',
		correlationId: 'id at-abcdef',
		faults: [{ path: ['apiKey'], text: 'bad rt-abcdef' }],
	};
	expect(withoutSecrets(failure, secretsIn(CREDENTIAL))).toEqual({
		kind: 'rejected',
		message: 'The key *** (***) is not known',
		hint: 'Sent: Authorization: Bearer ***',
		correlationId: 'id ***',
		faults: [{ path: ['apiKey'], text: 'bad ***' }],
	});
});

it('leaves other failures as they are', () => {
	const failure = { kind: 'timedOut' as const, message: 'No answer within 5 s' };
	expect(withoutSecrets(failure, secretsIn(CREDENTIAL))).toEqual(failure);
});

it('masks a secret that holds another one as a whole, and the places of faults', () => {
	const failure = {
		kind: 'rejected' as const,
		message: 'abcdef-ghijkl',
		faults: [{ path: ['abcdef', 3], text: 'x' }],
	};
	expect(withoutSecrets(failure, ['abcdef', 'abcdef-ghijkl'])).toMatchObject({
		message: '***',
		faults: [{ path: ['***', 3], text: 'x' }],
	});
});

it('takes a moment for any text', () => {
	const start = threadMs();
	const message = `${'Bearer '.repeat(50_000)}${'Bearer'.padEnd(1_000_000)}`;
	withoutSecrets({ kind: 'rejected', message }, ['Bearer!']);
	expect(threadMs() - start).toBeLessThan(200);
});
