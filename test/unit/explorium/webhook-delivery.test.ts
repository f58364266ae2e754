import { createHmac } from 'node:crypto';
import { readDelivery } from '../../../nodes/Explorium/operations/ProspectEventsWebhookTrigger/delivery';
import {
	MOST_REMEMBERED,
	noteDelivery,
	type WasStarted,
} from '../../../nodes/Explorium/operations/ProspectEventsWebhookTrigger/repeats';
import { isGenuine } from '../../../nodes/Explorium/operations/ProspectEventsWebhookTrigger/signature';

describe('the signature', () => {
	const NOW = 1_780_000_000_000;
	// 0xff bytes, so that base64 and base64url differ in the key as in the signature.
	const KEY = Buffer.alloc(32, 0xfb);
	const SECRET = KEY.toString('base64url');
	const BODY = Buffer.from('{"event_name":"prospect_changed_role","name":"Zoë"}');

	const sign = (timestamp: string, body = BODY, key = KEY) =>
		createHmac('sha256', key)
			.update(Buffer.concat([Buffer.from(`${timestamp}.`), body]))
			.digest('base64')
			.replaceAll('+', '-')
			.replaceAll('/', '_');
	const at = (seconds: number) => String(NOW / 1000 + seconds);

	it('is that of a message worked out by hand', () => {
		const delivery = {
			timestamp: '1780000000',
			signature: '1xolwQ5JpBRNLWC-SduDpSCjGoiT8ouiNv0UQxQYP94=',
			body: Buffer.from('{}'),
		};
		expect(isGenuine(delivery, 'c2VjcmV0LXNlY3JldA', NOW)).toBe(true);
		expect(isGenuine(delivery, 'c2VjcmV0LXNlY3JldA==', NOW)).toBe(true);
	});

	it('fits for many times, so that all characters of base64url come up', () => {
		const signatures = Array.from({ length: 100 }, (_, index) => {
			const timestamp = at(index - 50);
			const signature = sign(timestamp);
			expect(isGenuine({ timestamp, signature, body: BODY }, SECRET, NOW)).toBe(true);
			return signature;
		}).join('');
		expect(signatures).toMatch(/-/);
		expect(signatures).toMatch(/_/);
		expect(signatures).toMatch(/=/);
	});

	it.each([
		['another body', { body: Buffer.from('{}') }],
		['another time', { timestamp: at(1) }],
		['another key', { signature: sign(at(0), BODY, Buffer.alloc(32, 1)) }],
		['a shorter signature', { signature: sign(at(0)).slice(1) }],
		['no padding', { signature: sign(at(0)).replace('=', '') }],
		['no signature', { signature: undefined }],
		['an empty signature', { signature: '' }],
		['two signatures', { signature: [sign(at(0)), sign(at(0))] }],
		['no time', { timestamp: undefined }],
		['a time that is none', { timestamp: 'now', signature: sign('now') }],
		['no body', { body: undefined }],
	])('does not fit with %s', (_what, change) => {
		const right = { timestamp: at(0), signature: sign(at(0)), body: BODY };
		expect(isGenuine(right, SECRET, NOW)).toBe(true);
		expect(isGenuine({ ...right, ...change }, SECRET, NOW)).toBe(false);
	});

	it.each([
		[300, true],
		[-300, true],
		[301, false],
		[-301, false],
	])('counts when signed %i s from now: %s', (seconds, counts) => {
		const timestamp = at(seconds);
		const delivery = { timestamp, signature: sign(timestamp), body: BODY };
		expect(isGenuine(delivery, SECRET, NOW)).toBe(counts);
	});

	it('never fits without a secret', () => {
		const signature = sign(at(0), BODY, Buffer.alloc(0));
		expect(isGenuine({ timestamp: at(0), signature, body: BODY }, '', NOW)).toBe(false);
	});
});

describe('what is delivered', () => {
	const payload = {
		tenant_id: 't1',
		partner_id: 'p1',
		event_id: 'e1',
		event_name: 'prospect_changed_role',
		event_time: '2025-12-06 11:41:55.703000+00:00',
		data: { current_job_title: 'CEO' },
		enrollment_key: 'sales',
		enrollment_id: 'en_1',
		prospect_id: 'a'.repeat(40),
	};
	const read = {
		event: {
			event_id: 'e1',
			event_name: 'prospect_changed_role',
			event_time: '2025-12-06T11:41:55.703000+00:00',
			prospect_id: 'a'.repeat(40),
			enrollment_id: 'en_1',
			data: { current_job_title: 'CEO' },
		},
		enrollmentKey: 'sales',
	};

	it('may be the event or its text', () => {
		expect(readDelivery(payload)).toEqual(read);
		expect(readDelivery({ text: JSON.stringify(payload) })).toEqual(read);
	});

	it('may name the person as entity', () => {
		const { prospect_id, ...rest } = payload;
		const older = { ...rest, entity_id: prospect_id, entity_type: 'prospect' };
		expect(readDelivery(older)).toEqual(read);
	});

	it('keeps the company, and does not take it for the person', () => {
		const nobody = { ...payload, prospect_id: undefined, business_id: 'b'.repeat(32) };
		const { event } = readDelivery(nobody) ?? {};
		expect(event).toMatchObject({ prospect_id: null, business_id: 'b'.repeat(32) });
	});

	it('may lack data, time and enrollment', () => {
		expect(readDelivery({ event_id: 'e1', event_name: 'x' })).toEqual({
			event: { event_id: 'e1', event_name: 'x', event_time: null, prospect_id: null },
		});
	});

	it.each([undefined, null, 'text', 7, [payload], {}, { text: 'no JSON' }, { text: '7' }])(
		'is no event: %j',
		(body) => expect(readDelivery(body)).toBeUndefined(),
	);
});

