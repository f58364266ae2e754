import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/** What n8n's scan looks at in a package that it has downloaded from npm. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

async function violationsIn(folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	if (!passed) return details ?? message;
	// The analyser passes a folder in which there is nothing to look at, and says so.
	if (message !== undefined) throw new Error(`${folder}: ${message}`);
	return undefined;
}

/** What n8n's scan finds wrong with the source of a package: its package.json, nodes, credentials. */
export function violationsInSource(folder) {
	return violationsIn(folder, SOURCE_FILE_PATTERNS);
}

/** What n8n's scan finds wrong with a package as it is published, unpacked in `folder`. */
export function violationsInPacked(folder) {
	return violationsIn(folder, PACKED_FILE_PATTERNS);
}
