import { filterQueries } from '../../../nodes/Outreach/filterQueries';
import type { Resource } from '../../../nodes/Outreach/jsonApi';
import {
	relatedBy,
	showState,
} from '../../../nodes/Outreach/operations/GetManySequenceStates/showState';
import { outreach } from '../../../nodes/Outreach/outreach';
import { changeState } from '../../../nodes/Outreach/sequenceStates/changeState';
import { chooseState } from '../../../nodes/Outreach/sequenceStates/findMembers';
import {
	NOT_FINISHED,
	STATES,
	stateOf,
} from '../../../nodes/Outreach/sequenceStates/sequenceState';
import {
	FINISH,
	PAUSE,
	RESUME,
	type StateAction,
} from '../../../nodes/Outreach/sequenceStates/stateActions';
import { readTimestamp } from '../../../nodes/shared/read/timestamp';
import { cannedClient, type CannedAnswer } from '../../support/cannedClient';

const state = (id: number | string, name: unknown, more: object = {}): Resource => ({
	type: 'sequenceState',
	id,
	attributes: { state: name, ...more },
	relationships: {
		prospect: { data: { type: 'prospect', id: 1001 } },
		sequence: { data: { type: 'sequence', id: '11' } },
		mailbox: { data: null },
	},
});

describe('the one that is meant', () => {
	const member = { prospectId: 1001, sequenceId: 11 };
	const choose = (...records: Resource[]) => chooseState(records, member);

	it.each([
		['the only one', [state(5, 'active')], 5],
		['the only one, though it is finished', [state(5, 'finished')], 5],
		['the one that goes on', [state(5, 'active'), state(9, 'finished')], 5],
		['the last of those that are finished', [state(9, 'Finished'), state('10', 'finished')], 10],
	])('is %s', (_, records, id) => {
		expect(choose(...records)).toEqual({ ok: true, value: id });
	});

	it('is none of several that go on, or of none at all', () => {
		expect(choose(state(5, 'active'), state(6, 'paused'))).toMatchObject({
			failure: { kind: 'input', message: expect.stringContaining('5 (active), 6 (paused)') },
		});
		expect(choose()).toMatchObject({ failure: { kind: 'notFound' } });
		const many = Array.from({ length: 7 }, (_, index) => state(index + 1, 'active'));
		expect(choose(...many)).toMatchObject({
			failure: { message: expect.stringMatching(/5 \(active\) and more$/) },
		});
	});
});

describe('the states', () => {
	it('are known by their names in Outreach, and those that are not finished are among them', () => {
		const names = STATES.map(({ value }) => value);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(NOT_FINISHED));
		expect(NOT_FINISHED).not.toContain('finished');
	});

	it.each([
		['Active', 'active'],
		[' paused ', 'paused'],
		[null, ''],
		[undefined, ''],
		[{ state: 'active' }, ''],
	])('are read: %j', (given, read) => {
		expect(stateOf(state(1, given))).toBe(read);
	});
});

describe('a sequence state on one level', () => {
	const prospect: Resource = {
		type: 'prospect',
		id: '1001',
		attributes: { name: 'Ada', emails: ['ada@example.com', 'a@example.com'] },
	};

	it('has the names of what was sent along', () => {
		const sequence: Resource = { type: 'Sequence', id: 11, attributes: { name: 'New job' } };
		const shown = showState(
			state('5', 'Paused', { pauseReason: 'manual' }),
			relatedBy([prospect, sequence]),
		);
		expect(shown).toMatchObject({
			id: 5,
			state: 'paused',
			reason: 'manual',
			prospectId: 1001,
			prospectName: 'Ada',
			prospectEmail: 'ada@example.com',
			sequenceId: 11,
			sequenceName: 'New job',
			mailboxId: null,
		});
	});

	it.each([
		[{ name: 7, emails: null }, '7', null],
		[{ name: { first: 'Ada' }, emails: 'ada@example.com' }, null, 'ada@example.com'],
		[{ emails: [null] }, null, null],
		[{ emails: [{ email: 'x' }] }, null, null],
	])('takes no object for a name: %j', (attributes, prospectName, prospectEmail) => {
		const shown = showState(
			state(5, 'failed', { errorReason: 'bad' }),
			relatedBy([{ ...prospect, attributes }]),
		);
		expect(shown).toMatchObject({ reason: 'bad', prospectName, prospectEmail, sequenceName: null });
	});
});

