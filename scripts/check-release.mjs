/**
 * Says whether the packages may be released under a tag, and prints what the changelog says about
 * the version, for the notes of the release.
 *
 *   node scripts/check-release.mjs v1.2.3
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notesOf } from './lib/changelog.mjs';
import { releaseProblems } from './lib/release-problems.mjs';
import { readManifest, vendorFolders } from './lib/vendors.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tag = process.argv[2] ?? '';
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');

const manifests = [root, ...vendorFolders(root)].map(readManifest);
const problems = releaseProblems(tag, manifests, changelog);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(notesOf(changelog, tag.slice(1)));
