/** The walk through "Add an operation" still fits the code, and what it has one paste compiles. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { pasted, pastesIn } from '../support/walkthrough';

const root = join(__dirname, '../..');
const pastes = pastesIn(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));

const files = Object.fromEntries(
	pastes.map((paste) => {
		const path = join(root, paste.file);
		return [path, pasted(paste, existsSync(path) ? readFileSync(path, 'utf8') : undefined)];
	}),
);

it('has one write the sandbox, the node, its codex file, a spec row and the changelog', () => {
	expect(pastes.map(({ file }) => file)).toEqual([
		'sandbox/outreach/actions.ts',
		expect.stringMatching(/^nodes\/Outreach\/operations\/\w+\/\w+\.node\.ts$/),
		expect.stringMatching(/^nodes\/Outreach\/operations\/\w+\/\w+\.node\.json$/),
		'test/support/outreachBulkNodes.ts',
		'CHANGELOG.md',
	]);
});

it('compiles', () => {
	const config = ts.readConfigFile(join(root, 'test/tsconfig.json'), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, 'test'));
	const host = ts.createCompilerHost(options);
	const fromDisk = { exists: host.fileExists, read: host.readFile };
	host.fileExists = (path) => path in files || fromDisk.exists(path);
	host.readFile = (path) => files[path] ?? fromDisk.read(path);
	const sources = Object.keys(files).filter((path) => path.endsWith('.ts'));
	const program = ts.createProgram(sources, options, host);
	const faults = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
	expect(faults).toEqual([]);
	expect(program.getSourceFiles().map(({ fileName }) => fileName)).toEqual(
		expect.arrayContaining(sources),
	);
});

it('has a summary and words to search for', () => {
	const [codex] = Object.entries(files).filter(([path]) => path.endsWith('.json'));
	expect(JSON.parse(codex[1])).toEqual({
		documentation: expect.any(String),
		summary: expect.any(String),
		categories: expect.arrayContaining(['Sales']),
		alias: expect.any(Array),
	});
});
