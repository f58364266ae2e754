import type { Sample } from './memory';
import type { Outcome } from './outcome';
import type { Traffic } from './traffic';

const PARTS = 6;

const mean = (values: number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean memory in each sixth of the time. */
export function memoryByPart(samples: readonly Sample[]): Array<Pick<Sample, 'n8n' | 'sandbox'>> {
	const length = Math.ceil(samples.length / PARTS);
	return Array.from({ length: PARTS }, (_, part) =>
		samples.slice(part * length, (part + 1) * length),
	)
		.filter((some) => some.length > 0)
		.map((some) => ({
			n8n: mean(some.map((one) => one.n8n)),
			sandbox: mean(some.map((one) => one.sandbox)),
		}));
}

const row = (...cells: Array<string | number>): string => `| ${cells.join(' | ')} |`;

/** What the soak test saw, in Markdown. */
export function writeReport(minutes: number, traffic: Traffic, outcome: Outcome): string {
	const { changed, faults, samples } = traffic;
	const parts = memoryByPart(samples);
	const orders = [...faults].sort(([one], [other]) => one.localeCompare(other));
	return [
		'# Soak test',
		'',
		`\`npm run test:soak -- --minutes ${minutes} --report\` ran a real n8n with a workflow that writes each`,
		'change into Saleshandy and Outreach. n8n polled every ten seconds with its durable engine. Every three seconds a prospect',
		'changed jobs, and every four seconds a vendor failed. The rate limits of Explorium and Saleshandy were off,',
		'because the run would have spent its time waiting for them. At the end, executions that failed were retried,',
		'as a user would do in the list of executions.',
		'',
		row('', ''),
		row('---', '--:'),
		row('Events', changed.size),
		row('of them lost', outcome.lost.length),
		row('of them emitted more than once', outcome.repeated.length),
		row('Executions with events', outcome.executions),
		row('of them failed', outcome.failed),
		row('of them failed again when retried', outcome.failedAgain),
		row('Prospects that were wrong in Saleshandy or Outreach in the end', outcome.wrong.length),
		'',
		'What went wrong on purpose:',
		'',
		row('Failure', 'Times'),
		row('---', '--:'),
		...orders.map(([name, times]) => row(name, times)),
		'',
		'The memory that the processes used, in MB, in each sixth of the run:',
		'',
		row('', ...parts.map((_, index) => index + 1)),
		row('---', ...parts.map(() => '--:')),
		row('n8n', ...parts.map(({ n8n }) => n8n.toFixed(0))),
		row('sandbox', ...parts.map(({ sandbox }) => sandbox.toFixed(0))),
		'',
	].join('\n');
}
