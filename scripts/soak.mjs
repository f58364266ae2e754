/**
 * Runs the soak test for a while.
 *
 *   npm run test:soak -- --minutes 60                       on each of n8n's two poll engines
 *   npm run test:soak -- --minutes 60 --engine durable      on one of them
 *   npm run test:soak -- --minutes 60 --report     also writes docs/soak.md, whether it passed or not
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '2' },
		engine: { type: 'string' },
		report: { type: 'boolean' },
	},
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
	console.error(`--minutes must be a number above 0, not "${values.minutes}".`);
	process.exit(1);
}
if (values.engine !== undefined && !['plain', 'durable'].includes(values.engine)) {
	console.error(`--engine must be plain or durable, not "${values.engine}".`);
	process.exit(1);
}
const { status } = spawnSync('npm', ['exec', '--', 'jest', '-c', 'test/e2e/soak.config.cjs'], {
	stdio: 'inherit',
	shell: process.platform === 'win32',
	env: {
		...process.env,
		SOAK_MINUTES: String(minutes),
		...(values.engine && { SOAK_ENGINE: values.engine }),
	},
});
if (values.report) {
	const root = join(import.meta.dirname, '..');
	const target = join(root, 'docs/soak.md');
	const seen = readFileSync(join(root, '.results/soak.md'), 'utf8');
	const options = await prettier.resolveConfig(target);
	writeFileSync(target, await prettier.format(seen, { ...options, parser: 'markdown' }));
}
process.exitCode = status ?? 1;
