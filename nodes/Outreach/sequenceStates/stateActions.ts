/** What can be done with one sequence state: https://developers.outreach.io/api/reference */
export interface StateAction {
	/** Outreach's name of it. */
	name: 'finish' | 'pause' | 'resume';
	/** In words, to be put after "cannot be". */
	done: 'finished' | 'paused' | 'resumed';
	/** The only state in which Outreach allows it. */
	from: 'active' | 'paused';
	/** The states that show that it is so. */
	wanted: readonly string[];
	/** What can be done in another state instead, by the state. */
	instead: Readonly<Record<string, string>>;
}

const FINISH_ALL =
	'To end all sequences of the prospect, whatever their state, use Finish Prospect Sequences.';

export const FINISH: StateAction = {
	name: 'finish',
	done: 'finished',
	from: 'active',
	wanted: ['finished'],
	instead: {
		bounced: FINISH_ALL,
		disabled: FINISH_ALL,
		failed: FINISH_ALL,
		paused: `Resume it first, then finish it. ${FINISH_ALL}`,
		pending: FINISH_ALL,
	},
};

export const PAUSE: StateAction = {
	name: 'pause',
	done: 'paused',
	from: 'active',
	wanted: ['paused'],
	instead: {
		finished: 'A finished one sends nothing any more.',
		pending: 'A pending one sends nothing yet: pause it once it is active.',
	},
};

/** Where a throttle holds the prospect back, Outreach resumes it as pending. */
export const RESUME: StateAction = {
	name: 'resume',
	done: 'resumed',
	from: 'paused',
	wanted: ['active', 'pending'],
	instead: {
		finished: 'To start again, add the prospect to a sequence.',
		disabled: 'The sequence may be turned off in Outreach.',
	},
};
