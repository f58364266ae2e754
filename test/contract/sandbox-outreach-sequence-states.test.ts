import type { AxiosResponse } from 'axios';
import { callOutreach } from '../support/outreachApi';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../support/sandbox';

const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;
const CANNOT = 'Cannot transition to requested state.';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());
afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(
	method: string,
	path: string,
	data?: unknown,
	token: string = DEMO.outreachAccessToken,
): Promise<AxiosResponse> {
	return callOutreach(sandbox.outreach, token, method, path, data);
}

const to = (type: string, id: unknown) => ({ data: { type, id } });

const create = async (
	prospect: unknown = ADA,
	sequence: unknown = 11,
	more: object = { mailbox: to('mailbox', 41) },
) =>
	await call('POST', '/sequenceStates', {
		data: {
			type: 'sequenceState',
			relationships: {
				prospect: to('prospect', prospect),
				sequence: to('sequence', sequence),
				...more,
			},
		},
	});

const act = async (id: number, action: string, body?: unknown, token?: string) =>
	await call('POST', `/sequenceStates/${id}/actions/${action}`, body, token);

const created = async (prospect = ADA, sequence = 11): Promise<number> => {
	const answer = await create(prospect, sequence);
	expect(answer.status).toBe(201);
	return answer.data.data.id;
};

const detailOf = ({ status, data }: AxiosResponse) => [status, data.errors?.[0].detail];
const stateOf = async (id: number) =>
	(await call('GET', `/sequenceStates/${id}`)).data.data?.attributes.state;
const list = async (query: string): Promise<number[]> => {
	const answer = await call('GET', `/sequenceStates?newFilterSyntax=true&${query}`);
	return answer.data.data.map(({ id }: { id: number }) => id);
};
const switches = async (outreach: Record<string, unknown>) =>
	await sandbox.control.switches({ outreach });

describe('creating', () => {
	it('adds one prospect to one sequence', async () => {
		const answer = await create();
		expect(answer.status).toBe(201);
		const { id, attributes, relationships, links } = answer.data.data;
		expect(attributes).toMatchObject({ state: 'active', activeAt: expect.any(String) });
		expect(relationships).toMatchObject({
			prospect: { data: { type: 'prospect', id: ADA } },
			sequence: { data: { id: 11 } },
			mailbox: { data: { id: 41 } },
			user: { data: { id: 1 } },
			account: { data: { id: expect.any(Number) } },
			batchItemCreator: { data: null },
		});
		expect(links.self).toBe(`${sandbox.outreach}/api/v2/sequenceStates/${id}`);
	});

	it.each([
		['a locked sequence', ADA, 13, undefined, 'Sequence is locked.'],
		['an unknown sequence', ADA, 99, undefined, 'Sequence must exist.'],
		['an unknown prospect', 9, 11, undefined, 'Prospect must exist.'],
		['no mailbox', ADA, 11, {}, 'Mailbox must exist.'],
		['an ID as text', String(ADA), 11, undefined, expect.any(String)],
	])('refuses %s', async (_, prospect, sequence, more, detail) => {
		expect(detailOf(await create(prospect, sequence, more))).toEqual([422, detail]);
	});

	it('takes no attributes, and needs its envelope', async () => {
		const data = { type: 'sequenceState', attributes: { state: 'paused' }, relationships: {} };
		const answer = await call('POST', '/sequenceStates', { data });
		expect(answer.data.errors[0].id).toBe('permittedParams.unknownAttribute');
		expect((await call('POST', '/sequenceStates', {})).status).toBe(422);
	});

	it.each([{ optedOut: true }, { emailOptedOut: true }, { emailsOptStatus: 'opted_out' }])(
		'refuses those who have opted out: %j',
		async (attributes) => {
			await sandbox.control.setOutreachProspect(ADA, attributes);
			expect(detailOf(await create())).toEqual([422, 'Prospect has opted out.']);
		},
	);

	it('holds back by a throttle, and sends nothing from a sequence that is off', async () => {
		await switches({ newSequenceState: 'pending' });
		const answer = await create();
		expect(answer.data.data.attributes).toMatchObject({ state: 'pending', activeAt: null });
		expect((await create(ADA, 14)).data.data.attributes.state).toBe('disabled');
	});

	it('needs its scope', async () => {
		const scopes = ['sequenceStates.read'];
		const { access_token } = await sandbox.control.tokens({ scopes });
		const answer = await call('POST', '/sequenceStates', { data: {} }, access_token);
		expect([answer.status, detailOf(answer)[1]]).toEqual([
			403,
			expect.stringContaining('sequenceStates.write'),
		]);
	});
});

