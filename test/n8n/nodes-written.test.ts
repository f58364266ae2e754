/** Lists and tables follow from the operations' folders; `npm run nodes` writes them. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { node24 } from '../support/host';

const root = join(__dirname, '../..');
const PARTS = ['package.json', 'docs', 'scripts', 'packages', 'nodes', 'dist'];

/** What the check says; nothing if all is well. */
function check(folder: string): string {
	const script = join(folder, 'scripts/nodes.mjs');
	const { status, stderr } = spawnSync(node24, [script, 'check'], { encoding: 'utf8' });
	expect(status).toBe(stderr === '' ? 0 : 1);
	return stderr.trim();
}

it('are as npm run nodes writes them', () => {
	expect(check(root)).toBe('');
});

describe('it says to run npm run nodes after', () => {
	const GET_FIELDS = 'nodes/Saleshandy/operations/GetManyFields/SaleshandyGetManyFields.node';
	let copy: string;
	let before: Array<[path: string, text: string]> = [];

	beforeAll(() => {
		copy = mkdtempSync(join(tmpdir(), 'nodes-written-'));
		for (const part of PARTS) {
			cpSync(join(root, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
		}
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	});
	afterAll(() => rmSync(copy, { recursive: true }));
	afterEach(() => {
		for (const [path, text] of before) writeFileSync(path, text);
		before = [];
	});

	/** A file of the copy, which is put back after the test. */
	function keep(file: string): { path: string; text: string } {
		const path = join(copy, file);
		const text = readFileSync(path, 'utf8');
		before.push([path, text]);
		return { path, text };
	}

	function change(file: string, from: string | RegExp, to: string): void {
		const { path, text } = keep(file);
		expect(text.replace(from, to)).not.toBe(text);
		writeFileSync(path, text.replace(from, to));
	}

	it('a new summary', () => {
		change(`${GET_FIELDS}.json`, 'Lists the fields', 'Lists all fields');
		expect(check(copy)).toBe(
			'Not up to date: docs/nodes.md, packages/saleshandy/README.md. Run npm run nodes.',
		);
	});

	it('a new name', () => {
		change(`dist/${GET_FIELDS}.js`, "'Saleshandy: Get Many Fields'", "'Saleshandy: List Fields'");
		expect(check(copy)).toBe(
			'Not up to date: docs/nodes.md, packages/saleshandy/README.md. Run npm run nodes.',
		);
	});

	it('a node that goes', () => {
		rmSync(keep(`${GET_FIELDS}.ts`).path);
		expect(check(copy)).toBe(
			'Not up to date: package.json, packages/saleshandy/package.json, docs/nodes.md, packages/saleshandy/README.md. Run npm run nodes.',
		);
	});

	it('a change of what the vendors’ READMEs share', () => {
		change('packages/README.template.md', 'one third of', 'a third of');
		expect(check(copy)).toMatch(/^Not up to date: (packages\/\w+\/README\.md(, )?){3}\. Run/);
	});

	it('a summary is left out', () => {
		change(`${GET_FIELDS}.json`, /\t"summary".*\n/, '');
		expect(check(copy)).toContain(`${GET_FIELDS}.json needs a "summary"`);
	});

	it('a node that comes', () => {
		const to = 'nodes/Saleshandy/operations/GetManySteps/SaleshandyGetManySteps.node.ts';
		cpSync(join(copy, `${GET_FIELDS}.ts`), join(copy, to));
		expect(check(copy)).toBe('SaleshandyGetManySteps.node.ts is not built. Run npm run nodes.');
		rmSync(dirname(join(copy, to)), { recursive: true });
	});
});
