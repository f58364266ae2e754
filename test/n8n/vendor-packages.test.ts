import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isTool } from '../support/describeNodes';
import { node24, startHost, type Host } from '../support/host';

const root = join(__dirname, '../..');
const VENDORS = ['explorium', 'outreach', 'saleshandy'];

interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	n8n: { nodes: string[]; credentials: string[] };
	[field: string]: unknown;
}

function manifestIn(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The name of a node or credential type, as n8n knows it, from the file of its class. */
function typeOf(file: string): string {
	const [className] = basename(file).split('.');
	return className[0].toLowerCase() + className.slice(1);
}

const whole = manifestIn(root);
let work: string;
/** Where each vendor's tarball is unpacked. */
const unpacked = (vendor: string) => join(work, vendor, 'package');

beforeAll(() => {
	work = mkdtempSync(join(tmpdir(), 'vendor-packages-'));
	execFileSync(node24, ['scripts/pack-vendors.mjs', work], { cwd: root });
	for (const vendor of VENDORS) {
		execFileSync('mkdir', [join(work, vendor)]);
		const tarball = join(work, `${whole.name}-${vendor}-${whole.version}.tgz`);
		execFileSync('tar', ['-xzf', tarball, '-C', join(work, vendor)]);
	}
});
afterAll(() => rmSync(work, { recursive: true }));

describe('together, the vendors’ packages', () => {
	it('are all there are', () => {
		expect(globSync('packages/*/package.json', { cwd: root })).toHaveLength(VENDORS.length);
	});

	it.each(['nodes', 'credentials'] as const)('have each of the %s once', (kind) => {
		const all = VENDORS.flatMap((vendor) => manifestIn(unpacked(vendor)).n8n[kind]);
		expect(all.sort()).toEqual([...whole.n8n[kind]].sort());
	});
});

describe.each(VENDORS)('the package for %s', (vendor) => {
	const files = () =>
		globSync('**/*', { cwd: unpacked(vendor), withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(unpacked(vendor).length + 1));
	const read = (file: string) => readFileSync(join(unpacked(vendor), file), 'utf8');

	it('says what it is, and agrees with the package for all vendors in the rest', () => {
		const manifest = manifestIn(unpacked(vendor));
		expect(manifest.name).toBe(`${whole.name}-${vendor}`);
		expect(manifest.description.toLowerCase()).toContain(vendor);
		expect(manifest.keywords).toEqual(
			expect.arrayContaining(['n8n-community-node-package', vendor]),
		);
		for (const field of ['version', 'license', 'author', 'homepage', 'peerDependencies']) {
			expect(manifest[field]).toEqual(whole[field]);
		}
		expect(manifest.repository).toEqual({
			...(whole.repository as object),
			directory: `packages/${vendor}`,
		});
		for (const field of ['dependencies', 'devDependencies', 'scripts']) {
			expect(manifest).not.toHaveProperty(field);
		}
	});

	it('holds its own files and what knows no vendor, and nothing else', () => {
		const { n8n } = manifestIn(unpacked(vendor));
		expect(files()).toEqual(
			expect.arrayContaining([
				...[...n8n.nodes, ...n8n.credentials, 'index.js', 'package.json'],
				...['README.md', 'LICENSE.md', 'CHANGELOG.md'],
				...[`dist/icons/${vendor}.svg`, `dist/icons/${vendor}.dark.svg`],
				...n8n.nodes.map((file) => file.replace(/js$/, 'json')),
			]),
		);
		const others = new RegExp(VENDORS.filter((one) => one !== vendor).join('|'), 'i');
		// It says of an ID that it is another system's, and so names that.
		const foreignIds = /\/foreignIds\.js$/;
		for (const file of files()) {
			expect(file).toMatch(/^(dist\/.+\.(js|json|svg)|index\.js|package\.json|[A-Z]+\.md)$/);
			expect(file).not.toMatch(others);
			if (/\.(js|json)$/.test(file) && !foreignIds.test(file))
				expect(`${file}: ${read(file)}`).not.toMatch(others);
		}
	});

	it('has the very code that the package for all vendors has', () => {
		for (const file of files().filter((one) => /\.(js|svg)$/.test(one))) {
			expect(`${file}: ${read(file)}`).toBe(`${file}: ${readFileSync(join(root, file), 'utf8')}`);
		}
	});

	it('requires nothing but itself, n8n and Node’s cryptography', () => {
		for (const file of files().filter((one) => one.startsWith('dist/') && one.endsWith('.js'))) {
			for (const [, name] of read(file).matchAll(/\brequire\("([^"]+)"\)/g)) {
				expect(name).toMatch(/^(\.{1,2}\/.*|n8n-workflow|node:crypto)$/);
			}
		}
	});

	it('names its nodes in full in their codex files', () => {
		const { name, n8n } = manifestIn(unpacked(vendor));
		for (const file of n8n.nodes) {
			const codex = JSON.parse(read(file.replace(/js$/, 'json')));
			expect(codex.node).toBe(`${name}.${typeOf(file)}`);
		}
	});

	it('exports its nodes and credentials by name', () => {
		const { n8n } = manifestIn(unpacked(vendor));
		const script = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(unpacked(vendor))}))))`;
		const output = execFileSync(process.execPath, ['-e', script], {
			encoding: 'utf8',
			// n8n puts its own copy of n8n-workflow within reach in the same way.
			env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
		});
		expect(
			JSON.parse(output)
				.map((name: string) => typeOf(name))
				.sort(),
		).toEqual([...n8n.nodes, ...n8n.credentials].map(typeOf).sort());
	});

	describe('in n8n', () => {
		let host: Host;
		beforeAll(async () => {
			host = await startHost({ packageFolder: unpacked(vendor) });
		});
		afterAll(async () => await host.stop());

		it('has its nodes and its credential', async () => {
			const { n8n } = manifestIn(unpacked(vendor));
			const types = await host.types();
			const nodes = types.nodes.filter((name) => !isTool(name));
			expect(nodes.sort()).toEqual(n8n.nodes.map(typeOf).sort());
			expect(types.credentials).toEqual(n8n.credentials.map(typeOf));
			expect(types.credentials).toHaveLength(1);
		});

		it('has a README that names every node as n8n shows it', async () => {
			const readme = read('README.md');
			for (const file of manifestIn(unpacked(vendor)).n8n.nodes) {
				const { displayName } = await host.describe<{ displayName: string }>(typeOf(file));
				expect(readme).toContain(`**${displayName}**`);
			}
		});
	});
});