describe('the ruleset', () => {
	const again = async (isFinished: boolean) => {
		const id = await created();
		if (isFinished) await act(id, 'finish');
		return detailOf(await create());
	};

	it.each([
		['once', false, 422, 'Prospect is already active in this sequence.'],
		['once', true, 422, 'Prospect has already been in this sequence.'],
		['inactive-only', false, 422, 'Prospect is already active in this sequence.'],
		['inactive-only', true, 201, undefined],
		['anytime', false, 201, undefined],
		['anytime', true, 201, undefined],
	])('%s, finished before: %s', async (sequenceReaddition, isFinished, status, detail) => {
		await switches({ sequenceReaddition });
		expect(await again(isFinished)).toEqual([status, detail]);
	});

	it('is "once" if nobody switched it, for bulk actions too', async () => {
		expect((await again(true))[0]).toBe(422);
		await switches({ batchPendingMs: 0, batchRunMs: 0 });
		const attributes = { ids: [ADA, BEN], sequenceId: 11, mailboxId: 41 };
		const path = `/batches/actions/prospectsAddToSequence?actionParams[filter][id][]=${ADA}&actionParams[filter][id][]=${BEN}`;
		const { data } = await call('POST', path, { data: { attributes } });
		const items = await call('GET', `/batchItems?filter[batchId]=${data.data.id}`);
		expect(items.data.data.map((one: { attributes: object }) => one.attributes)).toMatchObject([
			{ failed: true, info: 'Prospect has already been in this sequence.' },
			{ failed: false },
		]);
	});

	it('can be exclusive while a prospect is active elsewhere', async () => {
		await created(ADA, 11);
		await created(ADA, 12);
		await switches({ exclusiveSequences: true });
		const id = await created(BEN, 11);
		expect(detailOf(await create(BEN, 12))).toEqual([
			422,
			'Prospect is active in another sequence.',
		]);
		await act(id, 'finish');
		expect((await create(BEN, 12)).status).toBe(201);
	});
});

describe('finish, pause and resume', () => {
	it('change the state and answer the record', async () => {
		const id = await created();
		const before = (await call('GET', `/sequenceStates/${id}`)).data.data.attributes;
		await sandbox.control.clock({ advanceSeconds: 60 });
		const paused = await act(id, 'pause');
		expect(paused.status).toBe(200);
		expect(paused.data.data).toMatchObject({
			id,
			attributes: { state: 'paused', pauseReason: 'manual' },
			relationships: { prospect: { data: { id: ADA } } },
		});
		expect(paused.data.data.attributes.stateChangedAt > before.stateChangedAt).toBe(true);
		const resumed = await act(id, 'resume', {});
		expect(resumed.data.data.attributes).toMatchObject({ state: 'active', pauseReason: null });
		expect((await act(id, 'finish')).data.data.attributes.state).toBe('finished');
		expect(await stateOf(id)).toBe('finished');
	});

	it.each([
		['active', [], ['resume']],
		['paused', ['pause'], ['finish', 'pause']],
		['finished', ['finish'], ['finish', 'pause', 'resume']],
	])('are refused in a wrong state: %s', async (state, first, refused) => {
		const id = await created();
		for (const action of first) await act(id, action);
		for (const action of refused) expect(detailOf(await act(id, action))).toEqual([422, CANNOT]);
		expect(await stateOf(id)).toBe(state);
	});

	it('are refused while a prospect waits', async () => {
		await switches({ newSequenceState: 'pending' });
		const id = await created();
		for (const action of ['finish', 'pause', 'resume']) {
			expect(detailOf(await act(id, action))).toEqual([422, CANNOT]);
		}
	});

	it('resume into what the throttle and the sequence allow', async () => {
		const id = await created();
		await act(id, 'pause');
		await switches({ newSequenceState: 'pending' });
		expect((await act(id, 'resume')).data.data.attributes.state).toBe('pending');
	});

	it('can answer with the state before', async () => {
		await switches({ sequenceStateAnswer: 'before' });
		const id = await created();
		expect((await act(id, 'finish')).data.data.attributes.state).toBe('active');
		expect(await stateOf(id)).toBe('finished');
	});

	it('need a sequence state, a scope and no body', async () => {
		expect((await act(9, 'finish')).data.errors[0]).toMatchObject({
			id: 'resourceNotFound',
			detail: "Could not find 'sequenceState' with ID '9'.",
		});
		const id = await created();
		expect((await act(id, 'finish', { data: {} })).status).toBe(422);
		expect((await act(id, 'advance')).status).toBe(404);
		const { access_token } = await sandbox.control.tokens({ scopes: ['sequenceStates.read'] });
		expect((await act(id, 'finish', undefined, access_token)).status).toBe(403);
		expect(await stateOf(id)).toBe('active');
	});
});

