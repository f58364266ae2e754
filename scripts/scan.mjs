/**
 * Runs the analyser that n8n demands verified packages to pass, on what is not published yet:
 *
 *   node scripts/scan.mjs package.tgz   a tarball of npm pack, as it would be published
 *   node scripts/scan.mjs folder        the source of a package; several of each may be given
 *
 * n8n's own command for it takes the name of a published package, and ends with exit code 0 whatever
 * it finds.
 */
import { resolve } from 'node:path';
import { violationsInPacked, violationsInSource } from './lib/analyser.mjs';
import { unpack } from './lib/tarball.mjs';
import { temporaryFolder } from './lib/temporary.mjs';

async function violationsOf(target) {
	if (!target.endsWith('.tgz')) return await violationsInSource(target);
	return await violationsInPacked(unpack(target, temporaryFolder('scan')));
}

const targets = process.argv.slice(2);
if (targets.length === 0) throw new Error('Usage: node scripts/scan.mjs <folder or .tgz> …');
for (const target of targets) {
	const violations = await violationsOf(resolve(target));
	console.log(`${target}: ${violations ?? 'passed'}`);
	if (violations !== undefined) process.exitCode = 1;
}
