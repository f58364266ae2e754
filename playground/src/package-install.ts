import { execFile } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DemoError } from './demo-error.ts';

const run = promisify(execFile);

interface Packed {
	version: string;
	filename: string;
	integrity: string;
}

async function pack(root: string, into: string): Promise<Packed> {
	if (!existsSync(join(root, 'dist'))) {
		throw new DemoError('The package is not built yet: run npm run build first.');
	}
	const { stdout } = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', into],
		{ cwd: root, shell: process.platform === 'win32' },
	);
	const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
	return packed;
}

/**
 * n8n's own installer drops the dependencies too: a community package runs on n8n's copies.
 *
 * Follows n8n 2.41 (packages/cli/src/modules/community-packages/community-packages.service.ts).
 */
export function manifestForN8n(packageFile: string): string {
	const manifest = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<string, unknown>;
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[key];
	}
	return JSON.stringify(manifest, null, 2);
}

/** Where n8n has the package, and the file that says which build it is. */
export function installedPackage(
	root: string,
	n8nFolder: string,
): { name: string; target: string; stampFile: string } {
	const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
	const nodesFolder = join(n8nFolder, 'nodes');
	return {
		name,
		target: join(nodesFolder, 'node_modules', name),
		stampFile: join(nodesFolder, '.installed-build'),
	};
}

/**
 * Packs the built package and unpacks it where n8n keeps community packages, so that its node types
 * have the names they have in production. Nothing happens if this very build is there already.
 */
export async function installPackage(root: string, n8nFolder: string): Promise<void> {
	const nodesFolder = join(n8nFolder, 'nodes');
	const { name, target, stampFile } = installedPackage(root, n8nFolder);
	mkdirSync(nodesFolder, { recursive: true });
	const work = mkdtempSync(join(nodesFolder, '.unpack-'));
	try {
		const { version, filename, integrity } = await pack(root, work);
		const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
		if (installed === integrity && existsSync(target)) return;

		// A relative name: GNU tar takes what stands before a colon in a Windows path for a host.
		await run('tar', ['-xzf', filename], { cwd: work });
		const manifestFile = join(work, 'package', 'package.json');
		writeFileSync(manifestFile, manifestForN8n(manifestFile));
		rmSync(target, { recursive: true, force: true });
		mkdirSync(join(nodesFolder, 'node_modules'), { recursive: true });
		renameSync(join(work, 'package'), target);
		const list = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
		writeFileSync(join(nodesFolder, 'package.json'), JSON.stringify(list, null, 2));
		writeFileSync(stampFile, integrity);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}
