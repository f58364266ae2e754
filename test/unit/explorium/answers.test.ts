import {
	addEnrollment,
	deleteEnrollment,
	fetchEvents,
	getEnrollments,
	listEnrollments,
	matchProspects,
	updateEnrollment,
} from '../../../nodes/Explorium/api';
import { getCredits, getRemainingCredits } from '../../../nodes/Explorium/credits';
import { enrichBusinesses, enrichContacts, enrichProfiles } from '../../../nodes/Explorium/enrich';
import { enrollOnce } from '../../../nodes/Explorium/enrollOnce';
import { readEnrollments } from '../../../nodes/Explorium/answers/readEnrollments';
import { readEvents } from '../../../nodes/Explorium/answers/readEvents';
import { CONTACTS, FIRMOGRAPHICS, readRows } from '../../../nodes/Explorium/answers/readRows';
import { readMatches } from '../../../nodes/Explorium/answers/readMatches';
import { simplifyContacts } from '../../../nodes/Explorium/simplifyContacts';
import { exactIdentityOf, identitiesOf, identityOf } from '../../../nodes/Explorium/eventIdentity';
import { currentEnrollments } from '../../../nodes/Explorium/operations/SyncProspectEnrollments/currentEnrollments';
import {
	applyChange,
	enrollmentFinder,
} from '../../../nodes/Explorium/operations/UpdateProspectEnrollments/changes';
import { readDeliveries } from '../../../nodes/Explorium/operations/ProspectEventsWebhookTrigger/delivery';
import { secretKey } from '../../../nodes/Explorium/webhookSecret';
import { without } from '../../../nodes/shared/answers';
import { sayLeftOut } from '../../../nodes/shared/oddEntries';
import { cannedClient, type CannedAnswer, type CannedClient } from '../../support/cannedClient';

const ID = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const BUSINESS = 'c'.repeat(32);
const TYPE = 'prospect_changed_role';
const context = (request_status = 'success') => ({ response_context: { request_status } });
const ENROLLMENT = {
	enrollment_id: 'en_1',
	enrollment_key: 'sales',
	event_types: [TYPE],
	prospect_ids: [ID],
};

type Call = (client: CannedClient) => Promise<{ ok: boolean }>;

/** Each call, with an answer that proves what was asked, and how often it may be sent. */
const CALLS: Record<string, { call: Call; good: object; times: number }> = {
	fetchEvents: {
		call: async (client) => await fetchEvents(client, { event_types: [TYPE], prospect_ids: [ID] }),
		good: { ...context(), output_events: [] },
		times: 3,
	},
	addEnrollment: {
		call: async (client) => await addEnrollment(client, ENROLLMENT),
		good: { ...context(), enrollment_id: 'en_1', enrollment_key: 'sales' },
		times: 1,
	},
	updateEnrollment: {
		call: async (client) => await updateEnrollment(client, ENROLLMENT, {}),
		good: { ...context(), enrollment_id: 'en_1' },
		times: 3,
	},
	getEnrollments: {
		call: async (client) => await getEnrollments(client),
		good: { ...context(), enrollments: [] },
		times: 3,
	},
	deleteEnrollment: {
		call: async (client) => await deleteEnrollment(client, 'en_1'),
		good: { status: 'success' },
		times: 3,
	},
	matchProspects: {
		call: async (client) => await matchProspects(client, [{ email: 'a@b.test' }]),
		good: { ...context(), matched_prospects: [{ prospect_id: ID }] },
		times: 3,
	},
	enrichContacts: {
		call: async (client) => await enrichContacts(client, [ID], ['email']),
		good: { ...context(), data: [] },
		times: 3,
	},
	enrichProfiles: {
		call: async (client) => await enrichProfiles(client, [ID]),
		good: { ...context(), data: [] },
		times: 3,
	},
	enrichBusinesses: {
		call: async (client) => await enrichBusinesses(client, [BUSINESS]),
		good: { ...context(), data: [] },
		times: 3,
	},
	getCredits: {
		call: async (client) => await getCredits(client),
		good: { ...context(), remaining_credits: 0, allocated_credits: 10 },
		times: 3,
	},
	getRemainingCredits: {
		call: async (client) => await getRemainingCredits(client),
		good: { ...context(), remaining_credits: 0 },
		times: 3,
	},
};

const NOTHING: Array<[string, unknown]> = [
	['an empty body', ''],
	['null', null],
	['no body', undefined],
	['an empty object', {}],
	['an empty list', []],
	['a detail', { detail: 'Not found' }],
	['a page', '<html><title>Sign in</title></html>'],
	['a context that says nothing', { response_context: {} }],
	['a context that is a text', { response_context: 'success' }],
];

describe.each(Object.entries(CALLS))('%s', (_name, { call, good, times }) => {
	it('takes an answer that proves what was asked', async () => {
		expect(await call(cannedClient([{ body: good }]))).toMatchObject({ ok: true });
	});

	it.each(NOTHING)('takes %s for no answer', async (_what, body) => {
		const client = cannedClient([{ body }]);
		expect(await call(client)).toMatchObject({
			ok: false,
			failure: { kind: 'unreadable', ambiguous: true },
		});
		expect(client.sent).toHaveLength(times);
	});

	it('says of a 204 that it is no answer', async () => {
		const result = await call(cannedClient([{ status: 204, body: '' }]));
		expect(result).toMatchObject({ ok: false, failure: { status: 204 } });
	});

	it('repeats a broken answer only where that is harmless', async () => {
		const client = cannedClient([{ body: {} }, { body: good }]);
		expect((await call(client)).ok).toBe(times > 1);
		expect(client.sent).toHaveLength(Math.min(times, 2));
	});

	it('gives Explorium’s reason where it says that it failed', async () => {
		const body = { ...context('failure'), details: 'Out of order' };
		const client = cannedClient([{ body }]);
		expect(await call(client)).toMatchObject({
			ok: false,
			failure: { kind: 'rejected', message: expect.stringContaining('Out of order') },
		});
		expect(client.sent).toHaveLength(1);
	});
});

