import { AT_ONCE } from './axios-loop.ts';
import { CLOCK, LIMITS, OURS } from './cases.ts';
import { count, factor, megabytes, table, time } from './format.ts';
import { judge } from './goals.ts';
import type { CaseResult, Result, Run } from './measure.ts';
import { findResult, secondsOf, type BenchResults } from './results.ts';
import { STARTED } from './startup.ts';
import { median } from './stats.ts';

/** Above this load, a machine has other work to do. */
const IDLE = 0.7;

const kilobytes = (bytes: number) => `${count(bytes / 1000)} kB`;

const spread = (values: number[], print: (value: number) => string) =>
	values.length === 1 ? '' : ` (${print(Math.min(...values))} – ${print(Math.max(...values))})`;

function row(one: CaseResult, result: Result): string[] {
	const { runs, contender, callsNobody, measuredWith } = result;
	const middle = (of: (run: Run) => number) => median(runs.map(of));
	const seconds = runs.map((run) => run.seconds);
	const peaks = runs.flatMap(({ peakMb }) => peakMb ?? []);
	const blocks = runs.flatMap(({ blockedMs }) => blockedMs ?? []);
	return [
		measuredWith ? `${contender} (measured with ${count(measuredWith)})` : contender,
		String(runs.length),
		callsNobody ? '–' : count(middle(({ calls }) => calls)),
		callsNobody ? '–' : count(middle(({ refused }) => refused)),
		callsNobody ? '–' : `${count(middle(({ arrived }) => arrived))} of ${count(one.records)}`,
		callsNobody ? '–' : count(middle(({ failures }) => failures)),
		`${time(median(seconds))}${spread(seconds, time)}`,
		factor(secondsOf(result) / secondsOf(findResult(one, OURS)!)),
		peaks.length > 0 ? megabytes(median(peaks)) : '–',
		blocks.length > 0 ? `${count(median(blocks))} ms` : '–',
		time(middle(({ sandboxSeconds }) => sandboxSeconds)),
	];
}

function caseTable(one: CaseResult): string {
	const header = [
		'',
		'runs',
		'calls',
		'refused (429)',
		'records that arrived',
		'failures',
		'time',
		'ratio to ours',
		'peak memory',
		'longest block',
		'CPU of the sandbox',
	];
	const rows = one.results.map((result) => row(one, result));
	return `### ${one.title}\n\n${table(header, rows)}`;
}

const METHOD = `\
- The vendors are the sandbox of this repository, in a process of its own, with 100 ms before every
  answer. n8n is real: two of them, one runs our nodes and one the HTTP Request node, so that neither
  sees the other's memory. A workflow is started as "Execute workflow" of the editor does: Manual
  Trigger, a Code node that makes the items, the node that is measured.
- **time** is n8n's own measure of that node alone (\`executionTime\` of the run data), or that of the
  loop: the median of the runs, and the fastest and slowest. All contenders of a case take turns.
- **calls** and **refused** are counted by the sandbox. **records that arrived** are those in the
  sandbox afterwards (update, tags, create or update, import), or events in the node's output (fetch).
- **peak memory** is that of n8n's process during the run (\`VmHWM\`), with n8n itself and whatever
  earlier runs left behind. **longest block** is the longest time in which n8n's process did nothing
  else while the node ran: a timer due every 5 ms was late by so much. What other processes took from it
  does not count, nor what n8n does before and after the node, such as saving. **CPU of the sandbox** is
  processor time a real vendor would not take from this machine.
- The limits run on a clock ${CLOCK} times faster than the vendors': Explorium 200 calls in ${LIMITS.explorium!.windowSeconds} s, Saleshandy
  20 in ${LIMITS.saleshandy!.windowSeconds} s, Outreach 10,000 in ${LIMITS.outreach!.windowSeconds} s. That flatters whoever waits: at the real limits the waits are
  ${CLOCK} times as long, the work is not.
- The HTTP Request node makes one call per item, as people set it up. It runs with *On Error: Continue*,
  so that what went well counts; by default it would stop with the first refused call and put out
  nothing. *batching* is its own option, set to the pace of the limit and a twentieth slower.
- The axios loop makes the same calls as our nodes by default, without n8n and ${AT_ONCE} at once. It waits
  where a 429 says so and looks after nothing else.
- *official style* is what most vendors' own nodes do: a loop over the items, which waits for each answer
  before it makes the next call (\`bench/official-style/\`, a node for the bench only). It sends what the HTTP
  Request node sends.
- **measured with**: a contender that would take too long does a part of the work, and its time and its
  counts are multiplied. Memory and block are those of the part.
- Create or update: half of the people are in Outreach. Our node looks all of them up, searches for those it
  does not find once more, and reads each prospect before a change and after it. Import: our node looks
  for each person first, and in the sequence afterwards. The loop there makes the fewest calls that do the work,
  and checks nothing. The HTTP Request node has no equal to either: one node makes one call per item.
- If Explorium counts prospects instead of calls against its limit, which its documentation leaves open,
  nobody gets more than 200 prospects a minute, and fetching takes everybody the same time.`;