describe('changing one', () => {
	const answer = (name: string): CannedAnswer =>
		name === 'opted in'
			? { body: { data: { type: 'prospect', id: 1001, attributes: { optedOut: false } } } }
			: { body: { data: state(5, name) } };
	const refused: CannedAnswer = {
		status: 422,
		body: { errors: [{ detail: 'Cannot transition to requested state.' }] },
	};
	const broken: CannedAnswer = { status: 500, body: '' };

	const change = async (action: StateAction, answers: CannedAnswer[], isCancelled = false) => {
		const client = cannedClient(answers, 'v1', outreach);
		const waits: number[] = [];
		const clock = {
			now: () => 0,
			sleep: async (ms: number) => void waits.push(ms),
			isCancelled: () => isCancelled,
		};
		const limits = { maxAttempts: 3, maxWaitMs: 60_000 };
		const result = await changeState({ client, clock, limits }, action, { id: 5 });
		return { result, waits, sent: client.sent.map(({ method }) => method).join(' ') };
	};

	it.each([
		[FINISH, ['active', 'finished'], 'GET POST', true],
		[FINISH, ['finished'], 'GET', false],
		[PAUSE, ['ACTIVE', 'Paused'], 'GET POST', true],
		[RESUME, ['paused', 'opted in', 'active'], 'GET GET POST', true],
		[RESUME, ['paused', 'opted in', 'pending'], 'GET GET POST', true],
		[RESUME, ['pending'], 'GET', false],
		[FINISH, ['active', 'active', 'finished'], 'GET POST GET', true],
		[FINISH, ['active', 'active', 'active', 'finished'], 'GET POST GET GET', true],
		[FINISH, ['active', 'active', 'active', 'active', 'finished'], 'GET POST GET GET POST', true],
	])('%#: ends well', async (action, names, calls, changed) => {
		const { result, sent } = await change(action, names.map(answer));
		expect(result).toMatchObject({ ok: true, value: { id: 5, changed } });
		expect(sent).toBe(calls);
	});

	it('is not sent again after a refusal', async () => {
		const { result, sent, waits } = await change(FINISH, [
			answer('active'),
			refused,
			answer('active'),
		]);
		expect(result).toMatchObject({ failure: { kind: 'rejected', ambiguous: false } });
		expect([sent, waits]).toEqual(['GET POST GET', []]);
	});

	it('counts as done where a refusal follows a lost answer', async () => {
		const { result } = await change(FINISH, [
			answer('active'),
			broken,
			answer('active'),
			answer('active'),
			refused,
			answer('finished'),
		]);
		expect(result).toMatchObject({ ok: true, value: { changed: true } });
	});

	it('gives up after as many attempts as allowed', async () => {
		const old = answer('active');
		const once = [broken, old, old];
		const { result, sent } = await change(FINISH, [old, ...once, ...once, ...once]);
		expect(result).toMatchObject({
			failure: { message: expect.stringContaining('(tried 3 times)'), ambiguous: false },
		});
		expect(sent.match(/POST/g)).toHaveLength(3);
	});

	it('sends nothing more when the execution is canceled', async () => {
		const { result, sent, waits } = await change(
			FINISH,
			[answer('active'), broken, answer('active')],
			true,
		);
		expect(result.ok).toBe(false);
		expect([sent, waits]).toEqual(['GET POST GET', []]);
	});

	it('needs a state to go by', async () => {
		const { result, sent } = await change(FINISH, [{ body: { data: { ...state(5, null) } } }]);
		expect(result).toMatchObject({
			failure: { kind: 'unreadable', message: expect.stringContaining('without its state') },
		});
		expect(sent).toBe('GET GET GET');
	});
});

describe('the filter of a related record', () => {
	it('has its path in the address', async () => {
		expect(await filterQueries(['prospect', 'id'], ['1', '2'])).toEqual([
			{
				query:
					'newFilterSyntax=true&filter%5Bprospect%5D%5Bid%5D%5B%5D=1&filter%5Bprospect%5D%5Bid%5D%5B%5D=2',
				values: ['1', '2'],
			},
		]);
	});
});

describe('a moment in a form', () => {
	it.each([
		['2026-01-31', '2026-01-31'],
		['2026-01-31T12:00:00+01:00', '2026-01-31T11:00:00Z'],
		[new Date(0), '1970-01-01T00:00:00Z'],
	])('is read: %j', (given, read) => {
		expect(readTimestamp(given, 'Changed After', 'Leave it out.')).toEqual({
			ok: true,
			value: read,
		});
	});

	it.each([[undefined], [''], ['31.01.2026'], [{}], ['2026-02-30']])('is none: %j', (given) => {
		expect(readTimestamp(given, 'Changed After', 'Leave it out.')).toMatchObject({
			failure: {
				message: expect.stringMatching(/^"Changed After" is/),
				hint: expect.stringContaining('Leave it out.'),
			},
		});
	});
});