describe.each(Object.entries(CALLS))('%s, though it has all it should have,', (_name, one) => {
	const { call, good, times } = one;

	it.each<[string, object]>([
		['in capitals', context('FAILURE')],
		['by another word', context('error')],
		['in the other wrapper', { request_context: { request_status: 'failed' } }],
		['beside it', { status: 'failed' }],
		['by an error', { error: 'storage unavailable' }],
		['by an error that is an object', { error: { message: 'storage unavailable' } }],
		['by errors', { errors: [{ message: 'storage unavailable' }] }],
		['by "success"', { success: false }],
		['by "ok"', { ok: false }],
	])('has failed where Explorium says so %s', async (_what, word) => {
		const client = cannedClient([{ body: { ...good, ...word } }]);
		expect(await call(client)).toMatchObject({
			failure: {
				kind: 'rejected',
				message: expect.stringMatching(/^Explorium reports that it could not do this: /),
			},
		});
		expect(client.sent).toHaveLength(1);
	});

	it.each(['partial_success', 'processing', true, 7])(
		'is no answer with a word that is not known: %j',
		async (word) => {
			const body = { ...good, response_context: { request_status: word } };
			const client = cannedClient([{ body }]);
			expect(await call(client)).toMatchObject({
				failure: {
					kind: 'unreadable',
					message: expect.stringContaining('without a result: it says'),
				},
			});
			expect(client.sent).toHaveLength(times);
		},
	);

	it('is no answer while it is only accepted', async () => {
		const client = cannedClient([{ status: 202, body: good }]);
		expect(await call(client)).toMatchObject({
			failure: { kind: 'unreadable', message: expect.stringContaining('only accepted the call') },
		});
	});

	it.each([
		{ error: null, errors: [] },
		{ error: '', errors: {}, success: true },
		{ error: 0, ok: true },
		{ error: false, message: 'Done' },
	])('is one with empty places for errors: %j', async (empty) => {
		expect(await call(cannedClient([{ body: { ...good, ...empty } }]))).toMatchObject({ ok: true });
	});
});

describe.each(['fetchEvents', 'addEnrollment', 'enrichContacts'])('a 404 to %s', (name) => {
	it.each([{ detail: 'Not Found' }, { message: 'not found.' }, {}])(
		'that says nothing else is about the address: %j',
		async (body) => {
			const client = cannedClient([{ status: 404, body }]);
			expect(await CALLS[name].call(client)).toMatchObject({
				failure: {
					message: 'Explorium has no such address (404)',
					hint: 'Check the Base URL of the credential.',
				},
			});
		},
	);

	it('that names what was not found is about that', async () => {
		const body = { details: 'Prospect was not found.' };
		const client = cannedClient([{ status: 404, body }]);
		expect(await CALLS[name].call(client)).toMatchObject({
			failure: { kind: 'notFound', message: expect.stringContaining('Prospect was not found.') },
		});
	});
});

describe.each(['response_context', 'request_context'])(
	'without its list, an answer with %s',
	(key) => {
		it.each(['success', 'miss'])('that says %s means that there is nothing', async (verdict) => {
			const client = cannedClient([{ body: { [key]: { request_status: verdict } } }]);
			const nothing = expect.objectContaining({ ok: true });
			expect(await CALLS.fetchEvents.call(client)).toEqual(nothing);
			expect(await CALLS.matchProspects.call(client)).toEqual({ ok: true, value: [] });
			expect(await CALLS.enrichContacts.call(client)).toEqual({ ok: true, value: [] });
			expect(await CALLS.getEnrollments.call(client)).toEqual({ ok: true, value: [] });
		});
	},
);

describe('a list that is none', () => {
	it.each([
		['a text', 'none'],
		['a number', 0],
		['true', true],
		['an object', { a: 1 }],
	])('is no empty one: %s', async (_what, list) => {
		for (const [name, field] of [
			['fetchEvents', 'output_events'],
			['getEnrollments', 'enrollments'],
			['matchProspects', 'matched_prospects'],
		]) {
			const client = cannedClient([{ body: { ...context(), [field]: list } }]);
			expect(await CALLS[name].call(client)).toMatchObject({ ok: false });
		}
	});
});

describe('an enrollment that is added', () => {
	it.each([undefined, null, '', ' ', {}, [], true])('has an ID: not %j', async (enrollment_id) => {
		const client = cannedClient([{ body: { ...context(), enrollment_id } }]);
		expect(await addEnrollment(client, ENROLLMENT)).toMatchObject({
			ok: false,
			failure: {
				message: expect.stringMatching(
					/^Explorium answered without the ID of the new enrollment \(200\)/,
				),
				hint: expect.stringMatching(
					/not known.* with Get Prospect Enrollments, .*the list name "sales"/,
				),
			},
		});
	});

	it('may have a number for an ID', async () => {
		const numbers = { enrollment_id: 7, enrollment_key: 2026 };
		const client = cannedClient([{ body: { ...context(), ...numbers } }]);
		expect(await addEnrollment(client, { ...ENROLLMENT, enrollment_key: '2026' })).toMatchObject({
			value: { enrollment_id: '7', enrollment_key: '2026' },
		});
	});

	it.each<[object, string]>([
		[{ ...context('miss') }, 'it says that it found nothing'],
		[{ enrollment_id: 'undefined' }, 'the ID of the new enrollment'],
		[{ enrollment_id: 'null' }, 'the ID of the new enrollment'],
		[{ enrollment_key: 'others' }, 'it is about another list name'],
		[{ webhook_id: 'wh_2' }, 'the webhook that was chosen: it names another'],
		[{ status: 'paused' }, 'at work: it is "paused"'],
	])('is the one that was to be made: not with %j', async (change, words) => {
		const body = { ...context(), enrollment_id: 'en_1', enrollment_key: 'sales', ...change };
		const client = cannedClient([{ body }]);
		expect(await addEnrollment(client, { ...ENROLLMENT, webhook_id: 'wh_1' })).toMatchObject({
			failure: { kind: 'unreadable', message: expect.stringContaining(words) },
		});
		expect(client.sent).toHaveLength(1);
	});

	it.each([{}, { webhook_id: 'wh_1' }, { enrollment_key: ' SALES ' }, { status: 'Active' }])(
		'may say so in other words: %j',
		async (change) => {
			const body = { ...context('SUCCESS'), enrollment_id: 'en_1', ...change };
			const added = { ...ENROLLMENT, webhook_id: 'wh_1' };
			expect(await addEnrollment(cannedClient([{ body }]), added)).toMatchObject({ ok: true });
		},
	);

	it('has an ID that no other enrollment of the execution has', async () => {
		const body = { ...context(), enrollment_id: 'en_1' };
		const client = cannedClient([{ body }]);
		expect(await enrollOnce(client, ENROLLMENT)).toMatchObject({ ok: true });
		const second = { ...ENROLLMENT, enrollment_key: 'sales-2', prospect_ids: [OTHER] };
		expect(await enrollOnce(client, second)).toMatchObject({
			failure: {
				message:
					'Explorium gave the enrollment "sales-2" the ID en_1, which it had given to "sales" before',
			},
		});
	});
});