function growthTable({ growth }: BenchResults): string {
	const rows = growth.flatMap(({ title, points }) =>
		points.map(({ items, seconds, cpu, peakMb, blockedMs }) => [
			title,
			count(items),
			time(seconds),
			`${((seconds / items) * 1000).toFixed(3)} ms`,
			time(cpu),
			megabytes(peakMb),
			`${count(blockedMs)} ms`,
		]),
	);
	const header = ['', 'items', 'time', 'per item', 'CPU of the process', 'peak memory'];
	return table([...header, 'longest block'], rows);
}

function triggerTable({ trigger, largeTrigger }: BenchResults): string {
	const rows = [trigger, largeTrigger].map((one) => [
		count(one.prospects),
		count(one.events),
		...[time(one.cpu), time(one.nodeCpu), time(one.leastNeeded)],
		`${count(one.blockMs)} ms`,
		megabytes(one.aboveIdleMb),
		kilobytes(one.stateBytes),
	]);
	const header = ['prospects', 'events remembered', 'processor time', 'of it the node'];
	const last = ['needed by any', 'longest block', 'memory above idle', 'saved state'];
	return table([...header, ...last], rows);
}

function startupPart({ startup }: BenchResults): string {
	const rows = (['without', 'other', 'with'] as const).map((which) => {
		const starts = startup[which];
		const seconds = starts.map((start) => start.seconds);
		return [
			STARTED[which],
			String(starts.length),
			`${median(seconds).toFixed(3)} s${spread(seconds, (value) => `${value.toFixed(3)} s`)}`,
			time(median(starts.map(({ cpu }) => cpu))),
			megabytes(median(starts.map(({ peakMb }) => peakMb))),
		];
	});
	const header = ['', 'starts', 'until /healthz answers', 'CPU until ready', 'peak memory'];
	const [{ files }] = startup.loads;
	const cpuMs = median(startup.loads.map((load) => load.cpuMs));
	return `${table(header, rows)}

By itself, loading ${count(files)} files of the package takes ${count(cpuMs)} ms of processor time (the median of
${startup.loads.length} processes, with n8n-workflow loaded before). The other files are loaded with the first run that needs them.`;
}

function goalTable(results: BenchResults): string {
	const rows = judge(results).map(({ what, isMet, why }) => [
		what,
		isMet ? 'met' : '**missed**',
		why,
	]);
	const [header, , ...body] = table(['goal', '', 'measured'], rows).split('\n');
	return [header, '| --- | --- | --- |', ...body].join('\n');
}

/** The report, in Markdown. */
export function writeReport(results: BenchResults): string {
	const { machine, loads, minutes, date } = results;
	const took = Object.values(minutes).reduce((sum, one) => sum + one, 0);
	const { packedBytes, unpackedBytes, files } = results.package;
	const tables = results.cases.map(caseTable);
	return `# Bench

Made by \`npm run bench\` on ${date}, in ${took.toFixed(0)} minutes, on ${machine}. The load of the
machine was ${loads.cases.toFixed(1)} when it began${loads.cases > IDLE ? ', so other work made times longer and less even' : ''}: compare times within one table,
not with those of other runs.

## Goals

${goalTable(results)}

## Side by side

![Times without limits](unlimited.svg)

![Times with the limits in force](limited.svg)

${METHOD}

${tables.join('\n\n')}

## Growth

Our nodes under n8n's core, each run in a process of its own (\`bench/growth-child.ts\`), against a
sandbox without latency: what n8n itself does with 100,000 items before and after a node is left out.
**time** and **longest block** are those of the node. Update and tags: each prospect comes in five items,
since the sandbox holds 20,000; a batch of tags takes the sandbox 0.4 s, whatever its size.

${growthTable(results)}

![Growth](growth.svg)

## One poll of the trigger

${triggerTable(results)}

A poll that fetches everything, without the network; the median of five polls, of the large size one. **needed by
any** is what reading the same answers and hashing each of their events once takes. **memory above idle** is
what the poll takes beside what the process held before. \`npm run bench:trigger\` has more sizes.

## Start of n8n, size of the package

${startupPart(results)}

The package is ${kilobytes(packedBytes)} packed and ${kilobytes(unpackedBytes)} unpacked, in ${files} files
(\`npm pack --dry-run\`).
`;
}
