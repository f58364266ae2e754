/**
 * Runs the soak test for a while.
 *
 *   npm run test:soak -- --minutes 60                       on each of n8n's two poll engines in turn
 *   npm run test:soak -- --minutes 60 --at-once             on both at the same time
 *   npm run test:soak -- --minutes 60 --engine durable      on one of them
 *   npm run test:soak -- --minutes 60 --report     also writes docs/soak.md, whether it passed or not
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { writeReport } from '../test/e2e/support/soak/report.ts';

const ENGINES = ['plain', 'durable'];

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '2' },
		engine: { type: 'string' },
		'at-once': { type: 'boolean' },
		report: { type: 'boolean' },
	},
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
	console.error(`--minutes must be a number above 0, not "${values.minutes}".`);
	process.exit(1);
}
if (values.engine !== undefined && !ENGINES.includes(values.engine)) {
	console.error(`--engine must be plain or durable, not "${values.engine}".`);
	process.exit(1);
}
const engines = values.engine === undefined ? ENGINES : [values.engine];
const root = join(import.meta.dirname, '..');
const resultOf = (engine) => join(root, `.results/soak-${engine}.json`);

async function soak(engine) {
	rmSync(resultOf(engine), { force: true });
	const test = spawn('npm', ['exec', '--', 'jest', '-c', 'test/e2e/soak.config.cjs'], {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, SOAK_MINUTES: String(minutes), SOAK_ENGINE: engine },
	});
	const [status] = await once(test, 'exit');
	if (status !== 0) process.exitCode = 1;
}

if (values['at-once']) await Promise.all(engines.map(soak));
else for (const engine of engines) await soak(engine);

if (values.report) {
	// Of an engine that does not run now, what it did last.
	const known = ENGINES.map(resultOf).filter((file) => existsSync(file));
	const seen = known.map((file) => JSON.parse(readFileSync(file, 'utf8')));
	const target = join(root, 'docs/soak.md');
	const options = await prettier.resolveConfig(target);
	const text = writeReport(seen);
	writeFileSync(target, await prettier.format(text, { ...options, parser: 'markdown' }));
}