describe('an enrollment that is changed or deleted', () => {
	it('is the one that was meant', async () => {
		const client = cannedClient([{ body: { ...context(), enrollment_id: 'en_2' } }]);
		expect(await updateEnrollment(client, ENROLLMENT, {})).toMatchObject({
			failure: { kind: 'unreadable' },
		});
	});

	it.each([{ enrollment_id: 'en_2' }, { enrollment_id: {} }, { enrollment_id: '' }])(
		'is not deleted by an answer about another: %j',
		async (other) => {
			const client = cannedClient([{ body: { ...context(), ...other } }]);
			expect(await deleteEnrollment(client, 'en_1')).toMatchObject({
				failure: { kind: 'unreadable' },
			});
		},
	);

	it.each([
		{ status: 'queued' },
		{ status: 'failed', error: 'in use' },
		{ status: 'error' },
		{ ok: false },
		{ deleted: false },
	])('is not deleted by an answer with %j', async (word) => {
		for (const version of ['v1', 'v2'] as const) {
			const client = cannedClient([{ body: { ...context(), ...word } }], version);
			expect(await deleteEnrollment(client, 'en_1')).toMatchObject({
				failure: { ambiguous: true },
			});
		}
	});

	it.each([{ status: 'SUCCESS' }, { ...context(), status: null }, { ...context(), deleted: true }])(
		'is deleted by an answer in other words: %j',
		async (body) => {
			const client = cannedClient([{ body }]);
			expect(await deleteEnrollment(client, 'en_1')).toEqual({ ok: true, value: true });
		},
	);

	it.each([{ webhook_id: 'wh_2' }, { status: 'paused' }])(
		'is set to work by an answer without %j',
		async (word) => {
			const body = { ...context(), enrollment_id: 'en_1', ...word };
			const change = { webhook_id: 'wh_1' };
			expect(await updateEnrollment(cannedClient([{ body }]), ENROLLMENT, change)).toMatchObject({
				failure: { kind: 'unreadable' },
			});
			expect(await updateEnrollment(cannedClient([{ body }]), ENROLLMENT, {})).toMatchObject({
				ok: true,
			});
		},
	);

	it.each([
		{ enrollment_key: 'marketing' },
		{ prospect_ids: [OTHER] },
		{ prospect_ids: [ID, OTHER] },
		{ prospect_ids: [] },
		{ status: 'queued' },
	])('is not changed by an answer with %j', async (word) => {
		for (const version of ['v1', 'v2'] as const) {
			const client = cannedClient(
				[{ body: { ...context(), enrollment_id: 'en_1', ...word } }],
				version,
			);
			expect(await updateEnrollment(client, ENROLLMENT, ENROLLMENT)).toMatchObject({
				failure: { kind: 'unreadable', ambiguous: true },
			});
		}
	});

	it.each([
		{},
		{ enrollment_key: ' Sales ', prospect_ids: null, status: null },
		{ prospect_ids: [OTHER.toUpperCase(), ID] },
		{ status: 'Active' },
		{ status: 'paused' },
	])('is changed by an answer with %j', async (word) => {
		const two = { ...ENROLLMENT, prospect_ids: [ID, OTHER] };
		for (const version of ['v1', 'v2'] as const) {
			const client = cannedClient(
				[{ body: { ...context(), enrollment_id: 'en_1', ...word } }],
				version,
			);
			expect(await updateEnrollment(client, two, two)).toEqual({ ok: true, value: two });
		}
	});

	it('may say of what was not sent what it likes', async () => {
		const body = {
			...context(),
			enrollment_id: 'en_1',
			enrollment_key: 'x',
			prospect_ids: [OTHER],
		};
		const change = { event_types: [TYPE] };
		expect(
			await updateEnrollment(cannedClient([{ body }], 'v2'), ENROLLMENT, change),
		).toMatchObject({
			ok: true,
		});
	});

	it.each([{ enrollment_id: 'en_1' }, { enrollment_id: null }, {}])(
		'is deleted by an answer with %j',
		async (own) => {
			const client = cannedClient([{ body: { ...context(), ...own } }]);
			expect(await deleteEnrollment(client, 'en_1')).toEqual({ ok: true, value: true });
		},
	);

	it.each([
		{ details: 'Enrollment en_1 was not found.' },
		{ detail: 'No such enrollment' },
		{ error: 'not found' },
	])('was not there with a 404 in words: %j', async (body) => {
		const client = cannedClient([{ status: 404, body }]);
		expect(await deleteEnrollment(client, 'en_1')).toEqual({ ok: true, value: false });
		expect(client.sent).toHaveLength(1);
	});

	it.each<[number, unknown]>([
		[404, '<html><title>404 Not Found</title></html>'],
		[404, 'not found'],
		[404, {}],
		[404, []],
		[404, ''],
		[404, { details: '' }],
		[404, { message: 'Route DELETE:/v1/x not found', error: 'Not Found' }],
		[410, { details: 'Version 1 has ended' }],
	])('is not known to be gone with a %i of %j', async (status, body) => {
		const client = cannedClient([{ status, body }]);
		expect(await deleteEnrollment(client, 'en_1')).toMatchObject({
			failure: { kind: 'notFound', status },
		});
	});

	it.each<CannedAnswer>([
		{ body: { status: 'miss' } },
		{ status: 404, body: { details: 'Not there' } },
	])('was there if only its own repeat says that it is not: %j', async (gone) => {
		for (const unclear of [{ status: 502, body: 'x' }, { body: {} }]) {
			const client = cannedClient([unclear, gone]);
			expect(await deleteEnrollment(client, 'en_1')).toEqual({ ok: true, value: true });
		}
		const turnedAway = { status: 429, body: { retry_after: 1 } };
		expect(await deleteEnrollment(cannedClient([turnedAway, gone]), 'en_1')).toEqual({
			ok: true,
			value: false,
		});
	});

	it.each([{ status: 'miss' }, context('miss')])('may be missing: %j', async (body) => {
		const client = cannedClient([{ body }]);
		expect(await deleteEnrollment(client, 'en_1')).toEqual({ ok: true, value: false });
		expect(await updateEnrollment(client, ENROLLMENT, {})).toMatchObject({
			failure: { kind: 'notFound' },
		});
	});
});

