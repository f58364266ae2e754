import fc from 'fast-check';
import { failed, success, type Failure } from '../../../nodes/shared/result';
import { callSplitting, callWhole } from '../../../nodes/shared/splitCall';

const rejection: Failure = { kind: 'rejected', message: 'Acme refused the request (422): bad' };
const ids = Array.from({ length: 16 }, (_, index) => `id${index}`);

/** A vendor that refuses a call with a bad id, with or without saying which. */
function vendor(bad: Set<string>, saysWhich: boolean) {
	const calls: string[][] = [];
	return {
		calls,
		attempt: async (list: string[]) => {
			calls.push(list);
			const positions = list.flatMap((id, index) => (bad.has(id) ? index : []));
			if (positions.length === 0) return success(list.join());
			const faults = positions.map((index) => ({ path: ['ids', index], text: 'unknown' }));
			return failed({ ...rejection, faults: saysWhich ? faults : [] });
		},
	};
}

it.each([true, false])(
	'serves every good id and refuses every bad one (named: %s)',
	async (named) => {
		await fc.assert(
			fc.asyncProperty(fc.subarray(ids), async (bad) => {
				const { attempt } = vendor(new Set(bad), named);
				const { served, refused } = await callSplitting(ids, 'ids', attempt);
				const good = ids.filter((id) => !bad.includes(id));
				expect(served.flatMap((part) => part.ids)).toEqual(good);
				expect(refused.flatMap((part) => part.ids).sort()).toEqual([...bad].sort());
			}),
		);
	},
);

it('needs one more call when the bad ids are named', async () => {
	const { calls, attempt } = vendor(new Set(['id3', 'id9']), true);
	const { refused } = await callSplitting(ids, 'ids', attempt);
	expect(calls.map((list) => list.length)).toEqual([16, 14]);
	expect(refused.map(({ failure }) => failure.message)).toEqual([
		'Acme refused the request (422): ids[3] is "id3": unknown',
		'Acme refused the request (422): ids[9] is "id9": unknown',
	]);
});

it.each<[string, Failure]>([
	[
		'a fault elsewhere in the request',
		{ ...rejection, faults: [{ path: ['key'], text: 'short' }] },
	],
	['anything that fewer ids would not help', { kind: 'unavailable', message: 'down' }],
	...[302, 402, 405, 407, 409, 415, 418, 423, 451].map((status): [string, Failure] => [
		`a refusal with ${status}`,
		{ ...rejection, status },
	]),
	['a call that may have been carried out', { ...rejection, status: 422, ambiguous: true }],
	['a key that is not accepted', { kind: 'unauthorized', message: 'no' }],
])('does not split on %s', async (_what, failure) => {
	let calls = 0;
	const outcome = await callSplitting(ids, 'ids', async () => {
		calls += 1;
		return failed(failure);
	});
	expect(calls).toBe(1);
	expect(outcome.refused).toEqual([{ ids, failure }]);
});

it('puts a failed call down to the ids it names, when it is left at that', async () => {
	const { calls, attempt } = vendor(new Set(['id3']), true);
	const { served, refused } = await callWhole(ids, 'ids', attempt);
	expect(calls).toHaveLength(1);
	expect(served).toEqual([]);
	expect(refused.map((part) => part.ids)).toEqual([['id3']]);
});
