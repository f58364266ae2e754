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
		`\`npm run test:soak -- --minutes ${minutes} --report\` ran a real n8n, polling every ten seconds with its`,
		'durable engine, with the example workflow "Job change → Saleshandy + Outreach", while a prospect changed',
		'job every three seconds and a vendor failed every four. The rate limits of Explorium and Saleshandy were',
		'off, as the run would have been spent waiting for them. Executions that failed were retried at the end,',
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
		'The memory that the processes held, in MB, in each sixth of the time:',
		'',
		row('', ...parts.map((_, index) => index + 1)),
		row('---', ...parts.map(() => '--:')),
		row('n8n', ...parts.map(({ n8n }) => n8n.toFixed(0))),
		row('sandbox', ...parts.map(({ sandbox }) => sandbox.toFixed(0))),
		'',
	].join('\n');
}
