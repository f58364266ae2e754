import type { Mutation } from '../support/packageCopy.ts';

/** Ways to build such a trigger that look right and are not. The model has to find each out. */
export const MUTANTS: Record<string, Mutation[]> = {
	/** Asks only for events that happened since the last sweep. */
	'last-poll-cursor': [
		{
			file: 'poll.js',
			from: 'settings.lookBackDays, now())',
			to: 'settings.lookBackDays, now(), saved.lastSweepAt)',
		},
		{
			file: 'fetchChunk.js',
			from: 'function windowFetcher(client, eventTypes, lookBackDays, now) {',
			to: 'function windowFetcher(client, eventTypes, lookBackDays, now, last) {',
		},
		{
			file: 'fetchChunk.js',
			from: 'new Date((0, window_1.windowStart)(now, lookBackDays))',
			to: 'new Date(last || (0, window_1.windowStart)(now, lookBackDays))',
		},
	],
	/** Notes what it is about to learn before it has asked. */
	'state-before-fetch': [
		{
			file: 'sweep.js',
			from: 'const outcomes = await',
			to: 'for (const id of step.flat()) memory.setBaseline(id, plan.eventTypes); Object.assign(memory.saved, memory.save(plan.watched, plan.now())); const outcomes = await',
		},
		{
			file: 'memory.js',
			from: 'constructor(saved) {',
			to: 'constructor(saved) { this.saved = saved;',
		},
	],
	/** Lets polls of one node run side by side. */
	'no-overlap-guard': [
		{ file: 'onlyOnePoll.js', from: 'if (running.has(node))', to: 'if (false)' },
	],
	/** Believes what n8n hands out, even if it is older than the last output. */
	'no-check-of-age': [
		{ file: 'outdated.js', from: 'return output !== undefined', to: 'return false' },
	],
	/** Hands nothing over when a poll took a baseline and had nothing to emit. */
	'baseline-not-saved': [
		{
			file: 'ExploriumProspectEventsTrigger.node.js',
			from: 'mustSave ? [[]] : null',
			to: 'null',
		},
	],
};
