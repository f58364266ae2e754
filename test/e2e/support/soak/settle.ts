import type { RunningDemo } from '../running-demo';
import { waitFor } from '../wait';

const UNFINISHED = ['new', 'running', 'waiting'];
/** For a backlog of executions to be worked through. */
const SETTLED_WITHIN_MS = 600_000;
/** Two looks at the executions, further apart than two polls, see the same. */
const QUIET_MS = 25_000;

/** Waits until n8n has nothing left to do in these workflows. */
export async function settle({ api }: RunningDemo, workflowIds: string[]): Promise<void> {
	let known = '';
	let since = Date.now();
	await waitFor(
		'n8n to work off what it has',
		async () => {
			const lists = await Promise.all(workflowIds.map(async (id) => await api.listExecutions(id)));
			const all = lists.flat();
			const seen = all.map(({ id, status }) => `${id} ${status}`).join();
			const isBusy = all.some(({ status }) => UNFINISHED.includes(status));
			if (isBusy || seen !== known) since = Date.now();
			known = seen;
			return Date.now() - since > QUIET_MS || undefined;
		},
		SETTLED_WITHIN_MS,
	);
}
