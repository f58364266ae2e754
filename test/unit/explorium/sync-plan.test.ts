import fc from 'fast-check';
import type { Enrollment } from '../../../nodes/Explorium/api';
import {
	managedBy,
	readPrefix,
} from '../../../nodes/Explorium/operations/SyncProspectEnrollments/managed';
import {
	planSync,
	type SyncAction,
	type SyncTask,
} from '../../../nodes/Explorium/operations/SyncProspectEnrollments/plan';

const PREFIX = 'sales';
const ROLE = 'prospect_changed_role';
const COMPANY = 'prospect_changed_company';
const ANNIVERSARY = 'prospect_job_start_anniversary';
const TYPES = [ROLE, COMPANY];

const enrollment = (
	id: string,
	enrollment_key: string,
	prospect_ids: string[],
	event_types: string[] = TYPES,
): Enrollment => ({ enrollment_id: id, enrollment_key, event_types, prospect_ids });

const task = (prospectIds: string[], enrollments: Enrollment[], capacity?: number): SyncTask => ({
	prefix: PREFIX,
	prospectIds,
	eventTypes: TYPES,
	enrollments,
	capacity,
});

const numbered = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `p${from + index}`);

/** What Explorium makes of one call. */
function apply(enrollments: Enrollment[], action: SyncAction): Enrollment[] {
	const { kind, enrollment_key, event_types, prospect_ids } = action;
	const enrollment_id = action.enrollment_id ?? `new ${enrollment_key}`;
	const result = { enrollment_id, enrollment_key, event_types, prospect_ids };
	if (kind === 'add') return [...enrollments, result];
	const others = enrollments.filter((one) => one.enrollment_id !== enrollment_id);
	expect(others).toHaveLength(enrollments.length - 1);
	return kind === 'delete' ? others : [...others, result];
}

const applyAll = (enrollments: Enrollment[], actions: SyncAction[]) =>
	actions.reduce(apply, enrollments);

const summary = (actions: SyncAction[]) =>
	actions.map(({ kind, enrollment_key, added, removed }) => [
		kind,
		enrollment_key,
		added.length,
		removed.length,
	]);

/**
 * The fewest calls there can be, found by trying every way to put the wanted prospects into the
 * enrollments there are, or into new ones.
 */
function fewestCalls({ prospectIds, eventTypes, enrollments, capacity = 20 }: SyncTask): number {
	const managed = managedBy(PREFIX, enrollments);
	const isSame = ({ event_types, prospect_ids }: Enrollment, ids: string[]) =>
		new Set(prospect_ids).size === ids.length &&
		ids.every((id) => prospect_ids?.includes(id)) &&
		new Set(event_types).size === eventTypes.length &&
		eventTypes.every((type) => event_types.includes(type));
	let fewest = Infinity;
	const place = (index: number, places: string[][]): void => {
		if (index === prospectIds.length) {
			const [fresh, ...kept] = places;
			if (kept.some((ids) => ids.length > capacity)) return;
			const changed = managed.filter(
				(one, at) => kept[at].length === 0 || !isSame(one, kept[at]),
			).length;
			fewest = Math.min(fewest, changed + Math.ceil(fresh.length / capacity));
			return;
		}
		places.forEach((ids, at) => {
			place(index + 1, places.with(at, [...ids, prospectIds[index]]));
		});
	};
	place(
		0,
		[[], ...managed].map(() => []),
	);
	return fewest;
}

const KEYS = [PREFIX, `${PREFIX}-2`, `${PREFIX}-3`, `${PREFIX}-7`];
const FOREIGN_KEYS = ['sales-emea', 'sales2', 'sales-', 'sale', 'sales-2-b', 'Sales', 'sales-2-3'];

/** Accounts in any state, with few prospects so that they meet. */
function accounts(prospects: string[], most: number, keys = [...KEYS, ...FOREIGN_KEYS]) {
	return fc
		.array(
			fc.record({
				enrollment_key: fc.constantFrom(...keys),
				event_types: fc.oneof(
					{ weight: 3, arbitrary: fc.constantFrom<string[]>(TYPES, [COMPANY, ROLE]) },
					fc.constantFrom<string[]>(
						[ROLE],
						[ANNIVERSARY],
						[...TYPES, ANNIVERSARY],
						[...TYPES, 'unheard_of'],
					),
				),
				prospect_ids: fc.array(fc.constantFrom(...prospects), { maxLength: 5 }),
			}),
			{ maxLength: most },
		)
		.map((list) => list.map((one, index) => ({ ...one, enrollment_id: `en_${index}` })));
}

const someTask = (prospects: string[], most: number, capacity: fc.Arbitrary<number>) =>
	fc
		.tuple(fc.subarray(prospects), accounts(prospects, most), capacity)
		.map(([wanted, enrollments, places]) => task(wanted, enrollments, places));

const anyTask = someTask(numbered(12), 9, fc.integer({ min: 1, max: 6 }));
const smallTask = someTask(numbered(5), 5, fc.integer({ min: 1, max: 4 }));

