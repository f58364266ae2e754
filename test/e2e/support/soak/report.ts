import type { Sample } from './memory';
import type { Outcome } from './outcome';
import type { RecipeOutcome } from './recipe';

const PARTS = 6;

const mean = (values: number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean in each sixth of the time. */
export function meanByPart(samples: readonly number[]): number[] {
	const length = Math.ceil(samples.length / PARTS);
	return Array.from({ length: PARTS }, (_, part) =>
		samples.slice(part * length, (part + 1) * length),
	)
		.filter((some) => some.length > 0)
		.map(mean);
}

const row = (...cells: Array<string | number>): string => `| ${cells.join(' | ')} |`;

/** What one engine lived through, and what came of it; plain data, so that it can be kept in a file. */
export interface Soaked {
	engine: string;
	/** For how long things happened. */
	minutes: number;
	events: number;
	/** By its name: how often a failure was ordered. */
	faults: Record<string, number>;
	samples: Sample[];
	/** What n8n's heap held after each collection, in MB. */
	heap: number[];
	outcome: Outcome;
	recipe: RecipeOutcome;
}

/** What the soak test saw, in Markdown: a column for each engine. */
export function writeReport(soaked: readonly Soaked[]): string {
	const perEngine = (name: string, count: (one: Soaked) => string | number): string =>
		row(name, ...soaked.map(count));
	const head = [
		row('', ...soaked.map(({ engine }) => engine)),
		row('---', ...soaked.map(() => '--:')),
	];
	const failures = new Set(soaked.flatMap(({ faults }) => Object.keys(faults)));
	const memory = ({ engine, samples, heap }: Soaked): string[] =>
		Object.entries({
			'n8n, its heap after a collection': heap,
			n8n: samples.map((one) => one.n8n),
			sandbox: samples.map((one) => one.sandbox),
		}).map(([name, values]) =>
			row(`${engine}: ${name}`, ...meanByPart(values).map((mb) => mb.toFixed(0))),
		);
	const parts = Array.from({ length: PARTS }, (_, part) => part + 1);
	return [
		'# Soak test',
		'',
		'`npm run test:soak -- --minutes 60 --report` runs a real n8n on each of its poll engines, here for as long as the table says.',
		'One workflow writes each change into Saleshandy and Outreach. Every three seconds a prospect of it changed jobs.',
		'Beside it ran the [job change](job-change.md) workflows: every twenty seconds somebody moved who was in a sequence of',
		'Outreach. Both triggers polled every ten seconds. Every four seconds a vendor failed. The rate limits of Explorium and',
		'Saleshandy were off, because the run would have spent its time waiting for them. At the end, executions that failed',
		'were retried, as a user would do in the list of executions.',
		'',
		...head,
		perEngine('Minutes', ({ minutes }) => minutes),
		perEngine('Events', ({ events }) => events),
		perEngine('of them lost', ({ outcome }) => outcome.lost.length),
		perEngine('of them emitted more than once', ({ outcome }) => outcome.repeated.length),
		perEngine('Executions with events', ({ outcome }) => outcome.executions),
		perEngine('of them failed', ({ outcome }) => outcome.failed),
		perEngine('of them failed again when retried', ({ outcome }) => outcome.failedAgain),
		perEngine('Prospects that were wrong in Saleshandy or Outreach in the end', ({ outcome }) =>
			String(outcome.wrong.length),
		),
		'',
		'The people who moved:',
		'',
		...head,
		perEngine('People', ({ recipe }) => recipe.people),
		perEngine('Moves lost', ({ recipe }) => recipe.lost.length),
		perEngine('Moves emitted more than once', ({ recipe }) => recipe.repeated.length),
		perEngine('Executions for a person that failed', ({ recipe }) => recipe.failed),
		perEngine('of them failed again when retried', ({ recipe }) => recipe.failedAgain),
		perEngine('Left to a person because a step failed', ({ recipe }) => recipe.leftToAPerson),
		perEngine(
			'Mails to an address the person has left',
			({ recipe }) => recipe['mails to an address the person has left'],
		),
		perEngine('People enrolled twice', ({ recipe }) => recipe['people enrolled twice']),
		perEngine('Accounts made twice', ({ recipe }) => recipe['accounts made twice']),
		'',
		'What went wrong on purpose, how often:',
		'',
		...head,
		...[...failures].sort().map((name) => perEngine(name, (one) => one.faults[name] ?? 0)),
		'',
		'The memory that the processes used, in MB, in each sixth of the run:',
		'',
		row('', ...parts),
		row('---', ...parts.map(() => '--:')),
		...soaked.flatMap(memory),
		'',
	].join('\n');
}