describe('credits', () => {
	it.each([null, '', 'many', {}, [], true, undefined])(
		'are a number: not %j',
		async (remaining) => {
			const client = cannedClient([{ body: { ...context(), remaining_credits: remaining } }]);
			expect(await getRemainingCredits(client)).toMatchObject({ ok: false });
		},
	);

	it.each([
		[12, 12],
		['12', 12],
		[0, 0],
	])('%j are %i', async (remaining_credits, value) => {
		const client = cannedClient([{ body: { ...context(), remaining_credits } }]);
		expect(await getRemainingCredits(client)).toEqual({ ok: true, value });
	});
});

describe('events', () => {
	const asked = { prospect_ids: [ID], event_types: [TYPE] };
	const event = {
		event_id: 'e1',
		event_name: TYPE,
		event_time: '2026-01-01T00:00:00+00:00',
		prospect_id: ID,
		data: { current_job_title: 'CEO' },
	};

	it.each<[string, object, object]>([
		['a numeric ID', { event_id: 17 }, { event_id: '17' }],
		['an ID of nothing', { event_id: null }, { event_id: '' }],
		['an ID of blanks', { event_id: ' ' }, { event_id: '' }],
		['a prospect in capitals', { prospect_id: ID.toUpperCase() }, { prospect_id: ID }],
		[
			'a type under another name',
			{ event_name: undefined, event_type: TYPE },
			{ event_name: TYPE },
		],
		['an entity', { prospect_id: undefined, entity_id: ID }, { prospect_id: ID }],
		['data in a list', { data: [{ current_job_title: 'CEO' }] }, event],
		['a time in seconds', { event_time: 1767225600 }, { event_time: '2026-01-01T00:00:00.000Z' }],
	])('are read with %s', (_what, change, expected) => {
		const { entries, odd } = readEvents([{ ...event, ...change }], asked);
		expect(odd).toEqual([]);
		expect(entries).toEqual([expect.objectContaining(expected)]);
	});

	it.each([null, undefined, {}, { data: null }, { data: 'text' }, { data: [] }, { data: 7 }])(
		'have no data with %j',
		(change) => {
			const bare = without(event, 'data');
			expect(readEvents([{ ...bare, ...change }], asked).entries).toEqual([bare]);
		},
	);

	it('leave out what is none, or was not asked for, and say so', async () => {
		const output_events = [
			null,
			'e2',
			7,
			[event],
			event,
			{ ...event, event_name: null },
			{ ...event, prospect_id: { id: ID } },
			{ ...event, prospect_id: OTHER },
			{ ...event, event_name: 'prospect_learned_to_juggle' },
		];
		const client = cannedClient([{ body: { ...context(), output_events } }]);
		const result = await fetchEvents(client, asked);
		expect(result).toMatchObject({ ok: true, value: { events: [event] } });
		expect(client.reports).toEqual([
			'Explorium gave events that cannot be used. They are left out: number 1 is nothing, number 2 is a string, number 3 is a number, number 4 is a list, number 6 has no event name and 3 more.',
		]);
	});

	it('that are listed twice count once, and are named where they differ', async () => {
		const output_events = [event, { ...event }, { ...event, data: { current_job_title: 'CTO' } }];
		const client = cannedClient([{ body: { ...context(), output_events } }]);
		expect(await fetchEvents(client, asked)).toMatchObject({ value: { events: [event] } });
		expect(client.reports).toEqual([
			expect.stringContaining('number 3 is listed before with other content'),
		]);
	});

	it.each([{}, [], true])('with a time that cannot be read say so: %j', async (event_time) => {
		const output_events = [{ ...event, event_time }];
		const client = cannedClient([{ body: { ...context(), output_events } }]);
		expect(await fetchEvents(client, asked)).toMatchObject({
			value: { events: [{ event_time: '' }] },
		});
		expect(client.reports).toEqual([
			'Explorium gave a time that cannot be read for 1 of its events.',
		]);
	});

	it.each([undefined, null, '', ' '])('may have no time: %j', async (event_time) => {
		const output_events = [{ ...event, event_time }];
		const client = cannedClient([{ body: { ...context(), output_events } }]);
		expect(await fetchEvents(client, asked)).toMatchObject({ ok: true });
		expect(client.reports).toEqual([]);
	});

	it('cost what Explorium says in numbers', async () => {
		const body = { ...context(), output_events: [], credit_usage: { total_credits: 'x' } };
		expect(await CALLS.fetchEvents.call(cannedClient([{ body }]))).toMatchObject({
			value: { usage: {} },
		});
		const none = { ...body, credit_usage: null };
		expect(await CALLS.fetchEvents.call(cannedClient([{ body: none }]))).toMatchObject({
			value: { usage: undefined },
		});
	});

	it('are told apart by ID, prospect and type together', () => {
		const others = [
			{ ...event, event_id: 'e2' },
			{ ...event, prospect_id: OTHER },
			{ ...event, event_name: 'prospect_changed_company' },
			{ ...event, event_id: '' },
			{ ...event, event_id: ' ', event_time: '2026-02-01' },
			{ ...event, event_id: undefined, data: {} },
		];
		expect(new Set([event, ...others].map(identityOf)).size).toBe(7);
		const same = { ...event, prospect_id: ID.toUpperCase(), event_time: 'later', data: {} };
		expect(identityOf(same)).toBe(identityOf(event));
		expect(identityOf({ ...event, event_id: 1 })).toBe(identityOf({ ...event, event_id: '1' }));
	});

	it.each<[object, object]>([
		[{ event_id: 'AB'.repeat(16) }, { event_id: 'ab'.repeat(16) }],
		[
			{ event_id: '', event_time: '2026-01-01T00:00:00+00:00' },
			{ event_id: '', event_time: '2026-01-01T00:00:00Z' },
		],
		[
			{ event_id: '', event_time: '2026-01-01 00:00:00.000000-0000' },
			{ event_id: '', event_time: '2026-01-01T00:00:00Z' },
		],
		[
			{ event_id: '', data: { job_anniversary_date: '2026-01-01T00:00:00.500+00:00' } },
			{ event_id: '', data: { job_anniversary_date: '2026-01-01T00:00:00.5z' } },
		],
	])('are the same in another form: %j and %j', (one, other) => {
		const [first, second] = [one, other].map((change) => ({ ...event, ...change }));
		expect(identityOf(first)).toBe(identityOf(second));
		expect(exactIdentityOf(first)).not.toBe(exactIdentityOf(second));
		for (const given of [first, second]) {
			const [identity, exact] = [identityOf(given), exactIdentityOf(given)];
			expect(identitiesOf(given)).toEqual({ identity, exact });
		}
	});

	it.each<[object, object]>([
		[{ event_id: 'ABC' }, { event_id: 'abc' }],
		[
			{ event_id: '', event_time: '2026-01-01T00:00:00+02:00' },
			{ event_id: '', event_time: '2026-01-01T00:00:00Z' },
		],
		[
			{ event_id: '', event_time: '2026-01-01T00:00:00.001Z' },
			{ event_id: '', event_time: '2026-01-01T00:00:00Z' },
		],
	])('are two where they may be: %j and %j', (one, other) => {
		expect(identityOf({ ...event, ...one })).not.toBe(identityOf({ ...event, ...other }));
	});

	it('have the identity that memories hold, wherever it was in one form already', () => {
		for (const event_id of ['e1', 'ab'.repeat(16), '17']) {
			expect(identityOf({ ...event, event_id })).toBe(JSON.stringify([event_id, ID, TYPE]));
		}
		const bare = { ...event, event_id: '', event_time: '2026-01-01T00:00:00Z' };
		expect(identityOf(bare)).toBe(exactIdentityOf(bare));
	});

	it('with unusable IDs are told apart by these, and show none', () => {
		const ids = [{ a: 1 }, [1], { a: 2 }, true, '', null];
		const { entries } = readEvents(
			[...ids, { a: 1 }].map((event_id) => ({ ...event, event_id })),
			asked,
		);
		// '' and null both mean that there is none, and one stands there twice.
		expect(entries.map(({ event_id }) => event_id)).toEqual(Array(5).fill(''));
		expect(new Set(entries.map(identityOf)).size).toBe(5);
		expect(JSON.stringify(entries[0])).toBe(JSON.stringify(entries[4]));
	});

	it('without an ID are told apart by what they say, in whatever order', () => {
		const one = { event_id: '', prospect_id: ID, event_name: TYPE, data: { a: 1, b: [{ c: 2 }] } };
		const other = {
			data: { b: [{ c: 2 }], a: 1 },
			event_name: TYPE,
			prospect_id: ID,
			event_id: '',
		};
		expect(identityOf(one)).toBe(identityOf(other));
	});
});