describe('whatever the account looks like', () => {
	it('covers exactly the wanted prospects once each, and touches nothing outside', () => {
		fc.assert(
			fc.property(anyTask, (given) => {
				const after = applyAll(given.enrollments, planSync(given));
				const managed = managedBy(PREFIX, after);
				// One that names a prospect twice monitors it once.
				const lists = managed.map(({ prospect_ids }) => [...new Set(prospect_ids)]);
				expect(lists.flat().sort()).toEqual([...given.prospectIds].sort());
				for (const { length } of lists) {
					expect(length).toBeGreaterThan(0);
					expect(length).toBeLessThanOrEqual(given.capacity ?? 20);
				}
				for (const { event_types } of managed) {
					expect([...event_types].sort()).toEqual([...TYPES].sort());
				}
				const foreign = (list: Enrollment[]) =>
					list.filter(({ enrollment_key }) => FOREIGN_KEYS.includes(enrollment_key));
				expect(foreign(after)).toEqual(foreign(given.enrollments));
				expect(after).toHaveLength(managed.length + foreign(after).length);
			}),
			{ numRuns: 500 },
		);
	});

	it('has nothing left to do afterwards', () => {
		fc.assert(
			fc.property(anyTask, (given) => {
				const enrollments = applyAll(given.enrollments, planSync(given));
				expect(planSync({ ...given, enrollments })).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it('takes the fewest calls there can be', () => {
		fc.assert(
			fc.property(smallTask, (given) => {
				const plan = planSync(given);
				expect(plan).toHaveLength(fewestCalls(given));
				expect(plan.map(({ phase }) => phase)).toEqual(plan.map(({ phase }) => phase).sort());
			}),
			{ numRuns: 2000 },
		);
	});

	it('says what each call brings in and takes out, and gives new enrollments free keys', () => {
		fc.assert(
			fc.property(anyTask, (given) => {
				const taken = new Set(given.enrollments.map(({ enrollment_key }) => enrollment_key));
				for (const action of planSync(given)) {
					const before =
						given.enrollments.find(({ enrollment_id }) => enrollment_id === action.enrollment_id)
							?.prospect_ids ?? [];
					const after = action.prospect_ids;
					expect(action.added).toEqual(after.filter((id) => !before.includes(id)));
					expect(new Set(action.removed)).toEqual(
						new Set(before.filter((id) => !after.includes(id))),
					);
					if (action.kind === 'add') {
						expect(taken).not.toContain(action.enrollment_key);
						taken.add(action.enrollment_key);
					}
				}
			}),
		);
	});

	it('leaves no wanted prospect unmonitored in between, in whatever order a phase is done', () => {
		const inPhases = (actions: SyncAction[], order: number[]) =>
			actions
				.map((action, index) => ({ action, rank: order[index % order.length] }))
				.sort((a, b) => a.action.phase - b.action.phase || a.rank - b.rank)
				.map(({ action }) => action);
		const monitored = (list: Enrollment[], isMeant = (_types: string[]) => true) =>
			managedBy(PREFIX, list)
				.filter(({ event_types }) => isMeant(event_types))
				.flatMap(({ prospect_ids }) => prospect_ids)
				.filter((id, index, all) => all.indexOf(id) === index);
		const areRight = (types: string[]) => [...types].sort().join() === [...TYPES].sort().join();
		fc.assert(
			fc.property(anyTask, fc.array(fc.nat(), { minLength: 12 }), (given, order) => {
				let now = given.enrollments;
				for (const action of inPhases(planSync(given), order)) {
					const next = apply(now, action);
					const isWanted = (id: string) => given.prospectIds.includes(id);
					expect(monitored(next)).toEqual(expect.arrayContaining(monitored(now).filter(isWanted)));
					expect(monitored(next, areRight)).toEqual(
						expect.arrayContaining(monitored(now, areRight).filter(isWanted)),
					);
					now = next;
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('in particular', () => {
	it('enrolls 100 prospects in five enrollments', () => {
		expect(summary(planSync(task(numbered(100), [])))).toEqual([
			['add', 'sales', 20, 0],
			['add', 'sales-2', 20, 0],
			['add', 'sales-3', 20, 0],
			['add', 'sales-4', 20, 0],
			['add', 'sales-5', 20, 0],
		]);
	});

	it('fills a free place rather than adding an enrollment for one prospect', () => {
		const enrollments = [
			enrollment('en_1', 'sales', numbered(20)),
			enrollment('en_2', 'sales-2', numbered(19, 20)),
		];
		expect(summary(planSync(task(numbered(40), enrollments)))).toEqual([
			['update', 'sales-2', 1, 0],
		]);
		expect(summary(planSync(task(numbered(60), enrollments)))).toEqual([
			['add', 'sales-3', 20, 0],
			['update', 'sales-2', 1, 0],
		]);
	});

	it('adds an enrollment where filling places would take more calls', () => {
		const enrollments = [
			enrollment('en_1', 'sales', numbered(19)),
			enrollment('en_2', 'sales-2', numbered(19, 19)),
		];
		expect(summary(planSync(task(numbered(40), enrollments)))).toEqual([['add', 'sales-3', 2, 0]]);
	});

	it('swaps a prospect in one call, and uses an enrollment that would be deleted', () => {
		const enrollments = [
			enrollment('en_1', 'sales', numbered(20)),
			enrollment('en_2', 'sales-2', numbered(20, 20)),
		];
		const swapped = [...numbered(39), 'new'];
		expect(summary(planSync(task(swapped, enrollments)))).toEqual([['update', 'sales-2', 1, 1]]);
		const replaced = [...numbered(20), ...numbered(20, 100)];
		expect(summary(planSync(task(replaced, enrollments)))).toEqual([['update', 'sales-2', 20, 20]]);
	});

	it('deletes last, and what is empty', () => {
		const enrollments = [
			enrollment('en_1', 'sales', []),
			enrollment('en_2', 'sales-2', ['p0', 'p1']),
			enrollment('en_3', 'sales-3', ['gone']),
			enrollment('en_4', 'sales-4', ['p2'], [ROLE]),
		];
		expect(summary(planSync(task(['p0', 'p1', 'p2'], enrollments)))).toEqual([
			['update', 'sales-4', 0, 0],
			['delete', 'sales', 0, 0],
			['delete', 'sales-3', 0, 1],
		]);
		expect(planSync(task([], enrollments)).map(({ kind }) => kind)).toEqual(
			enrollments.map(() => 'delete'),
		);
	});

	it('fills an enrollment that is needed before one that is not, which it deletes', () => {
		const enrollments = [
			enrollment('en_1', 'sales', ['gone']),
			enrollment('en_2', 'sales-2', ['p0', 'gone']),
		];
		expect(summary(planSync(task(['p0', 'new'], enrollments)))).toEqual([
			['update', 'sales-2', 1, 1],
			['delete', 'sales', 0, 1],
		]);
	});

	it('updates an enrollment that looks for something else', () => {
		const enrollments = [
			enrollment('en_1', 'sales', ['p0'], [COMPANY, ROLE]),
			enrollment('en_2', 'sales-2', ['p1'], [ROLE]),
		];
		expect(planSync(task(['p0', 'p1'], enrollments))).toMatchObject([
			{ kind: 'update', enrollment_id: 'en_2', event_types: TYPES, prospect_ids: ['p1'] },
		]);
	});

	it('cuts an enrollment that holds too many, after the others have a place', () => {
		const enrollments = [enrollment('en_1', 'sales', numbered(25))];
		expect(summary(planSync(task(numbered(25), enrollments)))).toEqual([
			['add', 'sales-2', 5, 0],
			['update', 'sales', 0, 5],
		]);
	});

	it('does not touch an enrollment of businesses that has the key', () => {
		const business = [
			{ enrollment_id: 'en_1', enrollment_key: 'sales', event_types: ['new_office'] },
			enrollment('en_2', 'sales-2', [], ['new_office']),
		];
		expect(summary(planSync(task(['p0'], business)))).toEqual([['add', 'sales-3', 1, 0]]);
	});

	it.each([
		['both small ones', numbered(20), 1],
		['the large one', numbered(81), 4],
	])('leaves %s where enrollments overlap, if that takes fewer calls', (what, wanted, calls) => {
		const enrollments = [
			enrollment('en_1', 'sales', ['p0']),
			enrollment('en_2', 'sales-2', numbered(20)),
			enrollment('en_3', 'sales-3', ['p1']),
		];
		const plan = planSync(task(wanted, enrollments));
		expect(plan).toHaveLength(calls);
		const changed = plan.some(({ enrollment_id }) => enrollment_id === 'en_2');
		expect(changed).toBe(what === 'both small ones');
	});

	it('makes out overlapping enrollments among thousands with a second of processor time', () => {
		const list = (shift: number) =>
			Array.from({ length: 1000 }, (_, index) =>
				enrollment(`en_${shift}_${index}`, `sales-${index + 2}`, numbered(20, shift + index * 20)),
			);
		const enrollments = [...list(0), ...list(10)];
		const started = process.cpuUsage();
		const plan = planSync(task(numbered(20_010), enrollments));
		const { user, system } = process.cpuUsage(started);
		expect((user + system) / 1000).toBeLessThan(1000);
		// 1,000 of the 2,000 can stay, and none of the others has more than 10 prospects for itself.
		expect(plan).toHaveLength(1000);
	});
});

describe('the prefix', () => {
	it('takes its own key and its numbered parts, and nothing else', () => {
		const all = [...KEYS, ...FOREIGN_KEYS].map((key) => enrollment(key, key, ['p0']));
		expect(managedBy(PREFIX, all).map(({ enrollment_key }) => enrollment_key)).toEqual(KEYS);
	});

	it.each(['sales-2', 'sales-2026', 'sales-2-3'])(
		'may not be %s, which belongs to sales',
		(text) => {
			const result = readPrefix(text);
			expect(result.ok ? undefined : result.failure.hint).toContain('the list "sales"');
		},
	);

	it.each(['sales', 'sales2', 'sales-emea', 'sales_2', 'sales-2b'])('may be %s', (text) => {
		expect(readPrefix(` ${text} `)).toEqual({ ok: true, value: text });
	});
});
