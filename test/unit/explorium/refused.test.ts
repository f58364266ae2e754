import { explorium } from '../../../nodes/Explorium/explorium';
import { failureOfReply } from '../../../nodes/shared/failures';
import { DAY, openPlay, person, refusal, role, SIX_HOURS } from './pollPlay';

const HOUR = 3_600_000;
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index + 1));
/** What becomes of an answer of this status and body. */
const answered = (status: number, body: object) =>
	failureOfReply(
		{ ...explorium, versionPath: '/v1' },
		{ method: 'POST', path: '/prospects/events', namesNoRecord: 'unlessSaid', repeatable: true },
		{ status, headers: {}, body },
		0,
	);
const placesOf = (ids: string[], wanted: Set<string>) =>
	ids.flatMap((id, place) => (wanted.has(id) ? [place] : []));

describe('a refusal that names ids', () => {
	it('sets nobody aside when it does not come again', async () => {
		const watched = people(40);
		const play = openPlay({ watched });
		await play.poll();
		play.refuse = (ids) => {
			play.refuse = () => undefined;
			return refusal(
				422,
				ids.map((_, place) => place),
			);
		};
		play.add(role('e1', person(1)));
		await play.poll(DAY);
		expect(play.sweep.refused).toEqual([]);
		expect(play.emitted).toEqual(['e1']);
	});

	it('sets aside who is refused on its own too, and tries them apart on the next day', async () => {
		const watched = people(60);
		const invalid = new Set([person(3), person(50)]);
		const play = openPlay({ watched, events: [] });
		play.refuse = (ids) => {
			const places = placesOf(ids, invalid);
			return places.length > 0 ? refusal(422, places) : undefined;
		};
		await play.poll();
		expect(play.sweep).toMatchObject({ checked: 58, refused: [person(3), person(50)] });
		expect(play.notices.join()).toContain(`skipped until tomorrow: ${person(3)}`);
		expect(play.asked.filter((ids) => ids.length === 1)).toEqual([[person(3)], [person(50)]]);

		play.asked.length = 0;
		await play.poll(SIX_HOURS);
		expect(play.asked.flat()).not.toContain(person(3));
		play.add(role('e1', person(3)), role('e2', person(7)));
		invalid.delete(person(3));
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual(['e2']);
		play.asked.length = 0;
		await play.poll(SIX_HOURS);
		// It was never fetched before, so what it has now is its baseline.
		expect(play.emitted).toEqual(['e2']);
		expect(play.asked.slice(-2)).toEqual([[person(3), person(50)], [person(3)]]);
		play.add(role('e3', person(3)));
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual(['e2', 'e3']);
	});

	const nameAll = (ids: string[]) =>
		refusal(
			422,
			ids.map((_, place) => place),
		);

	it('of all who are watched asks for each alone, and says so', async () => {
		const play = openPlay({ watched: people(3) });
		await play.poll();
		play.asked.length = 0;
		play.refuse = nameAll;
		await play.poll(SIX_HOURS);
		expect(play.asked.map((ids) => ids.length)).toEqual([3, 3, 1, 1, 1]);
		expect(play.failures).toEqual([
			expect.stringMatching(/\(422\): invalid\. Explorium refuses every prospect that is watched/),
		]);
		play.refuse = () => undefined;
		play.add(role('e1', person(1)));
		await play.poll(HOUR);
		expect(play.emitted).toEqual(['e1']);
	});

	it('of many who are watched says so once all have been asked', async () => {
		const play = openPlay({ watched: people(100) });
		play.tookMs = () => 1000;
		play.refuse = nameAll;
		for (let polls = 0; polls < 12; polls += 1) await play.poll(HOUR);
		expect(play.failures.at(-1)).toContain('refuses every prospect that is watched');
		play.refuse = () => undefined;
		await play.poll(DAY);
		play.add(role('e1', person(1)));
		await play.poll(DAY);
		expect(play.emitted).toEqual(['e1']);
	});

	it('that is wrong about all together sets nobody aside', async () => {
		const play = openPlay({ watched: people(5) });
		await play.poll();
		play.refuse = (ids) => (ids.length > 1 ? nameAll(ids) : undefined);
		play.add(role('e1', person(1)), role('e5', person(5)));
		await play.poll(SIX_HOURS);
		expect(play.sweep.refused).toEqual([]);
		expect(play.emitted).toEqual(['e1', 'e5']);
	});

	it('of a whole chunk is a fault of the request if others are refused as well', async () => {
		const play = openPlay({ watched: people(400) });
		await play.poll();
		play.refuse = nameAll;
		await play.poll(SIX_HOURS);
		expect(play.failures).toEqual([expect.stringContaining('(422)')]);
		play.refuse = () => undefined;
		play.add(role('e1', person(1)), role('e399', person(399)));
		await play.poll(HOUR);
		expect(play.emitted).toEqual(['e1', 'e399']);
	});
});