describe('enrollments', () => {
	const read = (...list: unknown[]) => readEnrollments(list);

	it.each<[string, object, object]>([
		['a numeric ID', { enrollment_id: 7 }, { enrollment_id: '7' }],
		['a numeric key', { enrollment_key: 2026 }, { enrollment_key: '2026' }],
		['no key', { enrollment_key: null }, { enrollment_key: '' }],
		['no types', { event_types: undefined }, { event_types: [] }],
		['types as text', { event_types: `${TYPE}, other` }, { event_types: [TYPE, 'other'] }],
		['prospects in capitals', { prospect_ids: [ID.toUpperCase()] }, { prospect_ids: [ID] }],
		['prospects as text', { prospect_ids: `${ID}, ${OTHER}` }, { prospect_ids: [ID, OTHER] }],
		['prospects as objects', { prospect_ids: [{ prospect_id: ID }] }, { prospect_ids: [ID] }],
		['odd prospects', { prospect_ids: [null, ID, {}, true, ''] }, { prospect_ids: [ID] }],
	])('are read with %s', (_what, change, expected) => {
		const { enrollments, unreadable } = read({ ...ENROLLMENT, ...change });
		expect(unreadable).toEqual([]);
		expect(enrollments).toEqual([{ ...ENROLLMENT, ...expected }]);
	});

	it.each<[string, unknown]>([
		['nothing', null],
		['a text', 'en_1'],
		['a list', [ENROLLMENT]],
		['no ID', { ...ENROLLMENT, enrollment_id: ' ' }],
		['no list of prospects', { ...ENROLLMENT, prospect_ids: undefined }],
		['null for prospects', { ...ENROLLMENT, prospect_ids: null }],
		['an object for prospects', { ...ENROLLMENT, prospect_ids: { 0: ID } }],
		['a text that names none', { ...ENROLLMENT, prospect_ids: 'all' }],
		['neither types nor prospects', { enrollment_id: 'en_1', enrollment_key: 'sales' }],
	])('are left out with %s, and the others stay', (_what, entry) => {
		const { enrollments, unreadable } = read(entry, { ...ENROLLMENT, enrollment_id: 'en_2' });
		expect(enrollments).toEqual([{ ...ENROLLMENT, enrollment_id: 'en_2' }]);
		expect(unreadable).toHaveLength(1);
	});

	it('of businesses have no prospects, and are not odd', () => {
		const business = {
			enrollment_id: 'en_3',
			enrollment_key: 'firms',
			event_types: ['new_office'],
		};
		const { enrollments, unreadable } = read(business, { ...ENROLLMENT, prospect_ids: [] });
		expect(unreadable).toEqual([]);
		expect(enrollments).toEqual([business, { ...ENROLLMENT, prospect_ids: [] }]);
	});

	it('that are listed twice count once, and not at all where they differ', () => {
		expect(read(ENROLLMENT, { ...ENROLLMENT }).enrollments).toHaveLength(1);
		const { enrollments, unreadable } = read(ENROLLMENT, { ...ENROLLMENT, prospect_ids: [] });
		expect(enrollments).toEqual([ENROLLMENT]);
		expect(unreadable).toEqual([expect.objectContaining({ enrollment_id: 'en_1', place: 2 })]);
	});

	it('are reported by number and ID where they cannot be read', async () => {
		const enrollments = [
			null,
			{ ...ENROLLMENT, prospect_ids: 7 },
			{ ...ENROLLMENT, prospect_ids: [7, null] },
		];
		const client = cannedClient([{ body: { ...context(), enrollments } }]);
		expect(await listEnrollments(client)).toMatchObject({ ok: true });
		expect(client.reports).toEqual([
			'Explorium gave enrollments that cannot be used. They are left out: number 1 is nothing, number 2 (en_1) has no list of prospects that can be read.',
			'Explorium gave prospects of enrollments that cannot be used. They are left out: number 3 (en_1) lists 1 that are no IDs.',
		]);
	});

	it.each([
		['sales', false],
		['sales-2', false],
		['sales-team', true],
		['', false],
		[undefined, false],
		[null, false],
		[{ a: 1 }, false],
	])('of the key %j that cannot be read let a sync go on: %s', async (enrollment_key, goesOn) => {
		const odd = { ...ENROLLMENT, enrollment_id: 'en_9', enrollment_key, prospect_ids: null };
		const client = cannedClient([{ body: { ...context(), enrollments: [odd, ENROLLMENT] } }]);
		const result = await currentEnrollments(client, 'sales');
		expect(result).toMatchObject(
			goesOn
				? { ok: true, value: [ENROLLMENT] }
				: {
						failure: {
							kind: 'unreadable',
							hint: expect.stringMatching(/^Nothing was changed/),
						},
					},
		);
	});

	it.each<[string, unknown, boolean]>([
		['nothing', null, false],
		['a text', 'en_9', false],
		['no key', { ...ENROLLMENT, enrollment_id: 'en_9', enrollment_key: undefined }, false],
		['an odd key', { ...ENROLLMENT, enrollment_id: 'en_9', enrollment_key: ['sales'] }, false],
		['an odd ID', { ...ENROLLMENT, enrollment_id: '..' }, false],
		['an odd ID of others', { enrollment_id: '..', enrollment_key: 'others' }, true],
		['no key, of businesses', { enrollment_id: 'en_9', event_types: ['new_office'] }, true],
	])('let a sync go on with %s: %j %s', async (_what, entry, goesOn) => {
		const client = cannedClient([{ body: { ...context(), enrollments: [ENROLLMENT, entry] } }]);
		const result = await currentEnrollments(client, 'sales');
		expect(result.ok).toBe(goesOn);
		if (!result.ok) expect(result.failure.message).toMatch(/cannot be read.* in its answer/);
	});

	it.each(['.', '..', 'en/1', 'en\\1', 'en?1', 'en#1', 'en 1'])(
		'have an ID that can stand in an address: not %s',
		async (enrollment_id) => {
			expect(read({ ...ENROLLMENT, enrollment_id }).unreadable).toEqual([
				{ place: 1, reason: 'has an ID that cannot be used', enrollment_key: 'sales' },
			]);
			const client = cannedClient([{ body: { ...context(), enrollment_id } }]);
			expect(await addEnrollment(client, ENROLLMENT)).toMatchObject({ ok: false });
		},
	);

	it('are not updated in part where the rest cannot be read', () => {
		const listed = read({ ...ENROLLMENT, prospect_ids: null });
		expect(enrollmentFinder(listed)('en_1')).toMatchObject({
			failure: {
				message:
					'Explorium lists the enrollment en_1 in a form that cannot be read: it has no list of prospects that can be read',
			},
		});
		expect(enrollmentFinder(read(ENROLLMENT))('en_1')).toEqual({ ok: true, value: ENROLLMENT });
		expect(enrollmentFinder(undefined)('en_1')).toEqual({ ok: true, value: undefined });
	});

	it('of businesses are not updated as if they had no prospects', () => {
		const business = { ...ENROLLMENT, prospect_ids: undefined };
		const change = { itemIndex: 0, enrollmentId: 'en_1', key: 'other' };
		expect(applyChange(change, business)).toMatchObject({ failure: { kind: 'input' } });
	});
});

