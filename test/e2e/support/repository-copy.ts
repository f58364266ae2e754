import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './running-demo';

const LEFT_OUT = ['node_modules', 'dist', '.git', '.data', '.results'];
const INSTALLED = ['node_modules', 'playground/node_modules'];

export interface RepositoryCopy {
	folder: string;
	remove(): void;
}

/**
 * The repository in a temporary folder, so that a test may change its sources. What is installed is
 * shared.
 */
export function copyRepository(): RepositoryCopy {
	const folder = mkdtempSync(join(realpathSync(tmpdir()), 'prospect-events-copy-'));
	cpSync(root, folder, {
		recursive: true,
		verbatimSymlinks: true,
		filter: (path) => !LEFT_OUT.includes(basename(path)),
	});
	for (const path of INSTALLED) symlinkSync(join(root, path), join(folder, path));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