describe('a refusal in words about somebody who was not asked for', () => {
	const told = (places: number[], id: string, text = `invalid prospect id ${id}`) => ({
		...refusal(422, places),
		message: `Explorium refused the request (422): ${text}`,
		faults: places.map((place) => ({ path: ['prospect_ids', place], text })),
	});

	it.each([
		['by its place', [0]],
		['without a place', []],
	])('sets nobody else aside, %s', async (_what, places) => {
		for (const watched of [people(2), people(40), [person(2)]]) {
			const play = openPlay({ watched });
			await play.poll();
			play.refuse = () => told(places, person(1));
			await play.poll(SIX_HOURS);
			expect(play.sweep.refused.filter((id) => id !== person(1))).toEqual([]);
			expect(play.failures).toEqual([expect.stringContaining(`(422)`)]);
			play.refuse = () => undefined;
			play.add(...watched.map((id) => role(`e-${id}`, id)));
			await play.poll(DAY);
			await play.poll(DAY);
			expect([...play.emitted].sort()).toEqual(watched.map((id) => `e-${id}`));
		}
	});

	it('sets the one aside that it names, in whatever letters', async () => {
		const bad = 'ab'.repeat(20);
		const play = openPlay({ watched: [person(1), bad] });
		await play.poll();
		play.refuse = (ids) =>
			ids.includes(bad) ? told([ids.indexOf(bad)], bad.toUpperCase()) : undefined;
		await play.poll(SIX_HOURS);
		expect(play.sweep.refused).toEqual([bad]);
		expect(play.failures).toEqual([]);
	});
});

