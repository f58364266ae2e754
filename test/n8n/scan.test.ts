import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24 } from '../support/host';

const root = join(__dirname, '../..');
const VENDORS = ['explorium', 'outreach', 'saleshandy'];
const TRANSPORT = 'nodes/shared/n8nTransport';

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

function scan(target: string): Promise<{ passed: boolean; printed: string }> {
	return new Promise((done) => {
		const args = ['scripts/scan.mjs', target];
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

/** A copy of the source of Saleshandy's package, and of what it links to, with one file changed. */
function changed(file: string, change: (text: string) => string): string {
	const folder = mkdtempSync(join(work, 'changed-'));
	for (const part of ['nodes', 'credentials', 'icons', 'packages/saleshandy']) {
		cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
	}
	const source = join(folder, 'packages/saleshandy');
	const path = join(source, file);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
	return source;
}

describe('n8n’s analyser', () => {
	it.each([
		['the source', '.'],
		...VENDORS.map((vendor) => [`the source of ${vendor}’s package`, `packages/${vendor}`]),
	])('finds nothing in %s', async (_, folder) => {
		expect(await scan(folder)).toEqual({ passed: true, printed: `${folder}: passed\n` });
	});

	it.each([['the package', ''], ...VENDORS.map((vendor) => [`${vendor}’s package`, vendor])])(
		'finds nothing in %s as published',
		async (_, vendor) => {
			const file = tarball(vendor);
			expect(await scan(file)).toEqual({ passed: true, printed: `${file}: passed\n` });
		},
	);
});

describe('it would have found', () => {
	it.each([
		['console.log', 'console.log(1);', 'no-console'],
		['an environment variable', 'export const home = process.env.HOME;', 'no-restricted-globals'],
		['a timer', 'setTimeout(() => {}, 1);', 'no-restricted-globals'],
		['a library', "import 'node:fs';", 'no-restricted-imports'],
		[
			'what a comment lets ESLint pass',
			'// eslint-disable-next-line\nconsole.log(1);',
			'no-console',
		],
	])('%s in the source', async (_, code, rule) => {
		const folder = changed(`${TRANSPORT}.ts`, (text) => `${text}\n${code}\n`);
		const { passed, printed } = await scan(folder);
		expect(passed).toBe(false);
		expect(printed).toContain('n8nTransport.ts');
		expect(printed).toContain(rule);
	});

	it('a timer in the published files', async () => {
		execFileSync('tar', ['-xzf', tarball('saleshandy')], { cwd: work });
		const file = join(work, 'package/dist', `${TRANSPORT}.js`);
		writeFileSync(file, `${readFileSync(file, 'utf8')}\nsetTimeout(() => {}, 1);\n`);
		execFileSync('tar', ['-czf', 'planted.tgz', 'package'], { cwd: work });
		const { passed, printed } = await scan(join(work, 'planted.tgz'));
		expect(passed).toBe(false);
		expect(printed).toContain('no-restricted-globals');
	});

	it('a run-time dependency', async () => {
		const folder = changed('package.json', (text) =>
			text.replace(
				'"peerDependencies"',
				'"dependencies": { "left-pad": "1.0.0" },\n"peerDependencies"',
			),
		);
		expect((await scan(folder)).printed).toContain('no-runtime-dependencies');
	});

	it('that there is nothing to look at', async () => {
		expect(await scan(mkdtempSync(join(work, 'empty-')))).toMatchObject({
			passed: false,
			printed: expect.stringContaining('No files found to analyze'),
		});
	});
});
