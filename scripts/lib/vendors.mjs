import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package.json in a folder. */
export function readManifest(folder) {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folders in `packages/`, one for each vendor's own package. */
export function vendorFolders(root) {
	const packages = join(root, 'packages');
	return readdirSync(packages)
		.sort()
		.map((name) => join(packages, name));
}
