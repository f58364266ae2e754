import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24 } from '../support/host';

const root = join(__dirname, '../..');
const VENDORS = ['explorium', 'outreach', 'saleshandy'];

let work: string;
beforeAll(() => {
	work = mkdtempSync(join(tmpdir(), 'scan-test-'));
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work], {
		cwd: root,
	});
	execFileSync(node24, ['scripts/pack-vendors.mjs', work], { cwd: root });
});
afterAll(() => rmSync(work, { recursive: true }));

/** Under NODE_ENV=test, which Jest sets, n8n's rules take every file for a trigger's. */
const env = { ...process.env, NODE_ENV: undefined };

function scan(...targets: string[]): Promise<{ passed: boolean; printed: string }> {
	return new Promise((done) => {
		const args = ['scripts/scan.mjs', ...targets];
		execFile(node24, args, { cwd: root, env }, (error, stdout, stderr) =>
			done({ passed: error === null, printed: stdout + stderr }),
		);
	});
}

function tarball(vendor: string): string {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const name = ['n8n-nodes-prospect-events', vendor].filter(Boolean).join('-');
	return join(work, `${name}-${version}.tgz`);
}

/** A copy of the source of Saleshandy's package, and of what it links to. */
function copyOfSource(): string {
	const folder = mkdtempSync(join(work, 'changed-'));
	for (const part of ['nodes', 'credentials', 'icons', 'packages/saleshandy']) {
		cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
	}
	return join(folder, 'packages/saleshandy');
}

it('n8n’s analyser finds nothing in our packages, neither in their source nor as published', async () => {
	const sources = ['.', ...VENDORS.map((vendor) => `packages/${vendor}`)];
	const targets = [...sources, tarball(''), ...VENDORS.map(tarball)];
	const printed = targets.map((target) => `${target}: passed\n`).join('');
	expect(await scan(...targets)).toEqual({ passed: true, printed });
}, 120_000);

describe('it would have found', () => {
	const PLANTED = [
		['console.log', 'console.log(1);', 'no-console'],
		['an environment variable', 'export const home = process.env.HOME;', 'no-restricted-globals'],
		['a timer', 'setTimeout(() => {}, 1);', 'no-restricted-globals'],
		['a library', "import 'node:fs';", 'no-restricted-imports'],
		[
			'what a comment lets ESLint pass',
			'// eslint-disable-next-line\nconsole.log(1);',
			'no-console',
		],
	].map(([what, code, rule], index) => ({ what, code, rule, file: `planted${index}.ts` }));

	let found: { passed: boolean; printed: string };
	beforeAll(async () => {
		const source = copyOfSource();
		for (const { file, code } of PLANTED) {
			writeFileSync(join(source, 'nodes/shared', file), `${code}\n`);
		}
		const manifest = join(source, 'package.json');
		const text = readFileSync(manifest, 'utf8');
		const dependency = '"dependencies": { "left-pad": "1.0.0" },\n"peerDependencies"';
		writeFileSync(manifest, text.replace('"peerDependencies"', dependency));
		found = await scan(source);
	});

	/** What it printed of a file: its name, and the lines up to the next empty one. */
	const saidOf = (file: string) => found.printed.split(file)[1]?.split('\n\n')[0];

	it('something', () => expect(found.passed).toBe(false));

	it.each(PLANTED)('$what in the source', ({ file, rule }) => {
		expect(saidOf(file)).toContain(rule);
	});

	it('a run-time dependency', () => {
		expect(saidOf('package.json')).toContain('no-runtime-dependencies');
	});

	it('a timer in the published files', async () => {
		execFileSync('tar', ['-xzf', tarball('saleshandy')], { cwd: work });
		const file = join(work, 'package/dist/nodes/shared/n8nTransport.js');
		writeFileSync(file, `${readFileSync(file, 'utf8')}\nsetTimeout(() => {}, 1);\n`);
		execFileSync('tar', ['-czf', 'planted.tgz', 'package'], { cwd: work });
		const { passed, printed } = await scan(join(work, 'planted.tgz'));
		expect(passed).toBe(false);
		expect(printed).toContain('no-restricted-globals');
	});

	it('that there is nothing to look at', async () => {
		expect(await scan(mkdtempSync(join(work, 'empty-')))).toMatchObject({
			passed: false,
			printed: expect.stringContaining('No files found to analyze'),
		});
	});
});
