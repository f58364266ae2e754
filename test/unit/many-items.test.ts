/** What 100,000 items ask for takes its time by their number, not by its square. */
import { byKeys } from '../../nodes/Explorium/enrollmentKeys';
import { modificationsOf, type GivenFields } from '../../nodes/Outreach/modify/readModification';
import { prospectFields } from '../../nodes/Outreach/modify/prospectFields';
import { fieldFinder } from '../../nodes/Saleshandy/fieldList';
import { joinChanges } from '../../nodes/Explorium/operations/UpdateProspectEnrollments/changes';
import type { Client } from '../../nodes/shared/client';
import { failed } from '../../nodes/shared/result';

const MANY = 100_000;
const many = <T>(make: (index: number) => T): T[] =>
	Array.from({ length: MANY }, (_, index) => make(index));

/** Seconds of the processor, whatever else the machine does. */
async function seconds(work: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await work();
	return process.cpuUsage(before).user / 1e6;
}

it('enrollments by their keys', async () => {
	const enrollments = many((index) => ({ enrollment_key: `list${index % 50_000}-2`, index }));
	const time = await seconds(() => {
		const of = byKeys(enrollments);
		for (let index = 0; index < MANY; index += 1) of([`list${index}`]);
		expect(of(['list7', 'list7-2']).map((one) => one.index)).toEqual([7, 50_007]);
		expect(of(['list7-3'])).toEqual([]);
		expect(of([])).toBe(enrollments);
	});
	expect(time).toBeLessThan(3);
});

it('fields that input data is matched with by name', async () => {
	const row = many(() => 0)
		.slice(0, 10)
		.map((_, index): [string, unknown] => [`x${index}`, 'y']);
	const given = many((): GivenFields => ({
		isAutomatic: true,
		entries: [...row, ['Title', 'CEO']],
		clearsEmpty: false,
		isSingle: false,
		zone: undefined,
	}));
	// The custom fields cannot be read.
	const client = (async () => failed({ kind: 'forbidden', message: 'no' })) as unknown as Client;
	let done: unknown[] = [];
	const time = await seconds(async () => {
		done = await modificationsOf(prospectFields)(given, client, 4);
	});
	expect(done).toHaveLength(MANY);
	expect(done[0]).toEqual({ ok: true, value: { title: 'CEO' } });
	expect(time).toBeLessThan(5);
});

it("fields of Saleshandy's list", async () => {
	const fields = many((index) => ({ id: `f${index}`, label: `Field ${index}`, fieldType: 'text' }));
	const { byId, byName } = fieldFinder(fields.slice(0, 300));
	const time = await seconds(() => {
		for (let index = 0; index < MANY; index += 1) {
			byId(`f${index % 300}`);
			byName(`field ${index % 300}`);
		}
	});
	expect(byName('FIELD 299')?.id).toBe('f299');
	expect(time).toBeLessThan(3);
});

it('changes to one enrollment', async () => {
	const changes = many((itemIndex) => ({
		itemIndex,
		enrollmentId: 'en_1',
		prospectIds: [String(itemIndex)],
	}));
	const time = await seconds(async () => {
		const [call] = await joinChanges(changes);
		expect(call.settings.prospectIds).toHaveLength(MANY);
	});
	expect(time).toBeLessThan(3);
});
