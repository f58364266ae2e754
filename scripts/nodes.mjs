/**
 * Writes what follows from the operations' folders. `npm run nodes` runs all of it.
 *
 *   node scripts/nodes.mjs lists    the nodes in package.json and in packages/<vendor>/package.json
 *   node scripts/nodes.mjs tables   the table of nodes in docs/nodes.md, and the vendors' READMEs; needs a build
 *   node scripts/nodes.mjs check    writes nothing; ends with 1 if any of these is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lists } from './lib/operations.mjs';
import { nodesIndex } from './lib/tables.mjs';
import { vendorReadmes } from './lib/vendor-readmes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tables = () => [nodesIndex(root), ...vendorReadmes(root)];

const isStale = ({ file, text }) => readFileSync(file, 'utf8') !== text;

function write(outputs) {
	for (const output of outputs.filter(isStale)) {
		writeFileSync(output.file, output.text);
		console.log(`Wrote ${relative(root, output.file)}`);
	}
}

function check() {
	const stale = [...lists(root), ...tables()].filter(isStale);
	if (stale.length === 0) return;
	const files = stale.map(({ file }) => relative(root, file)).join(', ');
	throw new Error(`Not up to date: ${files}.`);
}

const commands = { lists: () => write(lists(root)), tables: () => write(tables()), check };
const command = commands[process.argv[2]];
if (command === undefined) throw new Error('Usage: node scripts/nodes.mjs lists | tables | check');
try {
	command();
} catch (error) {
	console.error(`${error.message} Run npm run nodes.`);
	process.exitCode = 1;
}