describe('deleting', () => {
	it('takes the prospect out without a trace, where finishing keeps it', async () => {
		const id = await created();
		expect((await call('DELETE', `/sequenceStates/${id}`)).status).toBe(204);
		expect(await list(`filter[prospect][id]=${ADA}`)).toEqual([]);
		expect((await sandbox.control.state()).people[0]?.outreach?.sequences).toEqual([]);
		expect((await call('DELETE', `/sequenceStates/${id}`)).status).toBe(404);
		const next = await created();
		await act(next, 'finish');
		expect(await list(`filter[prospect][id]=${ADA}`)).toEqual([next]);
	});
});

describe('listing', () => {
	it('filters by what the vendor names', async () => {
		const first = await created(ADA, 11);
		const second = await created(BEN, 12);
		await sandbox.control.clock({ advanceSeconds: 3600 });
		const third = await created(CHIARA, 11);
		await act(second, 'pause');
		const { attributes, relationships } = (await call('GET', `/sequenceStates/${third}`)).data.data;
		const at = attributes.stateChangedAt;
		expect(await list('filter[state]=active')).toEqual([first, third]);
		expect(await list('filter[state][]=active&filter[state][]=paused')).toHaveLength(3);
		expect(await list(`filter[stateChangedAt][gte]=${at}`)).toEqual([second, third]);
		expect(await list(`filter[stateChangedAt][lte]=2026-01-01T00:00:00Z`)).toEqual([]);
		expect(await list(`filter[prospect][id][]=${ADA}&filter[prospect][id][]=${BEN}`)).toEqual([
			first,
			second,
		]);
		expect(await list('filter[prospect][emails]=ada.morales@northwind-robotics.example')).toEqual([
			first,
		]);
		expect(await list('filter[sequence][id]=12')).toEqual([second]);
		expect(await list('filter[mailbox][id]=41')).toHaveLength(3);
		expect(await list(`filter[account][id]=${relationships.account.data.id}`)).toEqual([third]);
		expect(await list('filter[pauseReason]=manual')).toEqual([second]);
	});

	it('includes who and what they are about, with the fields that were asked for', async () => {
		await created(ADA, 11);
		const query = 'include=prospect,sequence&fields[prospect]=name,emails&fields[sequence]=name';
		const { data } = await call('GET', `/sequenceStates?${query}`);
		expect(data.included).toMatchObject([
			{ type: 'prospect', id: ADA },
			{ type: 'sequence', id: 11, attributes: { name: 'New job outreach' } },
		]);
		expect(Object.keys(data.included[0].attributes).sort()).toEqual(['emails', 'name']);
	});
});
