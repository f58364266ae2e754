import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NODES = join(__dirname, '../../nodes');
const files = globSync('**/*.ts', { cwd: NODES });

/** Where a file belongs: the shared folder, a vendor, or one operation of a vendor. */
function homeOf(file: string): { vendor: string; operation?: string } {
	const [vendor, folder, operation] = file.split('/');
	return folder === 'operations' ? { vendor, operation } : { vendor };
}

function importsOf(file: string): string[] {
	const text = readFileSync(join(NODES, file), 'utf8');
	return [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
}

/** What a file imports that it may not. */
function strayImportsOf(file: string): string[] {
	const { vendor, operation } = homeOf(file);
	return importsOf(file).filter((name) => {
		if (!name.startsWith('.')) return !['n8n-workflow', 'node:crypto'].includes(name);
		const home = homeOf(relative(NODES, join(NODES, dirname(file), name)));
		const isBelow = home.vendor === vendor || home.vendor === 'shared';
		// Nobody reaches into the folder of an operation from outside.
		return !isBelow || (home.operation !== undefined && home.operation !== operation);
	});
}

it('imports run one way: from an operation to its vendor to what is shared', () => {
	expect(files.length).toBeGreaterThan(100);
	const stray = files.flatMap((file) => strayImportsOf(file).map((name) => `${file}: ${name}`));
	expect(stray).toEqual([]);
});

/** What belongs to the vendors: their names, and the things that they keep. */
const VENDOR_WORDS = /explorium|saleshandy|outreach|partner|prospect|enrollment|sequence/i;

/** The name of the package is no vendor's. */
const OWN_NAME = 'n8n-nodes-prospect-events';

it('what is shared knows no vendor', () => {
	const shared = files.filter((file) => file.startsWith('shared/'));
	expect(shared.length).toBeGreaterThan(30);
	const told = shared.flatMap((file) => {
		const lines = readFileSync(join(NODES, file), 'utf8').split('\n');
		const foreign = (line: string) => VENDOR_WORDS.test(line.replace(OWN_NAME, ''));
		return lines.filter(foreign).map((line) => `${file}: ${line.trim()}`);
	});
	expect(told).toEqual([]);
});
