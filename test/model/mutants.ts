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
			to: 'for (const id of step) memory.setBaseline(id, run.eventTypes); Object.assign(memory.saved, memory.save(run.watched, run.now())); const outcomes = await',
		},
		{
			file: 'memory.js',
			from: 'constructor(saved, now = Date.now()) {',
			to: 'constructor(saved, now = Date.now()) { this.saved = saved;',
		},
	],
	/** Lets polls of one node run side by side. */
	'no-overlap-guard': [
		{ file: 'onlyOnePoll.js', from: 'if (other !== undefined) {', to: 'if (false) {' },
		{ file: 'onlyOnePoll.js', from: '() => running.get(node) === mine', to: '() => true' },
	],
	/** Believes what n8n hands out, even if it is older than the last output. */
	'no-check-of-age': [
		{
			file: 'outdated.js',
			from: 'if (output === undefined || count >= output.count)',
			to: 'if (true)',
		},
	],
	/** Hands nothing over when a poll took a baseline and had nothing to emit. */
	'baseline-not-saved': [
		{
			file: 'pollAndEmit.js',
			from: 'mustSave ? [[]] : null',
			to: 'null',
		},
	],
	/** Waits forever for a poll that does not end. */
	'never-given-up': [
		{ file: 'onlyOnePoll.js', from: 'if (now >= other.startedAt && now < other.endsBy)', to: '' },
	],
	/** Lets a poll that was given up write what it learned. */
	'given-up-poll-writes': [
		{ file: 'pollAndEmit.js', from: 'if (!isStillMine())', to: 'if (false)' },
	],
	/** Gives all of a chunk up when Explorium refuses it and names nobody. */
	'no-halving': [
		{ file: 'fetchChunk.js', from: 'return ids.length < 2 ? [] :', to: 'return [] ??' },
	],
	/** Sets everybody aside whom Explorium names once. */
	'refuse-at-once': [
		{
			file: 'fetchChunk.js',
			from: 'const again = await fetchWithoutNamed(named, fetch, hasTime, outcome);',
			to: 'outcome.refused.push(...named); return outcome; const again = [];',
		},
	],
	/** Never asks again for whom Explorium refused. */
	'refused-for-good': [
		{ file: 'memory.js', from: '=== (0, window_1.dayOf)(now)', to: '!== undefined' },
	],
	/** Takes a success for an answer, whatever it holds. */
	'believe-empty-answer': [
		{
			file: '../../answers/verdict.js',
			from: 'const list = body[field];',
			to: 'return undefined;',
		},
	],
	/** Lets what cannot be added to events keep them back. */
	'addition-needed': [
		{ file: 'additions.js', from: 'added.notices.push(', to: 'throw failure; added.notices.push(' },
	],
	/** Writes its memory before it asks what is to be added to the events. */
	'state-before-additions': [
		{
			file: 'pollAndEmit.js',
			from: 'const added = await (0, additions_1.fetchAdditions)',
			to: 'Object.assign(memory, found.value.save); const added = await (0, additions_1.fetchAdditions)',
		},
	],
	/** Asks for each event, not for each prospect. */
	'additions-by-event': [
		{
			file: 'additions.js',
			from: '[...new Set(events.map(({ prospect_id }) => prospect_id))]',
			to: 'events.map(({ prospect_id }) => prospect_id)',
		},
	],
	/** Has all the time of the world for what is added to events. */
	'additions-without-end': [
		{
			file: 'pollAndEmit.js',
			from: '(0, additions_1.additionsUntil)(Date.now(), deadline)',
			to: 'undefined',
		},
	],
	/** Looks at the credit floor before the sweep only. */
	'additions-below-floor': [
		{
			file: 'additions.js',
			from: 'if (floorFailure) {',
			to: 'if (false) {',
		},
	],
	/** Takes what it hands over for confirmed in the same poll. */
	'confirms-at-once': [
		{
			file: 'unconfirmed.js',
			from: 'this.isKept = isAtLeastOnce && !isSavedTogether;',
			to: 'this.isKept = false;',
		},
	],
	/** Never takes anything for confirmed. */
	'never-confirms': [
		{
			file: 'unconfirmed.js',
			from: 'if (by === THIS_PROCESS && this.isKept && isBeingSaved)',
			to: 'if (by === THIS_PROCESS && this.isKept)',
		},
	],
	/** Takes it for confirmed a moment later, when n8n may not have saved it yet. */
	'confirms-too-early': [
		{ file: 'outdated.js', from: 'return age >= 0 && age < SAVED_WITHIN_MS;', to: 'return false;' },
	],
	/** Confirms in its working memory only. */
	'confirmation-not-saved': [{ file: 'pollAndEmit.js', from: 'return [[]];', to: 'return null;' }],
	/** Goes by a process ID, which in a container is always the same. */
	'process-id': [
		{ file: 'unconfirmed.js', from: /const THIS_PROCESS = .*;/, to: "const THIS_PROCESS = '1';" },
	],
	/** Hands over once more, and does not say so. */
	'no-mark': [
		{
			file: 'pollAndEmit.js',
			from: 'sweep.redelivered.has(event) && { redelivered: true }',
			to: 'false',
		},
	],
	/** Hands over once more when the next sweep is due. */
	'redelivery-waits': [{ file: 'poll.js', from: '&& !unconfirmed.hasToAsk', to: '' }],
	/** Takes what it hands over once more for confirmed. */
	'redelivered-at-most-once': [
		{
			file: 'newEvents.js',
			from: 'unconfirmed.noteHandedOver(',
			to: 'if (!isAgain) unconfirmed.noteHandedOver(',
		},
	],
	/** Tells events by their ids alone. */
	'ids-alone': [
		{
			file: '../../eventIdentity.js',
			from: 'return JSON.stringify([',
			to: 'return String(event.event_id) || JSON.stringify([',
		},
	],
};
