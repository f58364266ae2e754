import { join } from 'node:path';
import type { WorkflowFolder } from '../../playground/src/workflows.ts';

/**
 * One workflow, in place of the examples: at each event it writes company and title into the person's
 * records in Saleshandy and Outreach. So every event leaves its trace in both.
 */
export function updatesBothRecords(root: string): WorkflowFolder {
	return {
		path: join(root, 'test/fixtures/workflows'),
		published: ['job-change-updates-both-records.json'],
	};
}