describe.each([400, 422])('a %i that names nobody', (status) => {
	const refuseFor = (culprits: string[]) => (ids: string[]) =>
		ids.some((id) => culprits.includes(id)) ? refusal(status) : undefined;

	it.each([
		[120, [person(60)]],
		[120, [person(1), person(2), person(80), person(120)]],
		[40, [person(1)]],
		[40, [person(17), person(18), person(40)]],
		[2, [person(2)]],
		[8, [person(1), person(2), person(3), person(4), person(6), person(7), person(8)]],
	])('of %i costs only those at fault', async (count, culprits) => {
		const watched = people(count);
		const play = openPlay({ watched });
		await play.poll();
		play.refuse = refuseFor(culprits);
		play.add(...watched.map((id) => role(`e-${id}`, id)));
		await play.poll(SIX_HOURS);
		await play.poll(SIX_HOURS);
		const others = watched.filter((id) => !culprits.includes(id));
		expect([...play.emitted].sort()).toEqual(others.map((id) => `e-${id}`));
		expect(play.failures).toEqual([]);

		play.asked.length = 0;
		play.refuse = () => undefined;
		await play.poll(DAY);
		expect(play.emitted).toHaveLength(count);
	});

	it('for everything is a fault of the request, which takes few calls to find out', async () => {
		for (const count of [1, 3, 40, 400]) {
			const play = openPlay({ watched: people(count) });
			await play.poll();
			play.refuse = () => refusal(status);
			play.asked.length = 0;
			await play.poll(SIX_HOURS);
			expect(play.failures).toEqual([expect.stringContaining(`(${status})`)]);
			expect(play.asked.length).toBeLessThanOrEqual(count > 40 ? 4 : 18);
			play.refuse = () => undefined;
			play.add(role('e1', person(1)));
			await play.poll(HOUR);
			expect(play.emitted).toEqual(['e1']);
		}
	});

	it('for everything from the first poll on is not put down to the prospects', async () => {
		const play = openPlay({ watched: people(400) });
		play.refuse = () => refusal(status);
		await play.poll();
		expect(play.failures).toHaveLength(1);
		expect(play.asked.length).toBeLessThanOrEqual(34);
		expect(play.memory).toEqual({});
	});

	it('for all of the first chunk does not keep the others from being watched', async () => {
		const culprits = people(40);
		const play = openPlay({ watched: people(100) });
		play.refuse = refuseFor(culprits);
		for (let polls = 0; polls < 4; polls += 1) await play.poll(HOUR);
		play.add(role('e41', person(41)), role('e100', person(100)));
		await play.poll(HOUR);
		expect(play.emitted).toEqual(['e100', 'e41']);
		expect(Object.values(play.memory.refused as object).join('')).toHaveLength(40 * 12);
	});

	it('for a newcomer does not keep others from being taken back', async () => {
		const play = openPlay({ watched: [person(1), person(3)] });
		play.refuse = (ids) => (ids.includes(person(1)) ? refusal(422, [0]) : undefined);
		await play.poll();
		expect(play.sweep.refused).toEqual([person(1)]);
		play.enrollments.push({ enrollment_key: 'more', prospect_ids: [person(2)] });
		play.refuse = refuseFor([person(2)]);
		await play.poll(DAY);
		await play.poll(HOUR);
		play.add(role('e1', person(1)));
		await play.poll(HOUR);
		expect(play.emitted).toEqual(['e1']);
	});

	it('that begins within a poll refuses nobody', async () => {
		const play = openPlay({ watched: people(200) });
		await play.poll();
		let calls = 0;
		play.refuse = () => {
			calls += 1;
			return calls > 2 ? refusal(status) : undefined;
		};
		await play.poll(SIX_HOURS);
		expect(play.sweep.refused).toEqual([]);
		expect(calls).toBeLessThanOrEqual(15);
	});

	it('with calls that take up a whole poll still gets further with each', async () => {
		const watched = people(40);
		const play = openPlay({ watched });
		await play.poll();
		play.refuse = refuseFor([person(5)]);
		play.tookMs = () => 30_000;
		play.add(...watched.map((id) => role(`e-${id}`, id)));
		for (let polls = 0; polls < 12; polls += 1) await play.poll(HOUR);
		expect(play.emitted).toHaveLength(39);
	});
});

describe.each([
	[404, { details: 'Prospect not found' }],
	[404, { detail: `Prospect ${person(17)} not found` }],
	[410, { details: 'Prospect is gone' }],
])('a %i that says that a record is missing: %j', (status, body) => {
	const missing = answered(status, body);

	it('costs only the one at fault, who is tried again on the next day', async () => {
		const watched = people(60);
		const play = openPlay({ watched });
		await play.poll();
		let isGone = true;
		play.refuse = (ids) => (isGone && ids.includes(person(17)) ? missing : undefined);
		play.add(...watched.map((id) => role(`e-${id}`, id)));
		await play.poll(SIX_HOURS);
		const others = watched.filter((id) => id !== person(17));
		expect([...play.emitted].sort()).toEqual(others.map((id) => `e-${id}`));
		expect(play.sweep.refused).toEqual([person(17)]);
		expect(play.notices.join()).toContain(`skipped until tomorrow: ${person(17)}`);
		expect(play.failures).toEqual([]);

		play.asked.length = 0;
		await play.poll(SIX_HOURS);
		expect(play.asked.flat()).not.toContain(person(17));
		isGone = false;
		await play.poll(DAY);
		expect(play.emitted).toHaveLength(60);
	});

	it('costs only the one at fault in the first poll too', async () => {
		const play = openPlay({ watched: people(60) });
		play.refuse = (ids) => (ids.includes(person(17)) ? missing : undefined);
		await play.poll();
		expect(play.sweep).toMatchObject({ checked: 59, refused: [person(17)] });
	});
});

