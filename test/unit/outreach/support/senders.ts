import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { INodeType } from 'n8n-workflow';

const NODES = join(__dirname, '../../../../nodes');
/** A request that is not only a question. */
const SENDS = /\bmethod: '(POST|PATCH|PUT|DELETE)'/;
/** What works on one thing that its address names: a batch that somebody has started, a sequence state. */
const ABOUT_NAMED = ['Outreach/batches/batchApi.ts', 'Outreach/sequenceStates/changeState.ts'];
/** What writes one record, which its address or its body names. */
const ABOUT_ONE = ['Outreach/records/createRecord.ts', 'Outreach/records/updateRecord.ts'];
const HARMLESS = [...ABOUT_NAMED, ...ABOUT_ONE];

const sources = new Map<string, string>();

function sourceOf(file: string): string {
	const source = sources.get(file) ?? readFileSync(join(NODES, file), 'utf8');
	sources.set(file, source);
	return source;
}

/** A module and all that it imports, however far. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
	if (reached.has(file)) return reached;
	reached.add(file);
	for (const [, name] of sourceOf(file).matchAll(/from '(\.[^']+)'/g)) {
		reachedFrom(relative(NODES, join(NODES, dirname(file), `${name}.ts`)), reached);
	}
	return reached;
}

/** Whether a node can reach code that changes records. */
function isSender(file: string): boolean {
	return [...reachedFrom(file)].some(
		(module) => !HARMLESS.includes(module) && SENDS.test(sourceOf(module)),
	);
}

const isWriter = (file: string): boolean =>
	[...reachedFrom(file)].some((module) => ABOUT_ONE.includes(module));

/**
 * All nodes of Outreach, by the file of each: those that can change many records at once, those that write
 * them one by one, and the others.
 */
export function findNodes(): { senders: string[]; writers: string[]; others: string[] } {
	const files = globSync('Outreach/operations/*/*.node.ts', { cwd: NODES }).sort();
	const senders = files.filter(isSender);
	const rest = files.filter((file) => !senders.includes(file));
	const writers = rest.filter(isWriter);
	return { senders, writers, others: rest.filter((file) => !writers.includes(file)) };
}

/** The nodes of some files, as they are now; a mutated module makes other ones. */
export function loadNodes(files: string[]): INodeType[] {
	return files.map((file) => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const [Class] = Object.values<new () => INodeType>(require(join(NODES, file)));
		return new Class();
	});
}
