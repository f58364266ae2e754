/**
 * Measures our nodes side by side with what people use today, and writes `bench/report.md` and its
 * pictures.
 *
 *     npm run build && npm run bench
 *
 * `npm run bench -- --only growth,startup` measures these parts again and takes the others from earlier
 * runs; `--runs 1` runs each contender at most once; `--redraw` measures nothing.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { barChart } from './bar-chart.ts';
import { allCases, warmUp } from './cases.ts';
import { runChild } from './children.ts';
import { growthChart } from './growth-chart.ts';
import { measureGrowth } from './growth.ts';
import { describeMachine, load } from './machine.ts';
import { measureCase, type CaseResult } from './measure.ts';
import { N8n, n8nDataDir } from './n8n.ts';
import { measurePackage } from './package-size.ts';
import { writeReport } from './report.ts';
import type { BenchResults, TriggerResult } from './results.ts';
import { Sandbox } from './sandbox.ts';
import { measureStartup } from './startup.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		runs: { type: 'string', default: 'Infinity' },
		redraw: { type: 'boolean' },
	},
});

const mostRuns = Number(values.runs);
const root = join(import.meta.dirname, '..');
const resultsFile = join(root, '.results/bench.json');
const VENDOR_LATENCY_MS = 100;
const TRIGGER = { prospects: 10_000, eventsEach: 10, polls: 5 };
const LARGE_TRIGGER = { prospects: 100_000, eventsEach: 10, polls: 1 };

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

function requireWhatIsNeeded(): void {
	const needed = [
		['dist/nodes', 'The package is not built: run npm run build first.'],
		['playground/node_modules/n8n', 'n8n is missing: run npm run demo once, it installs it.'],
	];
	for (const [path, message] of needed) {
		if (existsSync(join(root, path))) continue;
		console.error(message);
		process.exit(1);
	}
}

async function measureCases(dataDir: string, keep: (done: CaseResult[]) => void) {
	say('Starting the sandbox and two n8n');
	const sandbox = await Sandbox.start(root, dataDir, VENDOR_LATENCY_MS);
	const instances: N8n[] = [];
	try {
		for (const name of ['ours', 'http']) {
			instances.push(await N8n.start(root, n8nDataDir(dataDir, name), sandbox.url));
		}
		const [ours, http] = instances;
		await measureCase(warmUp(sandbox), { sandbox, n8n: { ours, http }, say });
		const results: CaseResult[] = [];
		for (const one of allCases(sandbox, mostRuns)) {
			results.push(await measureCase(one, { sandbox, n8n: { ours, http }, say }));
			keep(results);
		}
	} finally {
		await Promise.all([sandbox, ...instances].map((one) => one.stop()));
	}
}

/** A part of the bench; it hands over what it finds out, all at once or bit by bit. */
type Part = (dataDir: string, keep: (found: Partial<BenchResults>) => void) => Promise<void>;

/** The parts of the bench. Each is kept as soon as it is done. */
const parts: Record<string, Part> = {
	cases: async (dataDir, keep) => await measureCases(dataDir, (cases) => keep({ cases })),
	growth: async (dataDir, keep) => {
		const sandbox = await Sandbox.start(root, dataDir, 0);
		keep({ growth: await measureGrowth(sandbox, say).finally(() => sandbox.stop()) });
	},
	trigger: async (_, keep) => {
		const pollOf = async (size: typeof TRIGGER) => {
			const args = Object.values(size).map(String);
			const result = await runChild<TriggerResult>('trigger-child.ts', args);
			say(`one poll of the trigger, ${size.prospects} prospects: ${result.cpu.toFixed(2)} s`);
			return result;
		};
		keep({ trigger: await pollOf(TRIGGER), largeTrigger: await pollOf(LARGE_TRIGGER) });
	},
	startup: async (dataDir, keep) =>
		keep({ startup: await measureStartup(root, dataDir, mostRuns, say) }),
	package: async (_, keep) => keep({ package: measurePackage(root) }),
};

function readResults(): Partial<BenchResults> {
	if (!existsSync(resultsFile)) return {};
	return JSON.parse(readFileSync(resultsFile, 'utf8')) as Partial<BenchResults>;
}

async function measure(names: string[]): Promise<void> {
	const results = readResults();
	Object.assign(results, {
		date: new Date().toISOString().slice(0, 10),
		machine: describeMachine(root),
		minutes: results.minutes ?? {},
		loads: results.loads ?? {},
	});
	mkdirSync(join(root, '.results'), { recursive: true });
	const dataDir = mkdtempSync(join(tmpdir(), 'prospect-events-bench-'));
	try {
		for (const name of names) {
			const started = performance.now();
			results.loads![name] = load();
			await parts[name](dataDir, (found) => {
				Object.assign(results, found);
				results.minutes![name] = (performance.now() - started) / 60_000;
				writeFileSync(resultsFile, JSON.stringify(results, null, '\t'));
			});
		}
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function draw(): Promise<void> {
	const results = readResults() as BenchResults;
	const missing = Object.keys(parts).filter((part) => !(part in results));
	if (missing.length > 0) return say(`Nothing to write yet, not measured: ${missing.join(', ')}`);
	const unlimited = results.cases.filter(({ isLimited }) => !isLimited);
	const limited = results.cases.filter(({ isLimited }) => isLimited);
	const write = (name: string, content: string) =>
		writeFileSync(join(import.meta.dirname, name), content);
	write('unlimited.svg', barChart('Time without limits', unlimited));
	write('limited.svg', barChart('Time with the limits in force', limited));
	write('growth.svg', growthChart(results.growth));
	const report = join(import.meta.dirname, 'report.md');
	const options = await prettier.resolveConfig(report);
	write(
		'report.md',
		await prettier.format(writeReport(results), { ...options, parser: 'markdown' }),
	);
	say('Wrote bench/report.md');
}

requireWhatIsNeeded();
if (!values.redraw) await measure(values.only?.split(',') ?? Object.keys(parts));
await draw();
// The connections to n8n may stay open; the report is written.
process.exit(0);
