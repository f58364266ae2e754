/**
 * Takes the pictures in docs/images again. Those of forms only where a form has changed.
 *
 *   npm run pictures                    all kinds
 *   npm run pictures -- --only forms    one kind: forms, workflows or sandbox
 *   npm run pictures -- --all           the forms that have not changed too
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const END_TO_END = 'test/e2e/jest.config.cjs';

/** What takes the pictures of a kind: a configuration of Jest, and its files. */
const KINDS = {
	workflows: [END_TO_END, 'e2e/pictures'],
	sandbox: [END_TO_END, 'e2e/sandbox-page-looks'],
	forms: ['test/pictures/jest.config.cjs', 'pictures/forms'],
};

const { values } = parseArgs({ options: { only: { type: 'string' }, all: { type: 'boolean' } } });
const kinds = values.only === undefined ? Object.keys(KINDS) : [values.only];
const unknown = kinds.find((kind) => !Object.hasOwn(KINDS, kind));
if (unknown !== undefined) {
	console.error(`--only must be ${Object.keys(KINDS).join(', ')}, not "${unknown}".`);
	process.exit(1);
}

function run(...command) {
	const { status } = spawnSync('npm', command, {
		cwd: resolve(import.meta.dirname, '..'),
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, UPDATE_PICTURES: '1', ...(values.all && { ALL_PICTURES: '1' }) },
	});
	if (status !== 0) process.exit(status ?? 1);
}

run('run', '-s', 'setup', '--', '--playground');
run('run', '-s', 'build');
for (const kind of kinds) run('exec', '--', 'jest', '-c', ...KINDS[kind]);
// The pages show the pictures of forms that there are.
if (kinds.includes('forms')) run('run', '-s', 'nodes');
