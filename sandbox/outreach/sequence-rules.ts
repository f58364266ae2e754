import type { OutreachSandbox } from './sandbox.ts';

/** What a sequence's ruleset allows, and what comes of those who are let in. */
export interface SequenceRules {
	/** How often a prospect may be added to one sequence. */
	readdition: 'once' | 'inactive-only' | 'anytime';
	/** Whether a prospect who is active in another sequence is refused. */
	exclusive: boolean;
	/** State of those who are let in: `pending` where a throttle holds them back. */
	newState: string;
}

/** What the switches say about the rulesets of all sequences. */
export function sequenceRules({ switches }: Pick<OutreachSandbox, 'switches'>): SequenceRules {
	const { sequenceReaddition, exclusiveSequences, newSequenceState } = switches.outreach;
	return {
		readdition: sequenceReaddition,
		exclusive: exclusiveSequences,
		newState: newSequenceState,
	};
}
