import type { Mutation } from '../support/packageCopy.ts';

/** A package that looks right and is not, and the cells that have to find it out. */
export interface Mutant {
	/** Of files below `dist/nodes`. */
	mutations: Mutation[];
	targets: RegExp;
	faults: RegExp;
}

export const MUTANTS: Record<string, Mutant> = {
	/** Takes any 2xx for an answer. */
	'empty 200 believed': {
		mutations: [
			{
				file: 'shared/send.js',
				from: 'const lacking = request.missing?.(reply.body, reply.status);',
				to: 'const lacking = undefined;',
			},
		],
		targets:
			/^(exploriumMatch|exploriumAdd|exploriumSync|outreachAddTagsToAccounts$|outreachGetBatch$)/,
		faults: /^(empty 20|null$|\{)/,
	},
	/** Waits for an answer as long as the vendor likes. */
	'no deadline': {
		mutations: [
			{
				file: 'shared/withinTime.js',
				from: 'await Promise.race([ended, work(controller.signal)])',
				to: 'await work(controller.signal)',
			},
		],
		targets: /^(exploriumMatch|saleshandyGetManyFields)/,
		faults: /^(never answers|drips)/,
	},
	/** Gives a list up because of one entry. */
	'no halving': {
		mutations: [
			{
				file: 'shared/splitCall.js',
				from: /if \(ids\.length === 1 \|\| !isAboutIds\(failure, idField\)\)/,
				to: 'if (true)',
			},
		],
		targets: /^(exploriumFetchProspectEvents|exploriumEnrichProspectContacts)/,
		faults: /^400 that names no ID/,
	},
};
