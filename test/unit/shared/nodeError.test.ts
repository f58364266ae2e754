import type { INode } from 'n8n-workflow';
import { nodeError } from '../../../nodes/shared/nodeError';
import type { Failure } from '../../../nodes/shared/result';

const node = { name: 'A node', type: 'a', typeVersion: 1, position: [0, 0], parameters: {} };
const errorOf = (failure: Partial<Failure>) =>
	nodeError(node as unknown as INode, { kind: 'rejected', message: 'It failed', ...failure });

it.each<[Partial<Failure>, object | undefined]>([
	[
		{ kind: 'rateLimited', retryAfterMs: 5000 },
		{ cause: 'rate-limited', retryAfterMs: 5000 },
	],
	[{ kind: 'unavailable' }, { cause: 'temporarily-unavailable' }],
	[{ kind: 'unreachable' }, { cause: 'temporarily-unavailable' }],
	[{ kind: 'unreadable' }, { cause: 'temporarily-unavailable' }],
	[{ kind: 'timedOut' }, { cause: 'temporarily-unavailable' }],
	[{ kind: 'unauthorized' }, { cause: 'credential-invalid' }],
	[{ kind: 'forbidden' }, { cause: 'configuration-invalid' }],
	[{ kind: 'notFound' }, { cause: 'configuration-invalid' }],
	[{ kind: 'input' }, { cause: 'configuration-invalid' }],
	[{ kind: 'forbidden', cause: 'quota-exhausted' }, { cause: 'quota-exhausted' }],
	[{ kind: 'rejected' }, undefined],
	[{ kind: 'cancelled' }, undefined],
])('declares to n8n why it failed: %j', (failure, declared) => {
	expect(errorOf(failure).failure).toEqual(declared);
});

it('keeps a message in which n8n would see a code of the system', () => {
	expect(errorOf({ message: 'approvePermissions ECONNREFUSED' }).message).toBe(
		'approvePermissions ECONNREFUSED',
	);
});
