import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { NO_BATCH_ID, testAnswers } from '../support/outreachAnswers';
import { act, enroll, NEW_JOB, ROLE_CHANGE, TURNED_OFF } from '../support/sequenceStates';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const ACTION = /\/actions\/(finish|pause|resume)$/;
const READ = /\/sequenceStates\/\d+$/;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());
afterEach(async () => {
	expect((await rig.sandbox.control.counters()).schemaViolations).toBe(0);
});

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

const fault = async (more: object) =>
	await rig.sandbox.control.fault({ vendor: 'outreach', path: '/actions/', ...more });

/** Where a prospect of the sandbox stands. */
const standing = async (prospect = ADA) => {
	const { people } = await rig.sandbox.control.state();
	const { sequences } = people.find(({ outreach }) => outreach?.id === prospect)?.outreach ?? {};
	return sequences?.map(({ state }) => state);
};

interface Kind {
	node: string;
	action: 'finish' | 'pause' | 'resume';
	from: 'active' | 'paused';
	to: 'finished' | 'paused' | 'active';
}

const KINDS: Kind[] = [
	{ node: 'outreachFinishSequenceState', action: 'finish', from: 'active', to: 'finished' },
	{ node: 'outreachPauseSequenceState', action: 'pause', from: 'active', to: 'paused' },
	{ node: 'outreachResumeSequenceState', action: 'resume', from: 'paused', to: 'active' },
];

