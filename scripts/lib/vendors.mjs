import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package.json in a folder. */
export function readManifest(folder) {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folder of the vendor's own package. */
export function vendorFolder(root, vendor) {
	return join(root, 'packages', vendor.toLowerCase());
}

/** The folders in `packages/`, one for each vendor's own package. */
export function vendorFolders(root) {
	return readdirSync(join(root, 'packages'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => vendorFolder(root, name))
		.sort();
}
