import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox, SaleshandyView } from '../support/sandbox';

/** What is not certain of the history of a prospect and of a change of status: the switches. */
let sandbox: Sandbox;
let sequence: SaleshandyView['sequences'][number];
let prospectId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset();
	const [ada] = (await sandbox.control.state()).people;
	prospectId = ada!.saleshandy.id;
	[sequence] = (await sandbox.control.saleshandy()).sequences as [typeof sequence];
	const place = { prospectId, sequenceId: sequence.id, stepId: sequence.steps[0]!.id };
	await sandbox.control.setSaleshandyEnrollment({ ...place, status: 'active' });
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	const url = `${sandbox.saleshandy}/v1${path}`;
	const headers = { 'x-api-key': DEMO.saleshandyKey };
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

const history = async (): Promise<Json[]> =>
	(await call('GET', `/prospects/${prospectId}/minimal/sequences`)).data.payload;

const pause = async (more: Json = {}) =>
	await call('PATCH', '/prospects/status', {
		prospectAndSequenceIds: [{ prospectId, sequenceId: sequence.id }],
		status: 'paused',
		...more,
	});

const switches = async (saleshandy: Json) => await sandbox.control.switches({ saleshandy });

it.each([
	['as-set', 'active'],
	['upper-case', 'ACTIVE'],
	['absent', undefined],
])('the history spells the status %s', async (historyStatus, status) => {
	await switches({ historyStatus });
	expect((await history()).map((one) => one.status)).toEqual([status]);
});

it.each([
	['made', { success: 1, failed: 0 }, 'paused'],
	['counted-as-failed', { success: 0, failed: 1 }, 'active'],
	['counted-only', { success: 1, failed: 0 }, 'active'],
])('a change is %s', async (statusChange, counts, status) => {
	await switches({ statusChange });
	const { data } = await pause();
	expect(data.payload).toEqual(counts);
	expect((await history())[0]!.status).toBe(status);
});

it('a pause takes a number of days, and nothing else does', async () => {
	expect((await pause({ pauseDelayInDays: 3 })).status).toBe(200);
	expect((await pause({ pauseDelayInDays: 3, status: 'finished' })).status).toBe(400);
	expect((await pause({ pauseDelayInDays: 'soon' })).status).toBe(400);
});
