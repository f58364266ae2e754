import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pack } from './tarball.mjs';
import { temporaryFolder } from './temporary.mjs';
import { readManifest } from './vendors.mjs';

/** What a vendor's package takes of the build: its own files and what knows no vendor. */
function isOf(manifest) {
	const own = new Set(['dist/nodes/shared']);
	for (const file of manifest.n8n.nodes) own.add(file.split('/').slice(0, 3).join('/'));
	for (const file of manifest.n8n.credentials) own.add(file);
	return (path) => [...own].some((part) => path === part || path.startsWith(`${part}/`));
}

/** The icons are found by the names that the vendor's folder has links for. */
function iconsOf(vendorFolder) {
	return globSync('icons/*.svg', { cwd: vendorFolder }).map((file) => `dist/${file}`);
}

/** A codex file names its node in full, with the package in front. */
function renameCodex(folder, from, to) {
	for (const file of globSync('dist/nodes/**/*.node.json', { cwd: folder })) {
		const path = join(folder, file);
		const codex = JSON.parse(readFileSync(path, 'utf8'));
		const node = codex.node.replace(`${from}.`, `${to}.`);
		writeFileSync(path, JSON.stringify({ ...codex, node }));
	}
}

/** Lays out one vendor's package in an empty folder, from what is built. */
function stageVendor(root, vendorFolder, into) {
	const manifest = readManifest(vendorFolder);
	if (!existsSync(join(root, 'dist/nodes'))) {
		throw new Error('The package is not built yet: run npm run build first.');
	}
	const built = globSync('dist/{nodes,credentials}/**/*.{js,json}', { cwd: root });
	const taken = [...built.filter(isOf(manifest)), ...iconsOf(vendorFolder)];
	const copies = [
		...[...taken, 'index.js', 'LICENSE.md', 'CHANGELOG.md'].map((file) => [root, file]),
		...['package.json', 'README.md'].map((file) => [vendorFolder, file]),
	];
	for (const [from, file] of copies) {
		mkdirSync(dirname(join(into, file)), { recursive: true });
		cpSync(join(from, file), join(into, file));
	}
	renameCodex(into, readManifest(root).name, manifest.name);
}

/** Packs one vendor's package into a folder. Returns the tarball's path. */
export function packVendor(root, vendorFolder, into) {
	const staged = temporaryFolder('vendor');
	stageVendor(root, vendorFolder, staged);
	return pack(staged, into);
}
