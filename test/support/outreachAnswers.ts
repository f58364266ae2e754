import type { RunRequest, RunResult } from '../../tools/core-host/protocol';
import { itemsOf, origins } from './explorium';
import { outreachCredential, type VendorRig } from './vendorRig';

/** A node that asks Outreach for something that may be asked again. */
export interface AskingNode {
	rig: () => VendorRig;
	/** Starts the batch that it is to be asked about, while Outreach is still well. */
	start: () => Promise<number>;
	/** Runs it on that batch, so that all goes well if Outreach lets it, with two items alike. */
	run: (batchId: number, more: Partial<RunRequest>) => Promise<RunResult>;
	/** The call that the answers come to. */
	call: { method: string; path: string };
	/** The scope of that call, and others that it takes to get there. */
	scope: string;
	otherScopes?: string[];
}

/** How every such node has to take what Outreach may answer. */
export function testAnswers(node: AskingNode): void {
	const { rig, call, scope, otherScopes = [] } = node;
	let batchId: number;
	beforeEach(async () => {
		batchId = await node.start();
	});

	const run = async (more: Partial<RunRequest> = {}) => await node.run(batchId, more);

	const fault = async (more: object) =>
		await rig().sandbox.control.fault({ vendor: 'outreach', ...call, times: 5, ...more });

	const calls = async () => {
		const requests = await rig().requests(new RegExp(call.path));
		return requests.filter(({ method }) => method === call.method);
	};

	const error = (id: string, detail: string) => ({ errors: [{ id, title: 'Title', detail }] });

	it('renews an expired token once and goes on', async () => {
		await rig().sandbox.control.expireTokens({ access: true });
		expect(itemsOf(await run()).length).toBeGreaterThan(0);
		expect(await rig().requests(/oauth\/token/)).toHaveLength(1);
	});

	it('says to reconnect when the token cannot be renewed', async () => {
		await rig().sandbox.control.expireTokens({ access: true, refresh: true });
		const result = await run();
		expect(result.error?.description).toContain('Reconnect the credential');
	});

	it('names the scope that is missing', async () => {
		const scopes = ['users.read', ...otherScopes];
		const { access_token } = await rig().sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(rig().sandbox, access_token);
		const result = await run({ credentials });
		expect(result.error).toMatchObject({ httpCode: '403' });
		expect(result.error?.description).toContain(`Add the scope ${scope} to Scope`);
	});

	it('reports what the profile does not permit', async () => {
		await rig().sandbox.control.switches({ outreach: { profileDenied: true } });
		const result = await run();
		expect(result.error?.message).toContain('You are not authorized to perform that request.');
	});

	it.each([
		[404, error('resourceNotFound', "Could not find 'batch' with ID '1'.")],
		[422, error('validationError', 'That cannot be done.')],
	])('reports %i to each item that asks', async (status, body) => {
		await fault({ status, body });
		const stopped = await run();
		expect(stopped.error?.message).toContain(body.errors[0].detail);
		expect(stopped.error?.message).toContain('[items 0, 1]');
		const { output, error: none } = await run({ onError: 'continueRegularOutput' });
		expect(none).toBeNull();
		expect(output?.[0].map(origins)).toEqual([[0], [1]]);
		expect(JSON.stringify(output)).toContain(body.errors[0].detail);
	});

	it.each(['epoch', 'seconds', 'iso', 'absent'])('waits out a 429 (%s)', async (retryAfter) => {
		const at = Date.now() + 1000;
		const forms: Record<string, object> = {
			epoch: { 'retry-after': String(Math.ceil(at / 1000)) },
			seconds: { 'retry-after': '1' },
			iso: { 'retry-after': new Date(at).toISOString() },
			absent: { 'x-ratelimit-reset': '' },
		};
		const body = error('rateLimitExceeded', 'You have exceeded your permitted rate limit.');
		await fault({ times: 1, status: 429, headers: forms[retryAfter], body });
		expect(itemsOf(await run()).length).toBeGreaterThan(0);
		expect(await calls()).toHaveLength(2);
	});

	it.each([
		['a 500', { status: 500, applyFirst: true }],
		['a 502 page', { status: 502, body: '<h1>Bad Gateway</h1>' }],
		['a 503', { status: 503 }],
		['a lost answer', { drop: 'after' }],
		['a broken connection', { drop: 'before' }],
		['half an answer', { truncate: true }],
	])('asks again after %s', async (_, outcome) => {
		await fault({ times: 1, ...outcome });
		expect(itemsOf(await run()).length).toBeGreaterThan(0);
		expect(await calls()).toHaveLength(2);
	});

	it('gives up at some time', async () => {
		await fault({ status: 500 });
		const result = await run({ parameters: { requestOptions: { maxAttempts: 2 } } });
		expect(result.error?.message).toContain('Outreach could not handle the request (500)');
		expect(result.error?.message).toContain('(tried 2 times)');
	});
}

/** What is no ID of a batch. */
export const NO_BATCH_ID: Array<[string, unknown]> = [
	['nothing', undefined],
	['null', null],
	['an empty text', ''],
	['spaces', '  '],
	['zero', '0'],
	['text', 'abc'],
	['a fraction', 1.5],
	['a negative number', -7],
	['an object', { id: 7 }],
	['true', true],
];