describe('a 404 for everybody', () => {
	it.each([[{ details: 'Prospect not found' }], [{ detail: 'Not Found' }], [{}]])(
		'is about the address, which takes few calls to find out: %j',
		async (body) => {
			for (const count of [1, 3, 60, 400]) {
				const play = openPlay({ watched: people(count) });
				await play.poll();
				play.refuse = () => answered(404, body);
				play.asked.length = 0;
				const found = await play.poll(SIX_HOURS);
				expect(found).toMatchObject({ failure: { kind: 'notFound', status: 404 } });
				expect(found).toHaveProperty('failure.hint', expect.stringContaining('Base URL'));
				expect(play.asked.length).toBeLessThanOrEqual(count > 40 ? 4 : 18);
				play.refuse = () => undefined;
				play.add(role('e1', person(1)));
				await play.poll(HOUR);
				expect(play.emitted).toEqual(['e1']);
			}
		},
	);

	it.each([[{ detail: 'Not Found' }], [{ message: 'Route POST:/v1/prospects/events not found' }]])(
		'is not looked into if it is about a route: %j',
		async (body) => {
			const play = openPlay({ watched: people(60) });
			await play.poll();
			play.refuse = () => answered(404, body);
			play.asked.length = 0;
			await play.poll(SIX_HOURS);
			expect(play.asked).toHaveLength(1);
			expect(play.failures).toEqual([expect.stringContaining('has no such address (404)')]);
		},
	);
});

describe.each([
	['a 413', 413],
	['a 200 that says failure', 200],
])('%s', (_what, status) => {
	it.each([
		[2, 1],
		[100, 50],
	])('of %i prospects because of one costs only that one', async (count, culprit) => {
		const watched = people(count);
		const play = openPlay({ watched });
		await play.poll();
		play.refuse = (ids) => (ids.includes(person(culprit)) ? refusal(status) : undefined);
		play.add(...watched.map((id) => role(`e-${id}`, id)));
		for (let polls = 0; polls < 3; polls += 1) await play.poll(HOUR);
		expect(play.emitted).toHaveLength(count - 1);
		// It is not known to be refused, so it is tried again at each poll, and told.
		expect(play.sweep.refused).toEqual([]);
		await play.poll(60_000);
		expect(play.failures.at(-1)).toContain(`could not be fetched: ${person(culprit)}`);
		play.refuse = () => undefined;
		await play.poll(60_000);
		expect(play.emitted).toHaveLength(count);
	});

	it('of everything stops the sweep after a few calls', async () => {
		const play = openPlay({ watched: people(400) });
		await play.poll();
		play.asked.length = 0;
		play.refuse = () => refusal(status);
		await play.poll(SIX_HOURS);
		expect(play.failures).toEqual([expect.stringContaining(`(${status})`)]);
		expect(play.asked.length).toBeLessThanOrEqual(4);
		play.refuse = () => undefined;
		play.add(role('e1', person(1)), role('e400', person(400)));
		await play.poll(HOUR);
		await play.poll(HOUR);
		expect([...play.emitted].sort()).toEqual(['e1', 'e400']);
	});
});