describe('matches', () => {
	it('are one row per person', async () => {
		for (const rows of [[], [{}, {}]]) {
			const body = { ...context(), total_matches: 1, matched_prospects: rows };
			expect(await CALLS.matchProspects.call(cannedClient([{ body }]))).toMatchObject({
				failure: {
					message: expect.stringContaining(`gave ${rows.length} answers about 1 person,`),
				},
			});
		}
	});

	it('of nobody are believed only with Explorium’s word', async () => {
		const match = async (body: object) => await CALLS.matchProspects.call(cannedClient([{ body }]));
		expect(await match({ matched_prospects: [] })).toMatchObject({ ok: false });
		expect(await match({ ...context(), matched_prospects: [] })).toEqual({ ok: true, value: [] });
		expect(await match({ ...context('miss'), total_matches: 3 })).toMatchObject({ ok: false });
	});

	const people = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ email: `${'abcd'[index]}@x.com` }));
	const read = (rows: unknown[]) => readMatches({ matched_prospects: rows }, people(rows.length));

	it('are read row by row', () => {
		const rows = [
			null,
			{},
			{ prospect_id: null, error: 'No match' },
			{ prospect_id: ID.toUpperCase() },
		];
		expect(read(rows)).toEqual({
			matches: [
				null,
				{ prospect_id: null },
				{ prospect_id: null, error: 'No match' },
				{ prospect_id: ID },
			],
			odd: [],
		});
	});

	it.each([
		['text'],
		[7],
		[[]],
		[{ prospect_id: {} }],
		[{ prospect_id: true }],
		[{ prospect_id: 'xyz' }],
		[{ prospect_id: 5 }],
		[{ prospect_id: 'a'.repeat(32) }],
		[{ prospect_id: ' ' }],
	])('say of the row %j that it cannot be read', (row) => {
		const { matches, odd } = read([row, { prospect_id: ID }]);
		expect(matches).toEqual([
			{ prospect_id: null, error: expect.stringContaining('cannot be read') },
			{ prospect_id: ID },
		]);
		expect(odd).toHaveLength(1);
	});

	it('that count matches have one', async () => {
		const body = { ...context(), total_matches: 1, matched_prospects: [{ prospect_id: null }] };
		const client = cannedClient([{ body }]);
		expect(await CALLS.matchProspects.call(client)).toMatchObject({
			failure: { kind: 'unreadable' },
		});
		expect(client.sent).toHaveLength(3);
	});
});