describe.each(KINDS)('$node', ({ node, action, from, to }) => {
	const start = async (prospect = ADA, sequence = NEW_JOB) =>
		await enroll(rig, prospect, sequence, from);

	const run = async (ids: unknown[], more: Partial<RunRequest> = {}, parameters: object = {}) =>
		await rig.run({
			node,
			parameters: { sequenceStateId: '={{ $json.id }}', ...parameters },
			items: ids.map((id) => ({ id })),
			...more,
		});

	const byMember = async (
		members: Array<[prospect: unknown, sequence: unknown]>,
		more: Partial<RunRequest> = {},
	) =>
		await rig.run({
			node,
			parameters: {
				selectBy: 'prospectAndSequence',
				prospectId: '={{ $json.prospect }}',
				sequenceId: picked('={{ $json.sequence }}'),
			},
			items: members.map(([prospect, sequence]) => ({ prospect, sequence })),
			...more,
		});

	it('changes each sequence state once, for all items that name it', async () => {
		const first = await start(ADA);
		const second = await start(BEN);
		await enroll(rig, ADA, ROLE_CHANGE);
		const items = itemsOf(await run([first, second, String(first)]));
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], first],
			[[1], second],
			[[2], first],
		]);
		expect(items[0].json).toEqual({
			id: first,
			state: to,
			previousState: from,
			changed: true,
			prospectId: ADA,
			sequenceId: NEW_JOB,
			mailboxId: 41,
			stateChangedAt: expect.any(String),
		});
		expect(await standing()).toEqual([to, 'active']);
		const calls = await rig.requests(ACTION);
		expect(calls.map(({ path }) => path).sort()).toEqual([
			`/api/v2/sequenceStates/${first}/actions/${action}`,
			`/api/v2/sequenceStates/${second}/actions/${action}`,
		]);
		// Before one is resumed, its prospect is read too.
		expect(await rig.requests()).toHaveLength(action === 'resume' ? 6 : 4);
	});

	it('finds the sequence states of prospects, together', async () => {
		const first = await start(ADA);
		const second = await start(BEN);
		const third = await start(BEN, ROLE_CHANGE);
		const items = itemsOf(
			await byMember([
				[ADA, NEW_JOB],
				[BEN, ROLE_CHANGE],
				[BEN, String(NEW_JOB)],
				[ADA, NEW_JOB],
			]),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], first],
			[[1], third],
			[[2], second],
			[[3], first],
		]);
		expect(await rig.requests(/\/sequenceStates$/)).toHaveLength(2);
		expect(await rig.requests(ACTION)).toHaveLength(3);
	});

	it('goes by the one that is not finished, where a prospect came twice', async () => {
		await enroll(rig, ADA, NEW_JOB, 'finished');
		await rig.sandbox.control.switches({ outreach: { sequenceReaddition: 'anytime' } });
		const open = await start();
		const [{ json }] = itemsOf(await byMember([[ADA, NEW_JOB]]));
		expect(json).toMatchObject({ id: open, changed: true });
		const more = [await start(BEN), await start(BEN)];
		const { error } = await byMember([[BEN, NEW_JOB]]);
		expect(error?.message).toContain(`more than once: sequence states ${more[0]} (${from})`);
		expect(error?.description).toContain('"Sequence State ID"');
		expect(await rig.requests(ACTION)).toEqual([]);
	});

	it('says who is not in the sequence, and does the others', async () => {
		const id = await start();
		const { output } = await byMember(
			[
				[BEN, NEW_JOB],
				[ADA, NEW_JOB],
				[ADA, ROLE_CHANGE],
			],
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.[0].map((item) => [origins(item), item.json.id])).toEqual([[[1], id]]);
		expect(output?.[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining('The prospect 1002 is not in the sequence 11'),
			expect.stringContaining('The prospect 1001 is not in the sequence 12'),
		]);
		const { error } = await byMember([[BEN, NEW_JOB]]);
		expect(error?.description).toContain('Nothing was changed.');
	});

	it.each([
		['does not mind the filter', { prospect: { data: { type: 'prospect', id: BEN } } }],
		['does not say whose they are', { prospect: { data: null } }],
		['leaves out the relationships', undefined],
	])('changes nobody else where a server %s', async (_, prospect) => {
		const id = await start(BEN);
		const relationships = prospect && {
			...prospect,
			sequence: { data: { type: 'sequence', id: NEW_JOB } },
		};
		await fault({
			path: '/sequenceStates$',
			status: 200,
			body: { data: [{ type: 'sequenceState', id, attributes: { state: from }, relationships }] },
		});
		const { error } = await byMember([[ADA, NEW_JOB]]);
		expect(error?.message).toMatch(/is not in the sequence|It is not sure which records are meant/);
		expect(await rig.requests(ACTION)).toEqual([]);
		expect(await standing(BEN)).toEqual([from]);
	});

	it('changes nothing that is so already, and says so', async () => {
		const id = await start();
		await act(rig, id, action);
		await rig.sandbox.control.clearRequests();
		const [{ json }] = itemsOf(await run([id]));
		expect(json).toMatchObject({ id, state: to, previousState: to, changed: false });
		expect(await rig.requests(ACTION)).toEqual([]);
	});

	const others = (['active', 'paused', 'finished', 'pending', 'disabled'] as const).filter(
		(state) => state !== from && state !== to && !(action === 'resume' && state === 'pending'),
	);

	it.each(others)('sends nothing for what is %s, and says what is possible', async (state) => {
		const sequence = state === 'disabled' ? TURNED_OFF : NEW_JOB;
		const id = await enroll(rig, ADA, sequence, state);
		const { error } = await run([id]);
		const done = { finish: 'finished', pause: 'paused', resume: 'resumed' }[action];
		expect(error?.message).toBe(
			`The sequence state ${id} cannot be ${done}: it is "${state}", and Outreach allows this only while it is "${from}" [item 0]`,
		);
		expect(error?.description).toContain('Nothing was changed.');
		expect(await rig.requests(ACTION)).toEqual([]);
	});

	describe('an unclear answer', () => {
		it.each([
			['a lost answer', { drop: 'after' }],
			['a 500', { status: 500, applyFirst: true }],
			['half an answer', { truncate: true }],
		])('is followed by a look: %s', async (_, outcome) => {
			const id = await start();
			await fault({ ...outcome, times: 1 });
			const [{ json }] = itemsOf(await run([id]));
			expect(json).toMatchObject({ id, state: to, previousState: from, changed: true });
			expect(await rig.requests(ACTION)).toHaveLength(1);
			expect(await rig.requests(READ)).toHaveLength(2);
		});

		it.each([
			['a broken connection', { drop: 'before' }],
			['a 502', { status: 502, body: '<h1>Bad Gateway</h1>' }],
		])('is sent again where nothing came of it: %s', async (_, outcome) => {
			const id = await start();
			await fault({ ...outcome, times: 1 });
			const [{ json }] = itemsOf(await run([id]));
			expect(json).toMatchObject({ id, state: to, changed: true });
			expect(await rig.requests(ACTION)).toHaveLength(2);
		});

		it('is one that shows the state before', async () => {
			await rig.sandbox.control.switches({ outreach: { sequenceStateAnswer: 'before' } });
			const id = await start();
			const [{ json }] = itemsOf(await run([id]));
			expect(json).toMatchObject({ id, state: to, changed: true });
			expect(await rig.requests(ACTION)).toHaveLength(1);
		});

		it.each([
			['another sequence state', { data: { type: 'sequenceState', id: 9, attributes: {} } }],
			['no state', { data: { type: 'sequenceState', attributes: {} } }],
			['nothing', {}],
		])('is one with %s', async (_, body) => {
			const id = await start();
			await fault({ status: 200, body, times: 1 });
			const [{ json }] = itemsOf(await run([id]));
			expect(json).toMatchObject({ id, state: to, changed: true });
			expect(await standing()).toEqual([to]);
		});

		it('ends with the state that it has found, if nothing ever comes of it', async () => {
			const id = await start();
			await fault({ status: 500, times: 9 });
			const { error } = await run([id], {}, { requestOptions: { maxAttempts: 2 } });
			expect(error?.message).toContain('Outreach could not handle the request (500)');
			expect(error?.message).toContain(`(tried 2 times). The sequence state ${id} is still`);
			expect(await rig.requests(ACTION)).toHaveLength(2);
		});

		it('says that it is not known where nobody can look', async () => {
			const id = await start();
			await fault({ drop: 'after' });
			await fault({
				method: 'GET',
				path: '/sequenceStates/\\d+$',
				after: 1,
				times: 9,
				status: 500,
			});
			const { error } = await run([id], {}, { requestOptions: { maxAttempts: 1 } });
			expect(error?.message).toContain('Whether Outreach carried the call out is not known');
			expect(error?.message).toContain(`look at the sequence state ${id}`);
			expect(await standing()).toEqual([to]);
		});
	});

	describe('a refusal', () => {
		const refusal = (detail: string) => ({
			status: 422,
			body: { errors: [{ id: 'validationError', title: 'Validation Error', detail }] },
		});

		it('counts, in the words of Outreach', async () => {
			const id = await start();
			await fault(refusal('Not today.'));
			const { error } = await run([id]);
			expect(error?.message).toContain('Outreach refused the request (422): Not today.');
			expect(error?.message).toContain(`The sequence state ${id} is still "${from}"`);
			expect(await rig.requests(ACTION)).toHaveLength(1);
		});

		it('is none where somebody else was faster', async () => {
			const id = await start();
			await fault({
				method: 'GET',
				path: '/sequenceStates/\\d+$',
				status: 200,
				body: {
					data: {
						type: 'sequenceState',
						id,
						attributes: { state: from },
						relationships: { prospect: { data: { type: 'prospect', id: ADA } } },
					},
				},
			});
			await act(rig, id, action);
			await rig.sandbox.control.clearRequests();
			const [{ json }] = itemsOf(await run([id]));
			expect(json).toMatchObject({ id, state: to, changed: false });
			expect(await rig.requests(ACTION)).toHaveLength(1);
		});

		it('says what became of it meanwhile', async () => {
			const id = await start();
			await fault({ ...refusal('Cannot transition to requested state.') });
			await fault({
				method: 'GET',
				path: '/sequenceStates/\\d+$',
				after: 1,
				status: 200,
				body: { data: { type: 'sequenceState', id, attributes: { state: 'bounced' } } },
			});
			const { error } = await run([id]);
			expect(error?.message).toContain('it is "bounced" by now');
		});
	});

	describe('another try of n8n', () => {
		it('gives again what the first one has done', async () => {
			const ids = [await start(ADA), await start(BEN)];
			await fault({ path: `/${ids[1]}/actions/`, status: 403, times: 1 });
			const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
			const items = itemsOf(await run(ids, retrying, { requestOptions: { callsAtOnce: 1 } }));
			expect(items.map(({ json }) => [json.id, json.previousState, json.changed])).toEqual([
				[ids[0], from, true],
				[ids[1], from, true],
			]);
			expect(await rig.requests(ACTION)).toHaveLength(3);
		});
	});

	describe('input that is refused', () => {
		it.each([...NO_BATCH_ID, ['several', [7, 8]], ['an email', 'ada@example.com']])(
			'is %s',
			async (_, value) => {
				const id = await start();
				const { error } = await run([id, value]);
				expect(error?.message).toMatch(/^"Sequence State ID" is .*\[item 1\]$/);
				expect(await rig.requests()).toEqual([]);
				const { output } = await run([id, value], { onError: 'continueErrorOutput' });
				expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
			},
		);

		it.each([
			['Outreach Prospect ID', undefined, NEW_JOB],
			['Outreach Prospect ID', 'ada@example.com', NEW_JOB],
			['Sequence', ADA, undefined],
			['Sequence', ADA, 'New job outreach'],
		])('names "%s": %j, %j', async (field, prospect, sequence) => {
			const { error } = await byMember([[prospect, sequence]]);
			expect(error?.message).toMatch(new RegExp(`^"${field}" is .*\\[item 0\\]$`));
			expect(await rig.requests()).toEqual([]);
		});
	});

	it('says which sequence state is not there', async () => {
		const { error } = await run([999_999]);
		expect(error?.message).toContain(
			'"Sequence State ID" is 999999, but Outreach has no sequence state with this ID',
		);
		expect(error?.message).toContain("Could not find 'sequenceState' with ID '999999'.");
	});

	it('tells which scope is missing', async () => {
		const id = await start();
		const { access_token } = await rig.sandbox.control.tokens({
			scopes: ['sequenceStates.read', 'prospects.read'],
		});
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run([id], { credentials });
		expect(error?.description).toContain('Add the scope sequenceStates.write to Scope');
		expect(await standing()).toEqual([from]);
	});

	it('works with ids as text', async () => {
		await rig.sandbox.control.switches({ outreach: { idsAsText: true } });
		const id = await start(CHIARA);
		const [{ json }] = itemsOf(await byMember([[CHIARA, NEW_JOB]]));
		expect(json).toMatchObject({ id, state: to, prospectId: CHIARA });
	});

	describe('answers to the look before it', () => {
		testAnswers({
			rig: () => rig,
			start,
			run: async (id, { parameters, ...more }) => await run([id, id], more, parameters),
			call: { method: 'GET', path: '/sequenceStates/\\d+$' },
			scope: 'sequenceStates.read',
		});
	});
});

