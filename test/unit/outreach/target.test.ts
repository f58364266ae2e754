import fc from 'fast-check';
import { actionRequest } from '../../../nodes/Outreach/bulk/sendAction';
import { targetOf } from '../../../nodes/Outreach/bulk/target';
import { LONGEST_PATH } from '../../../nodes/Outreach/outreach';
import { readIds } from '../../../nodes/Outreach/readId';
import { nothing } from './support/targetInputs';

const goodId = fc.integer({ min: 1, max: 2_000_000_000 });
const one = fc.oneof(nothing, fc.anything(), fc.string(), fc.integer(), fc.double());
const anyTarget = fc.oneof(
	one,
	fc.array(one),
	fc.array(fc.oneof(goodId, nothing)),
	fc.array(fc.array(one)),
	fc.array(goodId.map(String)).map((ids) => ids.join(',')),
);

/** Sends what the target logic lets through, if anything. */
function requestFor(value: unknown) {
	const ids = readIds(value, 'Outreach Prospect IDs');
	if (!ids.ok) return { failure: ids.failure };
	const target = targetOf(ids.value);
	if (!target.ok) return { failure: target.failure };
	const call = { action: 'prospectsDestroyAll', repeatable: false, attributes: {} };
	const skipConfirmation = false;
	return { request: actionRequest({ ...call, skipConfirmation, target: target.value }) };
}

const idsIn = (body: object | undefined) =>
	(body as { data: { attributes: { ids: unknown[] } } }).data.attributes.ids;

describe('the target of a bulk action', () => {
	it('lets no request through without an id, whatever the input', () => {
		fc.assert(
			fc.property(anyTarget, (value) => {
				const { request, failure } = requestFor(value);
				if (request === undefined) return failure?.kind === 'input';
				const ids = idsIn(request.body);
				const isNamed = (id: unknown) => Number.isSafeInteger(id) && Number(id) > 0;
				const named = (request.query ?? '').match(/%5Bid%5D%5B%5D=\d+/g) ?? [];
				return (
					ids.length > 0 &&
					ids.every(isNamed) &&
					new Set(ids).size === ids.length &&
					(request.query === undefined || named.length === ids.length)
				);
			}),
			{ numRuns: 20_000 },
		);
	});

	it('refuses a list as soon as one entry is not an id', () => {
		const text = fc.string({ minLength: 1 }).filter((entry) => !/^[\s,;\d]*$/.test(entry));
		const bad = fc.oneof(text, fc.constantFrom('', null, undefined, 0, -4, 2.5, NaN, {}, []));
		fc.assert(
			fc.property(fc.array(goodId), bad, fc.array(goodId), (before, entry, after) => {
				// An empty list within a list holds nothing that could be an id, and adds nothing.
				fc.pre(!Array.isArray(entry) || before.length + after.length === 0);
				return !readIds([...before, entry, ...after], 'Outreach Prospect IDs').ok;
			}),
		);
	});

	it('takes numbers, texts, lists and comma lists, each id once', () => {
		const read = (value: unknown) => readIds(value, 'Outreach Prospect IDs');
		expect(read(7)).toEqual({ ok: true, value: ['7'] });
		expect(read(' 7 ')).toEqual({ ok: true, value: ['7'] });
		expect(read('3, 1;3\n2')).toEqual({ ok: true, value: ['3', '1', '2'] });
		expect(read([3, ['1', 3]])).toEqual({ ok: true, value: ['3', '1'] });
	});

	it('names the field, the entry and what is allowed', () => {
		const result = readIds([1, 'abc'], 'Outreach Account IDs');
		expect(result).toMatchObject({
			failure: {
				kind: 'input',
				message:
					'"Outreach Account IDs" holds "abc", but each entry must be an Outreach ID: a whole number such as 1001',
			},
		});
	});

	it('is not made of nothing, or of what is no id', () => {
		expect(targetOf([])).toMatchObject({ ok: false });
		expect(targetOf(['1', 'x'])).toMatchObject({ ok: false });
		expect(targetOf(['2', '1', '2'])).toMatchObject({ ok: true, value: { ids: [2, 1] } });
	});
});

describe('the request of a bulk action', () => {
	const request = (count: number, skipConfirmation: boolean) => {
		const target = targetOf(Array.from({ length: count }, (_, index) => String(1_000_000 + index)));
		if (!target.ok) throw new Error(target.failure.message);
		const attributes = { tags: ['x'], ids: [] };
		return actionRequest({
			action: 'prospectsAddTags',
			repeatable: true,
			attributes,
			skipConfirmation,
			target: target.value,
		});
	};

	it('names the ids in the body and in the filter, with encoded brackets', () => {
		expect(request(2, false)).toEqual({
			method: 'POST',
			path: '/batches/actions/prospectsAddTags',
			query:
				'actionParams%5Bfilter%5D%5Bid%5D%5B%5D=1000000&actionParams%5Bfilter%5D%5Bid%5D%5B%5D=1000001',
			body: { data: { attributes: { tags: ['x'], ids: [1000000, 1000001] } } },
			repeatable: true,
		});
		expect(request(1, true).query).toMatch(/&actionParams%5BskipConfirmation%5D=true$/);
	});

	it('keeps the address short, and never skips the confirmation without the filter', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 400 }), fc.boolean(), (count, skips) => {
				const { path, query, body } = request(count, skips);
				const length = path.length + 1 + (query?.length ?? 0);
				return length <= LONGEST_PATH && idsIn(body).length === count;
			}),
		);
		expect(request(140, true).query).toContain('skipConfirmation');
		expect(request(400, true).query).toBeUndefined();
	});
});
