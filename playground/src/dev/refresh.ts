import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackage, manifestForN8n } from '../package-install.ts';

/** What became of the package that n8n has. */
export interface Refreshed {
	/** Files that are new, gone or other than before. */
	changed: number;
	/** Whether other nodes or credentials are listed: n8n reads the list at its start only. */
	listChanged: boolean;
}

function filesIn(folder: string): string[] {
	return globSync('dist/**/*.{js,json,svg}', { cwd: folder });
}

function isSame(one: string, other: string): boolean {
	return existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

/**
 * Brings the installed package up to the build. What is the same is left alone, so that n8n, which
 * watches the folder, loads the package again for a change only.
 */
export function refreshPackage(root: string, n8nFolder: string): Refreshed {
	const { target, stampFile } = installedPackage(root, n8nFolder);
	// The package is no longer the packed one; the next start of the demo installs it again.
	rmSync(stampFile, { force: true });

	const built = filesIn(root);
	const added = built.filter((file) => !isSame(join(root, file), join(target, file)));
	const gone = filesIn(target).filter((file) => !built.includes(file));
	for (const file of added) cpSync(join(root, file), join(target, file));
	for (const file of gone) rmSync(join(target, file));

	const manifestFile = join(target, 'package.json');
	const before = readFileSync(manifestFile, 'utf8');
	const now = manifestForN8n(join(root, 'package.json'));
	if (before !== now) writeFileSync(manifestFile, now);
	return {
		changed: added.length + gone.length,
		listChanged: listOf(before) !== listOf(now),
	};
}

function listOf(manifest: string): string {
	return JSON.stringify((JSON.parse(manifest) as { n8n: unknown }).n8n);
}
