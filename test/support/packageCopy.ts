import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A change to the text of a compiled file. */
export interface Mutation {
	file: string;
	from: string | RegExp;
	to: string;
}

/**
 * A copy of the built package with some of its compiled text changed. It is gone when the process ends.
 *
 * @param below the folder that the files' names begin from
 * @throws if a file does not hold what is to be changed
 */
export function copyPackage(below: string, mutations: Mutation[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'package-copy-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const part of ['dist', 'index.js', 'package.json']) {
		cpSync(join(root, part), join(folder, part), { recursive: true });
	}
	for (const { file, from, to } of mutations) {
		const path = join(folder, below, file);
		const text = readFileSync(path, 'utf8');
		const changed = text.replace(from, () => to);
		if (changed === text) throw new Error(`${file} does not hold: ${String(from)}`);
		writeFileSync(path, changed);
	}
	return folder;
}