describe('rows that say whom they are about', () => {
	const A = { email: 'a@x.com' };
	const B = { email: 'b@x.com' };
	const rowOf = (input: unknown, prospect_id: unknown = ID) => ({ input, prospect_id });
	const match = async (people: object[], rows: unknown[]) => {
		const client = cannedClient([{ body: { ...context(), matched_prospects: rows } }]);
		return { client, result: await matchProspects(client, people) };
	};
	const matches = async (people: object[], rows: unknown[]) => {
		const { result } = await match(people, rows);
		return result.ok ? result.value : result.failure.kind;
	};
	const mine = { prospect_id: ID };
	const others = { prospect_id: OTHER };
	const unassigned = { isUnassigned: true };

	it.each<[string, object[], unknown[], unknown]>([
		['in order', [A, B], [rowOf(A), rowOf(B, OTHER)], [mine, others]],
		['in another order', [A, B], [rowOf(B, OTHER), rowOf(A)], [mine, others]],
		['in other letters', [A], [rowOf({ email: ' A@X.COM ', full_name: null })], [mine]],
		['not at all', [A, B], [rowOf(undefined), rowOf({}, OTHER)], [mine, others]],
		['in part', [A, B], [rowOf(null), rowOf(B, OTHER)], [mine, others]],
		['the same one twice', [A, B], [rowOf(A), rowOf(A, OTHER)], [mine, unassigned]],
		['the other one twice', [A, B], [rowOf(B, OTHER), rowOf(B)], [unassigned, mine]],
		['somebody else', [A, B], [rowOf(A), rowOf({ email: 'c@x.com' })], [mine, unassigned]],
		['by another field', [A, B], [rowOf(A), rowOf({ linkedin: 'x' })], [mine, unassigned]],
		['before one of nobody', [A, B], [rowOf(B, OTHER), null], [null, others]],
		['beside one of nobody', [A, B], [null, rowOf(B, OTHER)], [null, others]],
		['all somebody else', [A], [rowOf(B)], 'unreadable'],
		[
			'all others',
			[A, B],
			[rowOf({ email: 'c@x.com' }), rowOf({ email: 'd@x.com' })],
			'unreadable',
		],
	])('are taken at their word: %s', async (_what, people, rows, expected) => {
		expect(await matches(people, rows)).toEqual(expected);
	});

	it.each<[object, object]>([
		[{ linkedin: 'https://www.linkedin.com/in/ann/' }, { linkedin: 'linkedin.com/in/Ann' }],
		[{ phone_number: '+1 425 503 2236' }, { phone_number: '+14255032236' }],
		[
			{ full_name: 'Ann  Lee', company_name: 'ACME' },
			{ full_name: 'ann lee', company_name: 'Acme' },
		],
	])('may write %j in another form', async (person, input) => {
		expect(await matches([B, person], [rowOf(input), rowOf(B, OTHER)])).toEqual([others, mine]);
	});

	it.each(['linkedin', 'phone_number', 'full_name', 'company_name', 'business_id'])(
		'are somebody else’s with another %s',
		async (field) => {
			const person = { ...A, [field]: 'linkedin.com/in/1' };
			const input = { ...A, [field]: 'linkedin.com/in/2' };
			expect(await matches([person], [rowOf(input)])).toBe('unreadable');
		},
	);

	it('go to whoever was asked for by all they name first', async () => {
		const linkedin = 'linkedin.com/in/ann';
		const both = { ...B, linkedin };
		const rows = [rowOf(both, OTHER), rowOf({ linkedin })];
		expect(await matches([{ linkedin }, both], rows)).toEqual([mine, others]);
	});

	it('are asked for again when all are about others', async () => {
		const { client } = await match([A], [rowOf(B)]);
		expect(client.sent).toHaveLength(3);
	});
});

describe('an answer that contradicts itself', () => {
	it.each<[string, object]>([
		['fetchEvents', { output_events: [], total_results: 3 }],
		['fetchEvents', { total_results: 3 }],
		['fetchEvents', { output_events: [{ event_id: 'e1' }], total_results: 9 }],
		['fetchEvents', { status: 'processing' }],
		['getEnrollments', { enrollments: [ENROLLMENT], total_results: '2' }],
		['fetchEvents', { data: [{ event_id: 'e1' }] }],
		['fetchEvents', { events: [{ event_id: 'e1' }] }],
		['fetchEvents', { output_events: null, data: { output_events: [{ event_id: 'e1' }] } }],
		['getEnrollments', { enrollments: [], total_results: 3 }],
		['getEnrollments', { data: [ENROLLMENT] }],
		['enrichContacts', { data: [], total_results: 2 }],
		['enrichProfiles', { data: [], total_results: 2 }],
		['enrichBusinesses', { data: [], total_results: 2 }],
		['enrichContacts', { data: {}, total_results: 2 }],
		['enrichContacts', { total_results: '2' }],
		['enrichContacts', { contacts: [{ prospect_id: ID }] }],
		['matchProspects', { matched_prospects: [], total_matches: 1 }],
		['matchProspects', { data: [{ prospect_id: ID }] }],
	])('is no answer to %s: %j', async (name, body) => {
		const client = cannedClient([{ body: { ...context(), ...body } }]);
		expect(await CALLS[name].call(client)).toMatchObject({ failure: { kind: 'unreadable' } });
		expect(client.sent).toHaveLength(3);
	});

	it('is none that counts more people than it has rows about, which may be missing', async () => {
		const rows = [{ prospect_id: ID, data: { mobile_phone: '+1' } }];
		const client = cannedClient([{ body: { ...context(), data: rows, total_results: 2 } }]);
		expect(await enrichContacts(client, [ID, OTHER], ['email'])).toMatchObject({ value: rows });
		expect(client.reports).toEqual([expect.stringContaining('counts 2 results')]);
	});

	it.each<[string, object]>([
		['fetchEvents', { total_results: 0, warnings: ['slow'] }],
		['enrichContacts', { data: [], total_results: 0 }],
		['matchProspects', { total_results: 1, total_matches: 0 }],
	])('is none that counts nothing: %s, %j', async (name, body) => {
		const client = cannedClient([{ body: { ...context('miss'), ...body } }]);
		expect(await CALLS[name].call(client)).toMatchObject({ ok: true });
	});
});

const readContacts = (data: unknown, asked: string[]) => readRows(data, asked, CONTACTS);