describe('repeats', () => {
	const started = () => true;
	/** Notes one event of a delivery that n8n starts the workflow with, unless told. */
	async function noteOne(
		node: string,
		identity: string,
		saved?: string,
		oldIdentities?: string[],
		wasStarted: WasStarted = started,
	): Promise<{ isFresh: boolean; seen: string }> {
		const noted = await noteDelivery(node, [{ identity, oldIdentities }], saved, wasStarted);
		if (!noted) throw new Error('An earlier delivery is not answered.');
		return { isFresh: noted.isFresh[0], seen: noted.seen };
	}

	it('are noticed by what was saved, also by a process that has seen none', async () => {
		const { isFresh, seen } = await noteOne('one process', 'e1');
		expect(isFresh).toBe(true);
		expect((await noteOne('another process', 'e1', seen)).isFresh).toBe(false);
		expect((await noteOne('a third process', 'e2', seen)).seen).toContain(seen);
	});

	it('are noticed before anything is saved, and nothing is forgotten by a late save', async () => {
		const { seen } = await noteOne('node', 'e1');
		expect((await noteOne('node', 'e1')).isFresh).toBe(false);
		expect((await noteOne('node', 'e2')).seen).toContain(seen);
	});

	it('are another matter for another node', async () => {
		expect((await noteOne('node A', 'e1')).isFresh).toBe(true);
		expect((await noteOne('node B', 'e1')).isFresh).toBe(true);
	});

	it('are noticed within one delivery', async () => {
		const events = ['e1', 'e2', 'e1'].map((identity) => ({ identity }));
		const noted = await noteDelivery('list', events, undefined, started);
		expect(noted?.isFresh).toEqual([true, true, false]);
		expect(noted?.seen).toHaveLength(2 * 16);
	});

	it('are none as long as the workflow could not be started', async () => {
		await noteOne('failing', 'e1', undefined, [], () => false);
		const other = await noteOne('failing', 'e2');
		const again = await noteOne('failing', 'e1', other.seen);
		expect([other.isFresh, again.isFresh]).toEqual([true, true]);
		expect(again.seen).toHaveLength(2 * 16);
		expect((await noteOne('failing', 'e1', other.seen)).isFresh).toBe(false);
	});

	it('are not saved along with another delivery before the workflow was started', async () => {
		const answer: { started?: boolean } = {};
		const first = await noteOne('slow', 'e1', undefined, [], () => answer.started);
		const second = await noteOne('slow', 'e2');
		expect(second.seen).not.toContain(first.seen);
		answer.started = true;
		const third = await noteOne('slow', 'e3');
		expect(third.seen).toContain(first.seen);
	});

	it.each([true, false])('wait for what becomes of the first: started is %s', async (outcome) => {
		const node = `waiting ${outcome}`;
		const answer: { started?: boolean } = {};
		await noteOne(node, 'e1', undefined, [], () => answer.started);
		const later = Promise.all([1, 2].map(async () => await noteOne(node, 'e1')));
		await new Promise((resolve) => setTimeout(resolve, 60));
		answer.started = outcome;
		const fresh = (await later).filter(({ isFresh }) => isFresh);
		expect(fresh).toHaveLength(outcome ? 0 : 1);
	});

	it('are left open if the first is never answered', async () => {
		const now = jest.spyOn(Date, 'now');
		const start = Date.now();
		await noteOne('hanging', 'e1', undefined, [], () => undefined);
		const again = noteDelivery('hanging', [{ identity: 'e1' }], undefined, started);
		now.mockReturnValue(start + 60_000);
		expect(await again).toBeUndefined();
		now.mockRestore();
	});

	it('are remembered for the last 2,000 events', async () => {
		let saved: string | undefined;
		for (let index = 0; index <= MOST_REMEMBERED; index += 1) {
			saved = (await noteOne('busy', `e${index}`, saved)).seen;
		}
		expect(saved).toHaveLength(MOST_REMEMBERED * 16);
		expect((await noteOne('restarted since', 'e1', saved)).isFresh).toBe(false);
		expect((await noteOne('restarted since', 'e0', saved)).isFresh).toBe(true);
	});

	it('that an earlier version noted by id alone stand for one event each', async () => {
		const { seen: old } = await noteOne('before', 'e1');
		expect((await noteOne('after', 'e1 of ada', old, ['e1'])).isFresh).toBe(false);
		expect((await noteOne('after', 'e1 of ada', old, ['e1'])).isFresh).toBe(false);
		const { seen } = await noteOne('after', 'e1 of ben', old, ['e1']);
		expect(seen).toHaveLength(2 * 16);
		expect((await noteOne('restarted', 'e1 of ada', seen, ['e1'])).isFresh).toBe(false);
		expect((await noteOne('restarted', 'e1 of cid', seen, ['e1'])).isFresh).toBe(true);
	});
});