describe('a 500', () => {
	const stumble = answered(500, { detail: 'Internal error' });

	it.each([
		[60, [17]],
		[40, [1, 40]],
		[2, [2]],
	])('of %i because of some costs only those from the third poll on', async (count, places) => {
		const culprits = new Set(places.map(person));
		const watched = people(count);
		const play = openPlay({ watched });
		await play.poll();
		play.refuse = (ids) => (ids.some((id) => culprits.has(id)) ? stumble : undefined);
		play.add(...watched.map((id) => role(`e-${id}`, id)));
		for (let polls = 0; polls < 3; polls += 1) await play.poll(SIX_HOURS);
		expect(play.emitted).toHaveLength(count - culprits.size);
		// It may be over at any time, so they are tried again at each poll, and told.
		expect(play.sweep.refused).toEqual([]);
		play.refuse = () => undefined;
		await play.poll(HOUR);
		await play.poll(HOUR);
		expect(play.emitted).toHaveLength(count);
	});

	it('for everybody takes few calls', async () => {
		const play = openPlay({ watched: people(40) });
		await play.poll();
		play.add(role('e1', person(1)));
		play.refuse = () => stumble;
		for (let polls = 0; polls < 3; polls += 1) {
			play.asked.length = 0;
			await play.poll(SIX_HOURS);
			expect(play.asked.length).toBeLessThanOrEqual(7);
		}
		play.refuse = () => undefined;
		await play.poll(HOUR);
		expect(play.emitted).toEqual(['e1']);
	});
});

it('a call that is too much is made smaller for the next ones too', async () => {
	const watched = people(200);
	const play = openPlay({ watched });
	await play.poll();
	play.asked.length = 0;
	play.refuse = (ids) => (ids.length > 12 ? refusal(413) : undefined);
	play.add(...watched.map((id) => role(`e-${id}`, id)));
	await play.poll(SIX_HOURS);
	expect(play.emitted).toHaveLength(200);
	expect(play.asked.filter((ids) => ids.length > 12).length).toBeLessThan(10);
});

it('a fault elsewhere in the request fails it at once', async () => {
	const play = openPlay({ watched: people(80) });
	await play.poll();
	play.asked.length = 0;
	play.refuse = () => refusal(422, [0], 'event_types');
	await play.poll(SIX_HOURS);
	expect(play.asked).toHaveLength(1);
	expect(play.failures).toHaveLength(1);
});

it('odd entries of answers cost themselves alone, and are counted', async () => {
	const play = openPlay({ watched: [person(1), person(2)] });
	play.enrollments.push(null, 7, { enrollment_key: 'more', prospect_ids: [null, person(3)] });
	play.enrollments.push(
		{ enrollment_key: 'odd', prospect_ids: 'none' },
		{ enrollment_key: 'none' },
	);
	await play.poll();
	expect(play.asked).toEqual([[person(1), person(2), person(3)]]);
	play.odd = [null, 'x', {}, { event_id: 'e0', event_name: 'prospect_changed_role' }];
	play.odd.push({ ...role('', person(1)), event_id: 17, prospect_id: person(1).toUpperCase() });
	const { event_name: event_type, ...untyped } = role('e2', person(3));
	play.odd.push({ ...untyped, event_type });
	await play.poll(SIX_HOURS);
	expect([...play.emitted].sort()).toEqual(['17', 'e2']);
	expect(play.sweep.leftOut).toBe(8);
	expect(play.notices.at(-1)).toContain("8 entries of Explorium's answers could not be read");
	expect(play.failures).toEqual([]);
});

it('two events that share an id, or have none, are two', async () => {
	const play = openPlay({ watched: [person(1), person(2)], events: [role('', person(1))] });
	await play.poll();
	play.add(role('same', person(1)), role('same', person(2)), role('', person(2)));
	play.add({ ...role('', person(1)), event_time: '2026-10-01T00:00:00Z' });
	await play.poll(SIX_HOURS);
	expect([...play.emitted].sort()).toEqual(['', '', 'same', 'same']);
	await play.poll(SIX_HOURS);
	expect(play.emitted).toHaveLength(4);
});
