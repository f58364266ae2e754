import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { readManifest, vendorFolder } from './vendors.mjs';

/** In the order in which the lists and tables name them. */
export const VENDORS = ['Explorium', 'Saleshandy', 'Outreach'];

const require = createRequire(import.meta.url);

/** The node in one file: whose it is, its name, its file and what the build makes of that. */
function operationIn(file) {
	const [, vendor, , name] = file.split('/');
	if (!VENDORS.includes(vendor)) {
		throw new Error(`${file}: add ${vendor} to VENDORS in scripts/lib/operations.mjs.`);
	}
	return { vendor, name, file, compiled: `dist/${file.replace(/\.ts$/, '.js')}` };
}

const isTrigger = ({ name }) => name.endsWith('Trigger');

function inOrder(one, other) {
	return (
		VENDORS.indexOf(one.vendor) - VENDORS.indexOf(other.vendor) ||
		isTrigger(other) - isTrigger(one) ||
		(one.name < other.name ? -1 : 1)
	);
}

/** All operations, by vendor, triggers first, then by name. */
export function findOperations(root) {
	const files = globSync('nodes/*/operations/*/*.node.ts', { cwd: root });
	return files
		.map((file) => file.replaceAll('\\', '/'))
		.map(operationIn)
		.sort(inOrder);
}

/** A package.json with these operations as its nodes. */
function listIn(folder, operations) {
	const manifest = readManifest(folder);
	manifest.n8n.nodes = operations.map(({ compiled }) => compiled);
	return { file: join(folder, 'package.json'), text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** What the package.json of the package for all vendors, and those of the vendors' packages should hold. */
export function lists(root) {
	const operations = findOperations(root);
	const ofVendors = VENDORS.map((vendor) =>
		listIn(
			vendorFolder(root, vendor),
			operations.filter((one) => one.vendor === vendor),
		),
	);
	return [listIn(root, operations), ...ofVendors];
}

function summaryOf(root, file) {
	const codex = file.replace(/\.ts$/, '.json');
	const { summary } = JSON.parse(readFileSync(join(root, codex), 'utf8'));
	if (!/^[A-Z][a-z]+s\b.*[^.]$/.test(summary ?? '')) {
		throw new Error(
			`${codex} needs a "summary": what the node does, in one sentence without a period that starts with a verb, such as "Adds tags".`,
		);
	}
	return summary;
}

/** What the tables say of an operation: its name in n8n, and what it does. Needs a build. */
export function describe(root, { compiled, file }) {
	const path = join(root, compiled);
	if (!existsSync(path)) throw new Error(`${basename(file)} is not built.`);
	const [Class] = Object.values(require(path));
	return { displayName: new Class().description.displayName, summary: summaryOf(root, file) };
}
