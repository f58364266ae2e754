/**
 * Tests the package in an older n8n, which it installs first.
 *
 *   npm run test:oldest             the oldest that the package is for
 *   npm run test:oldest -- 2.0.0    another one that playground/n8n has a folder for
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { OLDEST } from './lib/oldest.mjs';

const version = process.argv[2] ?? OLDEST;

function run(...command) {
	const { status } = spawnSync('npm', command, {
		cwd: resolve(import.meta.dirname, '..'),
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, OLDER_N8N: version },
	});
	if (status !== 0) process.exit(status ?? 1);
}

run('run', '-s', 'setup', '--', '--n8n', version);
run('run', '-s', 'build');
const results = ['--json', '--outputFile=.results/oldest.json'];
run('exec', '--', 'jest', '-c', 'test/oldest/jest.config.cjs', ...results);
