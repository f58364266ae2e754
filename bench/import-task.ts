import { setTimeout as sleep } from 'node:timers/promises';
import { makeSaleshandyState } from '../sandbox/saleshandy/state.ts';
import { bareClient } from './axios-loop.ts';
import type { MeasuredNode } from './n8n.ts';
import type { Sandbox } from './sandbox.ts';
import type { Outcome, Task } from './task.ts';

const SEQUENCE = 'New job';
/** What Saleshandy takes in one import. */
const MOST_PEOPLE = 100_000;
const LOOK_EVERY_MS = 500;
const NO_ERROR = 300;

const { sequences } = makeSaleshandyState([], Date.now());
const sequence = sequences.find(({ title }) => title === SEQUENCE)!;

const emailOf = (number: number) => `new.person${number}@newcomers.example`;

/** Adding so many people to a sequence, none of whom Saleshandy has. */
export function importTask(people: number): Task {
	const emails = Array.from({ length: people }, (_, number) => emailOf(number));
	return {
		vendor: 'saleshandy',
		people: 0,
		items: `return ${JSON.stringify(emails)}.map((email) => ({ json: { email } }));`,
		records: people,
		fewestCalls: Math.ceil(people / MOST_PEOPLE),
		counters: ['imports'],
		arrived: async (sandbox) => (await sandbox.counters()).saleshandy.prospectsImported,
	};
}

/** Without verification, which would take two imports. */
export const importNode: MeasuredNode = {
	type: 'n8n-nodes-prospect-events.saleshandyAddProspectsToSequence',
	credential: 'Saleshandy (sandbox)',
	parameters: {
		sequenceId: { __rl: true, mode: 'id', value: sequence.id },
		email: '={{ $json.email }}',
		verifyAddresses: false,
	},
};

/** The fewest calls that do it: the import, and looks until it ends. What became of each is not looked at. */
export function importByLoop(people: number) {
	const prospectList = Array.from({ length: people }, (_, number) => ({ Email: emailOf(number) }));
	return async ({ url }: Sandbox): Promise<Outcome> => {
		const client = bareClient(`${url}/saleshandy/v1`, { 'x-api-key': 'demo-saleshandy-key' });
		const started = performance.now();
		const { status, data } = await client.post<{ payload: { requestId: string } }>(
			'/sequences/prospects/import-with-field-name',
			{
				prospectList,
				conflictAction: 'addMissingFields',
				verifyProspects: false,
				stepId: sequence.steps[0].id,
			},
		);
		let isCompleted = status >= NO_ERROR;
		while (!isCompleted) {
			const path = `/prospects/import-status/${data.payload.requestId}`;
			const answer = await client.get<{ payload: { isCompleted: boolean } }>(path);
			({ isCompleted } = answer.data.payload);
			if (!isCompleted) await sleep(LOOK_EVERY_MS);
		}
		const seconds = (performance.now() - started) / 1000;
		return { seconds, failures: status >= NO_ERROR ? people : 0 };
	};
}
