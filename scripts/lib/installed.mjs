import { readFileSync } from 'node:fs';
import { join } from 'node:path';

function packagesIn(lockFile) {
	try {
		return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Whether `node_modules` holds what the lock file says. npm writes its own lock file there last, so
 * an interrupted installation does not count; packages for other platforms may be absent.
 */
export function isInstalled(folder) {
	const wanted = packagesIn(join(folder, 'package-lock.json'));
	const present = packagesIn(join(folder, 'node_modules/.package-lock.json'));
	if (!present) return false;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' ||
			entry.optional ||
			entry.devOptional ||
			present[path]?.version === entry.version,
	);
}
