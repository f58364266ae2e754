import fc from 'fast-check';
import type { Answers, TargetInput } from './fakeOutreach';

/** What expressions give when they find nothing, or the wrong thing. */
export const nothing = fc.constantFrom<unknown>(
	undefined,
	null,
	'',
	' ',
	'\t\n',
	',',
	' , ;',
	'0',
	0,
	-0,
	NaN,
	Infinity,
	-1,
	1.5,
	'1.5',
	'1e3',
	'01',
	'+1',
	'abc',
	'null',
	'undefined',
	'[]',
	'{{ $json.id }}',
	true,
	false,
	{},
	{ id: 1 },
	[],
	[[]],
	9007199254740993n,
	'9007199254740993',
);

/** Few, so that inputs and answers often mean the same record. */
const goodId = fc.integer({ min: 1, max: 12 });
const goodEmail = goodId.map((id) => `p${id}@example.com`);
const goodDomain = goodId.map((id) => `d${id}.example.com`);

const oneOf = (good: fc.Arbitrary<unknown>) => fc.oneof(good, nothing, fc.anything());
const some = (good: fc.Arbitrary<unknown>) =>
	fc.oneof(
		good,
		oneOf(good),
		fc.array(oneOf(good), { maxLength: 4 }),
		fc.array(good, { maxLength: 4 }).map((list) => list.map(String).join(', ')),
		fc.array(fc.array(oneOf(good), { maxLength: 3 }), { maxLength: 3 }),
	);

const FIELDS = ['id', 'owner', 'createdAt', 'title', 'emails', 'name', 'domain', 'touchedAt'];
/** Mostly right, so that what is wrong in one place is not hidden by what is wrong in another. */
const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
	fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: nothing });

const anyCondition = fc.record(
	{
		field: mostly(fc.constantFrom(...FIELDS)),
		operator: mostly(fc.constantFrom('is', 'is', 'atLeast', 'atMost', 'isEmpty', 'isNotEmpty')),
		value: mostly(fc.oneof(goodId, goodEmail, fc.constant('2026-01-31'), fc.array(nothing))),
	},
	{ requiredKeys: ['field', 'operator'] },
);
/** Few inputs get as far as their count and their records without these. */
const goodCondition = fc.oneof(
	goodId.map((value) => ({ field: 'id', operator: 'is', value })),
	goodId.map((value) => ({ field: 'owner', operator: 'is', value })),
	fc.constantFrom(
		{ field: 'createdAt', operator: 'atLeast', value: '2026-01-31' },
		{ field: 'createdAt', operator: 'atMost', value: '2026-01-31' },
	),
);
const condition = fc.oneof(anyCondition, goodCondition);
const filter = mostly(
	fc.oneof(
		fc.record({ condition: fc.array(mostly(condition), { maxLength: 3 }) }),
		fc.record({ condition: nothing }),
		fc.record({ condition }),
		fc.constant({}),
	),
);

/** Any input at all, with all fields set as if a user had tried each way to select records. */
export const targetInput: fc.Arbitrary<TargetInput> = fc.record(
	{
		selectBy: mostly(fc.constantFrom('ids', 'emails', 'domain', 'filter')),
		ids: some(goodId),
		emails: some(goodEmail),
		domain: some(goodDomain),
		filter,
		preview: mostly(fc.constantFrom(false, false, false, true)),
		applyToAll: mostly(fc.constantFrom(true, true, false)),
		atMost: mostly(fc.oneof(fc.constant(1), goodId)),
	},
	{ requiredKeys: [] },
);

const record = mostly(
	fc.oneof(
		goodId.map((id) => ({
			type: 'record',
			id,
			attributes: { emails: [`p${id}@example.com`], domain: `d${id}.example.com` },
		})),
		fc.record({
			id: mostly(goodId),
			attributes: fc.record({ emails: some(goodEmail), domain: oneOf(goodDomain) }),
		}),
	),
);

const idOf = (one: unknown) => (one as { id?: unknown } | undefined | null)?.id;

/** How many records there are, where a list holds records. */
const countOf = (records: unknown) => new Set([records].flat().map(idOf)).size;

/** Answers that may be empty, malformed, or not about what was asked. Mostly the count is that of the list. */
export const answers: fc.Arbitrary<Answers> = fc
	.record({
		records: mostly(fc.array(record, { maxLength: 12, size: 'max' })),
		meta: mostly(
			fc.record(
				{
					count: fc.oneof(
						{ weight: 6, arbitrary: fc.constant('counted') },
						{ weight: 1, arbitrary: mostly(fc.integer({ min: -1, max: 14 })) },
					),
					count_truncated: fc.boolean(),
				},
				{ requiredKeys: ['count'] },
			),
		),
	})
	.map(({ records, meta }) => {
		const { count } = (meta ?? {}) as { count?: unknown };
		if (count !== 'counted') return { records, meta };
		return { records, meta: { ...(meta as object), count: countOf(records) } };
	});

export const bulkOptions = fc.record(
	{
		skipConfirmation: fc.oneof(fc.boolean(), nothing),
		acceptFewer: fc.oneof(fc.boolean(), nothing),
	},
	{ requiredKeys: [] },
);