describe('contacts', () => {
	const data = { professional_email: 'ann@acme.test' };
	const row = { prospect_id: ID, data };

	it.each<[string, unknown]>([
		['a row', [row]],
		['a row in capitals', [{ ...row, prospect_id: ID.toUpperCase() }]],
		['a row of an entity', [{ entity_id: ID, data }]],
		['a row with a list', [{ ...row, data: [data] }]],
		['a row with odd entries before', [{ ...row, data: [null, data] }]],
		['a row alone', row],
		['data alone', data],
		['an empty row before', [{ prospect_id: ID, data: null }, row]],
		['an empty row after', [row, { prospect_id: ID, data: {} }]],
	])('are read from %s', (_what, answer) => {
		const { entries, odd } = readContacts(answer, [ID]);
		expect(odd).toEqual([]);
		expect(entries.map(({ prospect_id, ...rest }) => [prospect_id, rest.data])).toEqual([
			[ID, data],
		]);
	});

	it('name a second row about a prospect that says something else', () => {
		const other = { ...row, data: { professional_email: 'ann@other.test' } };
		const { entries, odd } = readContacts([row, { ...row }, other], [ID]);
		expect(entries).toEqual([row]);
		expect(odd).toEqual([{ place: 3, reason: expect.stringContaining('second row') }]);
	});

	it.each<[object, string | undefined]>([
		[{ error: 'failed' }, 'failed'],
		[{ error: { message: 'rate limited' } }, 'rate limited'],
		[{ error_type: 'timeout' }, 'timeout'],
		[{ error: null }, undefined],
	])('say why there are none: %j', (more, reason) => {
		const [contacts] = readContacts([{ prospect_id: ID, ...more }], [ID]).entries;
		const simple = simplifyContacts(contacts);
		expect([simple.found, simple.reason]).toEqual([false, reason]);
	});

	it('leave out rows that are none, and those about others', () => {
		const rows = [null, 'x', {}, { ...row, prospect_id: OTHER }, { ...row, data: 'x' }, row];
		const { entries, odd } = readContacts(rows, [ID]);
		expect(entries).toEqual([row]);
		expect(odd.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
	});

	it.each([
		[{ emails: [null, { address: 'A@b.test' }, 'c@b.test', {}, 7] }, ['a@b.test', 'c@b.test']],
		[{ emails: { address: 'a@b.test' } }, ['a@b.test']],
		[{ emails: 'a@b.test', professional_email: ['x'] }, ['a@b.test']],
		[{ emails: null }, []],
	])('are made flat from %j', (odd, email_addresses) => {
		expect(simplifyContacts({ data: odd })).toMatchObject({ email_addresses });
	});

	it('may have phone numbers in every form', () => {
		const phone_numbers = ['+1', { phone_number: '+2' }, null, 3];
		const { phone_numbers: read } = simplifyContacts({ data: { phone_numbers } });
		expect(read).toEqual(['+1', '+2', '3']);
	});

	it.each<[unknown, boolean]>([
		['valid', true],
		[' valid ', true],
		['Valid', false],
		['VALID', false],
		['validated', false],
		['invalid', false],
		['catch-all', false],
		['catch_all', false],
		['unknown', false],
		[undefined, false],
		[null, false],
		[true, false],
		[{ status: 'valid' }, false],
		[['valid'], false],
	])('name an address verified only with the status "valid": %j', (status, isVerified) => {
		for (const key of ['professions_email', 'professional_email']) {
			const simple = simplifyContacts({
				data: { [key]: 'Ann@acme.test', professional_email_status: status },
			});
			expect(simple.verified_email).toBe(isVerified ? 'Ann@acme.test' : null);
			expect(simple.professions_email).toBe('Ann@acme.test');
		}
	});

	it('name no other address verified', () => {
		const emails = [{ address: 'ann@home.test', type: 'current_professional' }];
		const data = { emails, professional_email_status: 'valid' };
		expect(simplifyContacts({ data })).toMatchObject({ found: true, verified_email: null });
		const odd = { professional_email: 'ann', professional_email_status: 'valid' };
		expect(simplifyContacts({ data: odd })).toMatchObject({ found: false, verified_email: null });
	});
});

describe('firmographics', () => {
	it('are read by business, wherever they stand', () => {
		const row = { business_id: BUSINESS.toUpperCase(), data: [{ name: 'Acme' }] };
		const { entries, odd } = readRows(
			[{ prospect_id: BUSINESS }, row, { business_id: ID }],
			[BUSINESS],
			FIRMOGRAPHICS,
		);
		expect(entries).toEqual([{ business_id: BUSINESS, data: { name: 'Acme' } }]);
		expect(odd).toEqual([
			{ place: 1, reason: 'has no business ID' },
			{ place: 3, reason: 'is about a business that was not asked for' },
		]);
	});
});

describe('an entry that is nested thousands of times', () => {
	const deep = (levels: number): unknown =>
		JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));
	const event = { event_id: '', event_name: TYPE, prospect_id: ID };

	it.each([1000, 5000, 100_000])('is left out, and the others stay: %i', async (levels) => {
		const output_events = [
			{ ...event, data: deep(levels) },
			{ ...event, event_id: 'e2' },
		];
		const asked = { prospect_ids: [ID], event_types: [TYPE] };
		const client = cannedClient([{ body: { ...context(), output_events } }]);
		const result = await fetchEvents(client, asked);
		expect(result.ok && result.value.events.map(identityOf)).toHaveLength(1);
		expect(client.reports).toEqual([expect.stringContaining('number 1 is nested too deeply')]);

		const rows = [{ prospect_id: ID, data: deep(levels) }];
		expect(readContacts(rows, [ID])).toMatchObject({ entries: [], odd: [{ place: 1 }] });
		const enrollments = [{ ...ENROLLMENT, note: deep(levels) }];
		expect(readEnrollments(enrollments)).toMatchObject({ enrollments: [], unreadable: [{}] });
		expect(readDeliveries({ ...event, data: deep(levels) })).toMatchObject({ entries: [] });
	});

	it('is read as far as anybody nests data', () => {
		const asked = { prospect_ids: [ID], event_types: [TYPE] };
		expect(readEvents([{ ...event, data: deep(100) }], asked).entries).toHaveLength(1);
	});
});

describe('a secret', () => {
	it.each(['c2VjcmV0', 'c2VjcmV0LXNlY3JldA==', ' c2Vj-_+/ ', 'AA'])(
		'stands for a key: %j',
		(text) => {
			expect(secretKey(text)?.length).toBeGreaterThan(0);
		},
	);

	it.each(['', ' ', '=', '====', 'A', '!!!!', 'c2Vj cmV0', 'ü', undefined, null, 7, {}, ['c2Vj']])(
		'stands for none: %j',
		(text) => expect(secretKey(text)).toBeUndefined(),
	);
});

it('what is left out is said in a sentence of bounded length', () => {
	const odd = Array.from({ length: 100_000 }, (_, index) => ({
		place: index + 1,
		reason: 'x'.repeat(10_000),
	}));
	expect(sayLeftOut('Explorium', 'events', odd).length).toBeLessThan(1000);
});
