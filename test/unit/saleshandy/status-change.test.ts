import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	afterwards,
	planChange,
	planUnseen,
	type Membership,
	type StatusChange,
} from '../../../nodes/Saleshandy/operations/UpdateProspectStatusInSequence/planChange';
import { setStatus } from '../../../nodes/Saleshandy/operations/UpdateProspectStatusInSequence/statusCall';
import {
	isDone,
	isProven,
	mustNotResume,
	plainStatus,
	type NewStatus,
} from '../../../nodes/Saleshandy/operations/UpdateProspectStatusInSequence/statuses';
import { saleshandy } from '../../../nodes/Saleshandy/saleshandy';
import { cannedClient } from '../../support/cannedClient';

const change = (status: NewStatus, more: Partial<StatusChange> = {}): StatusChange => ({
	items: [0],
	status,
	...more,
});
const at = (sequenceId: string, status?: string): Membership => ({ sequenceId, status });
const plan = (one: StatusChange, ...memberships: Membership[]) =>
	planChange(one, memberships, 'ann');
const sent = (one: StatusChange, ...memberships: Membership[]) => {
	const steps = plan(one, ...memberships);
	return steps.ok
		? steps.value.filter(({ isSent }) => isSent).map(({ sequenceId }) => sequenceId)
		: steps.failure.message;
};

describe('statuses', () => {
	it.each([
		['Active', 'active'],
		[' UN-SUBSCRIBED ', 'unsubscribed'],
		['7', undefined],
		['', undefined],
		[undefined, undefined],
	])('reads %j as %j', (status, plain) => {
		expect(plainStatus(status)).toBe(plain);
	});

	it('an opt-out, a bounce and a reply are not written over, and nothing that has ended is paused', () => {
		for (const status of ['Unsubscribed', 'unsubscribed', 'UN_SUBSCRIBE', 'Opted Out']) {
			expect(isDone(status, 'finished', false)).toBe(true);
			expect(isDone(status, 'paused', true)).toBe(true);
			expect(mustNotResume(status)).toBe(true);
		}
		for (const status of ['finished', 'Replied', 'bounced']) {
			expect(isDone(status, 'paused', true)).toBe(true);
			expect(isDone(status, 'finished', false)).toBe(true);
		}
		expect(isDone('waiting', 'finished', false)).toBe(false);
		expect([isDone('paused', 'paused', false), isDone('paused', 'paused', true)]).toEqual([
			true,
			false,
		]);
	});

	it.each<[string | undefined, NewStatus, boolean | undefined]>([
		['Paused', 'paused', true],
		['active', 'paused', false],
		['contacted', 'paused', undefined],
		['replied', 'finished', true],
		['paused', 'finished', false],
		['paused', 'active', false],
		['contacted', 'active', undefined],
		['finished', 'active', false],
		[undefined, 'active', undefined],
	])('that the status is %j proves for %s: %j', (status, wanted, proven) => {
		expect(isProven(status, wanted)).toBe(proven);
	});
});

describe('what a change takes', () => {
	it('is one step in the sequence that is named', () => {
		expect(
			sent(change('paused', { sequenceId: 'b' }), at('a', 'active'), at('b', 'Active')),
		).toEqual(['b']);
		expect(sent(change('paused', { sequenceId: 'c' }), at('a', 'active'))).toContain('is not in');
	});

	it('is a step in all that are not finished', () => {
		const all = [at('a', 'active'), at('b', 'FINISHED'), at('c', 'contacted')];
		expect(sent(change('finished'), ...all)).toEqual(['a', 'c']);
		expect(sent(change('finished'))).toEqual([]);
	});

	it('is a step where somebody was added twice, and one time has not ended', () => {
		expect(sent(change('paused'), at('a', 'finished'), at('a', 'active'))).toEqual(['a']);
		const both = [at('a', 'unsubscribed'), at('a', 'active')];
		expect(sent(change('finished', { sequenceId: 'a' }), ...both)).toEqual(['a']);
		expect(sent(change('active', { sequenceId: 'a' }), ...both)).toContain('is not made active');
	});

	it('changes nobody whose status is not known, and wakes up nobody who has ended', () => {
		for (const status of [undefined, '3', '–']) {
			for (const wanted of ['active', 'paused', 'finished'] as const) {
				const rows = [at('b', 'active'), at('a', status)];
				expect(sent(change(wanted), ...rows)).toContain('does not tell the status');
				expect(sent(change(wanted, { sequenceId: 'a' }), ...rows)).toContain('does not tell');
				expect(sent(change(wanted, { sequenceId: 'b' }), ...rows)).toEqual(
					wanted === 'active' ? [] : ['b'],
				);
			}
		}
		for (const status of ['Replied', 'auto-reply', 'Hard bounce', 'blocked']) {
			expect(sent(change('active'), at('a', status))).toContain('is not made active');
		}
		expect(sent(change('active'), at('a', 'In progress'))).toEqual(['a']);
		const unread = { kind: 'unreadable', message: 'No history' } as const;
		expect(planUnseen(change('active', { sequenceId: 'a' }), unread).ok).toBe(false);
		expect(planUnseen(change('finished'), unread).ok).toBe(false);
		expect(planUnseen(change('finished', { sequenceId: 'a' }), unread)).toEqual({
			ok: true,
			value: [{ sequenceId: 'a', isSent: true }],
		});
	});

	it('is planned on what comes before it', () => {
		const start = [at('a', 'active'), at('b', 'finished')];
		const steps = plan(change('paused'), ...start);
		const next = afterwards(start, steps.ok ? steps.value : [], 'paused');
		expect(next.map(({ status }) => status)).toEqual(['paused', 'finished']);
	});
});

describe('the answer to a change', () => {
	const set = async (body: unknown) => {
		const client = cannedClient([{ body }], 'v1', saleshandy);
		return await setStatus(client, { prospectId: 'p1' }, at('s1'), change('paused'));
	};

	it.each([
		{ payload: { success: 1, failed: 0 } },
		{ message: 'ok', payload: { success: '1', failed: '0' } },
		{ success: 1, failed: 0 },
	])('is a success with %j', async (body) => {
		expect(await set(body)).toEqual({ ok: true, value: true });
	});

	it.each([
		{ payload: { success: 0, failed: 1 } },
		{ payload: { success: 1, failed: 1 } },
		{ payload: { success: 0, failed: 0 } },
		{ payload: { success: 2, failed: 0 } },
	])('is a failure with %j', async (body) => {
		expect(await set(body)).toMatchObject({ ok: false, failure: { kind: 'partial' } });
	});

	it.each([{}, { payload: {} }, { payload: { success: true } }, [], null, ''])(
		'is none with %j',
		async (body) => {
			expect(await set(body)).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
		},
	);
});

it('nothing in the package pauses or resumes a whole sequence', () => {
	const root = join(__dirname, '../../..');
	const files = globSync(['nodes/**/*.ts', 'dist/nodes/**/*.js'], { cwd: root });
	expect(files.length).toBeGreaterThan(200);
	const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
	// The call for one prospect is there, so the other would be found.
	expect(texts.some((text) => text.includes("'/prospects/status'"))).toBe(true);
	expect(texts.filter((text) => /sequences\/status/.test(text))).toEqual([]);
	expect(texts.filter((text) => text.includes('/sequences') && /[`'"]\/status/.test(text))).toEqual(
		[],
	);
});
