import { itemsOf } from './explorium';
import type { BulkBench } from './outreachBulkBench';
import type { BulkNode } from './outreachBulkNodes';
import { outreachCredential } from './vendorRig';

/** Longer than the pause of at most 500 ms that a node makes by itself before a second attempt. */
const TOLD_WAIT_MS = 650;

const ALL_SCOPES = [
	...['batches', 'accounts', 'prospects', 'sequenceStates'].flatMap((resource) =>
		['read', 'write', 'delete'].map((right) => `${resource}.${right}`),
	),
	'sequences.read',
	'mailboxes.read',
];

/** What a node makes of answers other than a success to its bulk action. */
export function testAnswers(bench: BulkBench, row: BulkNode): void {
	const [first, second] = bench.ids;

	it('renews an expired access token once', async () => {
		await bench.rig.sandbox.control.expireTokens({ access: true });
		const items = itemsOf(await bench.run(row, [first]));
		expect(items.map(({ json }) => [json.id, json.status])).toEqual([[first, 'done']]);
		expect(await bench.rig.requests(/oauth\/token$/)).toHaveLength(1);
		expect(await bench.batches()).toBe(1);
		await bench.expectEffectOnlyOn(row, [first]);
	});

	it('says to reconnect once the refresh token has expired too', async () => {
		await bench.rig.sandbox.control.expireTokens({ access: true, refresh: true });
		const { error } = await bench.run(row, [first]);
		expect(error?.description).toContain('Reconnect the credential');
		await bench.expectNoEffect();
	});

	it('names the scope that the token lacks', async () => {
		const scopes = ALL_SCOPES.filter((scope) => scope !== row.scope);
		const { access_token } = await bench.rig.sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(bench.rig.sandbox, access_token);
		const { error } = await bench.run(row, [first], {}, { credentials });
		expect(error?.httpCode).toBe('403');
		expect(error?.description).toContain(`Add the scope ${row.scope} to Scope`);
		expect(await bench.batches()).toBe(0);
		await bench.expectNoEffect();
	});

	it.each([
		[404, 'resourceNotFound', "Could not find 'record' with ID '7'."],
		[422, 'validationError', 'The action cannot be done now.'],
	])('reports a %i with the words of Outreach, and does not repeat it', async (...answer) => {
		const [status, id, detail] = answer;
		await bench.fault(row, { status, body: { errors: [{ id, title: 'Title', detail }] } });
		const { error } = await bench.run(row, [first, second]);
		expect(error?.httpCode).toBe(String(status));
		expect(error?.message).toContain(detail);
		expect(await bench.actions(row)).toHaveLength(1);
		await bench.expectNoEffect();
	});

	it('waits a 429 out and makes one batch', async () => {
		const until = new Date(Date.now() + TOLD_WAIT_MS).toISOString();
		const body = { errors: [{ id: 'rateLimitExceeded', title: 'Rate Limit Exceeded' }] };
		await bench.fault(row, { times: 1, status: 429, headers: { 'retry-after': until }, body });
		const items = itemsOf(await bench.run(row, [first]));
		expect(items.map(({ json }) => json.status)).toEqual(['done']);
		const [refused, taken, ...others] = await bench.actions(row);
		expect([refused.status, taken.status, others]).toEqual([429, 200, []]);
		expect(Date.parse(taken.at)).toBeGreaterThanOrEqual(Date.parse(until));
		expect(await bench.batches()).toBe(1);
		await bench.expectEffectOnlyOn(row, [first]);
	});

	const { once = false } = row;
	const attempts = { requestOptions: { maxAttempts: 2 } };

	it.each([
		['a 500', { status: 500, applyFirst: true }],
		['a 503 without a time', { status: 503, applyFirst: true }],
		['a lost answer', { drop: 'after' as const }],
		['half an answer', { truncate: true }],
	])(
		`${once ? 'does not repeat' : 'repeats'} a call whose outcome %s leaves open`,
		async (...is) => {
			await bench.fault(row, { ...is[1], times: 1 });
			const result = await bench.run(row, [first], attempts);
			expect(await bench.actions(row)).toHaveLength(once ? 1 : 2);
			expect(await bench.batches()).toBe(once ? 1 : 2);
			if (once) {
				const unknown = 'Whether Outreach carried the call out is not known';
				expect(result.error?.description).toContain(unknown);
			} else {
				expect(itemsOf(result).map(({ json }) => json.status)).toEqual(['done']);
			}
			await bench.letTimePass();
			await bench.expectEffectOnlyOn(row, [first]);
		},
	);

	it('gives up in the end', async () => {
		await bench.fault(row, { status: 500 });
		const { error } = await bench.run(row, [first], attempts);
		expect(error?.httpCode).toBe('500');
		expect(error?.message.includes('(tried 2 times)')).toBe(!once);
		expect(await bench.actions(row)).toHaveLength(once ? 1 : 2);
		await bench.expectNoEffect();
	});
}