it('resumes into the throttle of a sequence', async () => {
	const id = await enroll(rig, ADA, NEW_JOB, 'paused');
	await rig.sandbox.control.switches({ outreach: { newSequenceState: 'pending' } });
	const run = async () =>
		itemsOf(
			await rig.run({
				node: 'outreachResumeSequenceState',
				parameters: { sequenceStateId: String(id) },
			}),
		);
	expect((await run())[0].json).toMatchObject({ state: 'pending', changed: true });
	expect((await run())[0].json).toMatchObject({ state: 'pending', changed: false });
});

it('ends one sequence and leaves the others', async () => {
	await enroll(rig, ADA, NEW_JOB);
	await enroll(rig, ADA, ROLE_CHANGE);
	const sequenceId = picked(ROLE_CHANGE);
	const parameters = { selectBy: 'prospectAndSequence', prospectId: String(ADA), sequenceId };
	itemsOf(await rig.run({ node: 'outreachFinishSequenceState', parameters }));
	expect(await standing()).toEqual(['active', 'finished']);
});

it.each([
	['optedOut', true],
	['emailOptedOut', true],
	['emailsOptStatus', 'opted_out'],
	['optedOut', undefined],
])('resumes nobody with %s: %j', async (name, value) => {
	const id = await enroll(rig, ADA, NEW_JOB, 'paused');
	const attributes = { optedOut: false, [name]: value };
	const body = { data: { type: 'prospect', id: ADA, attributes } };
	await fault({ path: `/prospects/${ADA}$`, times: 'always', status: 200, body });
	const parameters = { sequenceStateId: String(id) };
	const { error } = await rig.run({ node: 'outreachResumeSequenceState', parameters });
	expect(error?.message).toContain('opted out');
	expect(await rig.requests(ACTION)).toEqual([]);
	expect(await standing()).toEqual(['paused']);
});

it.each([{}, { prospect: { data: { type: 'prospect', id: BEN } } }])(
	'looks at the sequence state where the answer does not name its prospect: %j',
	async (relationships) => {
		const id = await enroll(rig, ADA, NEW_JOB);
		const parameters = { sequenceStateId: String(id) };
		const finish = async () =>
			await rig.run({
				node: 'outreachFinishSequenceState',
				parameters: { ...parameters, requestOptions: { maxAttempts: 1, longestWait: 5 } },
			});
		const attributes = { state: 'finished' };
		const body = { data: { type: 'sequenceState', id, attributes, relationships } };
		await fault({ times: 1, status: 200, body });
		expect((await finish()).error?.message).toContain(`${id} is still "active"`);
		await fault({ times: 1, status: 200, body, applyFirst: true });
		const [{ json }] = itemsOf(await finish());
		expect(json).toMatchObject({ state: 'finished', prospectId: ADA, sequenceId: NEW_JOB });
	},
);
