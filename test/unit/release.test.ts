import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const manifest = {
	name: 'n8n-nodes-acme',
	version: '1.2.3',
	author: { name: 'Acme', email: 'nodes@acme.dev' },
	repository: { type: 'git', url: 'git+https://github.com/acme/n8n-nodes-acme.git' },
};
const changelog = '# Changelog\n\n## 1.2.3\n\nMore.\n\n## 1.2.2\n\nLess.\n';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'release-'));
	cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
	mkdirSync(join(folder, 'packages/one'), { recursive: true });
	write('package.json', manifest);
	write('packages/one/package.json', { ...manifest, name: 'n8n-nodes-acme-one' });
	writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, content: object): void {
	writeFileSync(join(folder, file), JSON.stringify(content));
}

function check(tag: string) {
	const script = join(folder, 'scripts/check-release.mjs');
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], {
		encoding: 'utf8',
	});
	return { status, notes: stdout.trim(), problems: stderr.trim() };
}

it('may be made of packages and a changelog that agree with the tag', () => {
	expect(check('v1.2.3')).toEqual({ status: 0, notes: 'More.', problems: '' });
});

it.each([
	['no version', 'latest', /no tag like v1\.2\.3/],
	[
		'a version of no package',
		'v1.2.2',
		/n8n-nodes-acme-one has version 1\.2\.3, the tag says 1\.2\.2/,
	],
	['a version the changelog does not have', 'v1.2', /CHANGELOG\.md says nothing about 1\.2\./],
])('may not be made under a tag that is %s', (_, tag, problem) => {
	expect(check(tag)).toEqual({ status: 1, notes: '', problems: expect.stringMatching(problem) });
});

it('may not be made while one package has another version', () => {
	write('packages/one/package.json', { ...manifest, version: '1.2.2' });
	expect(check('v1.2.3').status).toBe(1);
});

it('may not be made with an empty entry in the changelog', () => {
	writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## 1.2.3\n\n## 1.2.2\n\nLess.\n');
	expect(check('v1.2.3').problems).toMatch(/CHANGELOG\.md says nothing about 1\.2\.3/);
});

it('may not be made with a placeholder for the author or the repository', () => {
	write('package.json', { ...manifest, author: { name: 'Acme', email: 'nodes@example.com' } });
	expect(check('v1.2.3').problems).toBe(
		'n8n-nodes-acme has a placeholder for its author or repository.',
	);
});
