import {
	additionsUntil,
	fetchAdditions,
	mostCheckedBeside,
	type AdditionSettings,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/additions';
import { pollTimes } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/pollTimes';
import { cannedClient, type CannedAnswer } from '../../support/cannedClient';
import { prospectId } from '../../support/explorium';

const context = { response_context: { request_status: 'success' } };
const SETTINGS: AdditionSettings = { additions: ['contacts'], creditFloor: 0, concurrency: 1 };
const event = (number: number) => ({
	event_id: `e${number}`,
	event_name: 'prospect_changed_role',
	event_time: '2026-11-01T00:00:00Z',
	prospect_id: prospectId(number),
});
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index));

async function fetch(
	answers: Parameters<typeof cannedClient>[0],
	count: number,
	settings: Partial<AdditionSettings> = {},
) {
	const client = cannedClient(answers);
	const all = { ...SETTINGS, ...settings };
	const added = await fetchAdditions(events(count), all, async () => client);
	return { ...added, sent: client.sent };
}

const rowsFor = ({ body }: { body?: object }): CannedAnswer => {
	const { prospect_ids } = body as { prospect_ids: string[] };
	const data = prospect_ids.map((prospect_id) => ({
		prospect_id,
		data: { professions_email: `${prospect_id.slice(-4)}@acme.test` },
	}));
	return { body: { ...context, data } };
};

describe('what is added to events', () => {
	it('is fetched for nobody if there is nobody, or nothing to add', async () => {
		const none = await fetch(rowsFor, 0);
		expect([none.sent, none.notices, none.fieldsOf.size]).toEqual([[], [], 0]);
		const nothing = await fetch(rowsFor, 2, { additions: [] });
		expect(nothing.sent).toEqual([]);
		expect([...nothing.fieldsOf.values()]).toEqual([{}, {}]);
	});

	it('goes to the prospect it is about', async () => {
		const { fieldsOf, sent } = await fetch(rowsFor, 101, { concurrency: 3 });
		expect(sent).toHaveLength(3);
		for (const { prospect_id } of events(101)) {
			expect(fieldsOf.get(prospect_id)).toMatchObject({
				contacts: { professions_email: `${prospect_id.slice(-4)}@acme.test` },
			});
		}
	});

	it.each([
		[401, 1],
		[403, 1],
		// A 5xx may be due to somebody in the call, and is tried three times.
		[503, 9],
	])(
		'is not asked for again where the next call would meet the same: %i',
		async (status, calls) => {
			const { fieldsOf, sent, notices } = await fetch([{ status, body: { details: 'No.' } }], 101);
			expect(sent).toHaveLength(calls);
			const fields = [...fieldsOf.values()];
			expect(fields).toHaveLength(101);
			for (const one of fields) {
				expect(one).toEqual({ contacts: null, contacts_error: expect.stringContaining('No.') });
			}
			expect(notices).toEqual([
				expect.stringMatching(/^The contacts of 101 prospects with new events could not .*No\./),
			]);
		},
	);

	it('is explained where there is no way to Explorium, or something throws', async () => {
		const both: AdditionSettings = { ...SETTINGS, additions: ['contacts', 'profile'] };
		const noWay = async () => {
			throw new Error('The credential is gone');
		};
		const { fieldsOf, notices } = await fetchAdditions(events(1), both, noWay);
		expect(fieldsOf.get(prospectId(0))).toEqual({
			contacts: null,
			contacts_error: 'The credential is gone',
			profile: null,
			profile_error: 'The credential is gone',
		});
		expect(notices).toHaveLength(2);
		const broken = await fetch(() => {
			throw new TypeError('Nobody thought of it');
		}, 1);
		expect(broken.fieldsOf.get(prospectId(0))).toEqual({
			contacts: null,
			contacts_error: expect.any(String),
		});
	});

	it('costs one prospect what one prospect is refused for, named or not', async () => {
		const bad = prospectId(7);
		const { fieldsOf } = await fetch((request) => {
			const { prospect_ids } = request.body as { prospect_ids: string[] };
			return prospect_ids.includes(bad)
				? { status: 400, body: { details: 'invalid request' } }
				: rowsFor(request);
		}, 60);
		const failed = [...fieldsOf].filter(([, fields]) => fields.contacts === null);
		expect(failed.map(([id]) => id)).toEqual([bad]);
	});

	it('is not fetched where the credits cannot be told', async () => {
		const { fieldsOf, sent } = await fetch([{ body: {} }], 1, { creditFloor: 10 });
		expect(sent.every(({ path }) => path === '/credits')).toBe(true);
		expect(fieldsOf.get(prospectId(0))?.contacts_error).toMatch(/the number of credits left/);
	});
});

describe('the time for it', () => {
	it('ends with the poll, and keeps no event waiting for long', () => {
		expect(additionsUntil(0, 30_000)).toBe(30_000);
		expect(additionsUntil(0, 298_000)).toBeLessThan(90_000);
	});

	it.each([[undefined], [36_000], [3000], [300_000]])(
		'is left by the sweep, in a budget of %s',
		(budget) => {
			const { stopAt, deadline } = pollTimes(budget, 0, true);
			expect(deadline).toBe(pollTimes(budget, 0).deadline);
			expect(stopAt).toBeLessThanOrEqual(pollTimes(budget, 0).stopAt);
			expect(deadline - stopAt).toBeGreaterThanOrEqual(deadline * 0.39);
		},
	);

	it('is long enough to wait for the rate limit, or some of the limit is left', () => {
		expect(mostCheckedBeside(pollTimes(300_000, 0, true))).toBe(Infinity);
		expect(mostCheckedBeside(pollTimes(36_000, 0, true))).toBe(160);
		expect(mostCheckedBeside(pollTimes(undefined, 0, true))).toBe(160);
	});
});
