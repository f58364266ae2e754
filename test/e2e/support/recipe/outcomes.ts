import type { Workflow } from '../../../../playground/src/n8n-api.ts';
import { executionsOf, type FinishedExecution } from '../executions';
import type { RunningDemo } from '../running-demo';

/** The nodes of "Job change: one person" that say how it ended. */
const ENDS = [
	'Was Done Before',
	'Somebody Took Over',
	'What Would Happen',
	'For a Person',
	'Not Contacted',
	'Opted Out',
	'Continues in Saleshandy',
	'Continues in Outreach',
];

/** What the executions about one person said in the end, the oldest first; and why one failed. */
export interface Told {
	outcomes: string[];
	errors: string[];
	isRunning: boolean;
}

const START = 'A Person Changed Jobs';

/** What was said about everybody so far, by prospect id. */
export async function outcomesOf(
	{ api }: RunningDemo,
	perPerson: Workflow,
): Promise<Map<string, Told>> {
	const told = new Map<string, Told>();
	for (const execution of await executionsOf(api, perPerson.id)) {
		const [event] = execution.startedWith(START);
		const id = String(event?.prospect_id);
		const about = told.get(id) ?? { outcomes: [], errors: [], isRunning: false };
		about.outcomes.push(...endsOf(execution));
		if (execution.error) about.errors.push(execution.error.message);
		about.isRunning ||= execution.stoppedAt === undefined || execution.stoppedAt === null;
		told.set(id, about);
	}
	return told;
}

const endsOf = (execution: FinishedExecution): string[] =>
	ENDS.flatMap((name) => execution.outputOf(name)).map(({ outcome }) => String(outcome));
