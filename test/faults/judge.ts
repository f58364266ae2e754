import type { FaultKind } from './faults.ts';
import type { Target } from './target.ts';
import { BOUNDS, hasChanged, onceOnly, type Harm, type Trial } from './trial.ts';
import { missingIn } from './words.ts';

/** How much longer than its own bounds a target may take. */
const GRACE_MS = 2000;
/** How long a batch is followed, for targets that follow one. */
const FOLLOWED_MS = 2000;

/** How long somebody at the editor may be kept waiting. */
const EDITOR_MS = 40_000;

/** How a cell ended. */
export type End = 'served' | 'said' | 'not hit';

/** What a trial under a fault came to: how it ended, and where it falls short. */
export interface Judgement {
	end: End;
	problems: string[];
}

/** Holds a trial under a fault against the one in which all was well. */
export function judge(
	target: Target,
	{ fault, position }: Harm,
	mode: string,
	reference: Trial,
	trial: Trial,
	secrets: string[],
): Judgement {
	const { outcome } = trial;
	const problems = [
		...inTime(target, reference, trial),
		...onlyOnce(reference, trial),
		...noSecret(trial, secrets),
		...outcome.failed.flatMap((said) => missingIn(said, target, hasChanged(trial))),
	];
	if (trial.sandboxBugs > 0) problems.push('the sandbox gave an answer that is none');
	const isWhole =
		equal(sorted(trial.served), sorted(reference.served)) && trial.trace === reference.trace;
	const isHit = trial.hits === undefined || trial.hits > 0;
	const end: End = !isHit ? 'not hit' : outcome.failed.length === 0 ? 'served' : 'said';
	if (outcome.failed.length === 0) {
		if (!isWhole && !isAllowed(target, fault, mode, reference, trial))
			problems.push(`succeeds with less than was asked: ${difference(reference, trial)}`);
		if (fault.takenBack && target.kind === 'publish') {
			problems.push('the registration counts although there is no secret');
		}
	} else {
		const foreign = trial.served.filter((one) => !reference.served.includes(one));
		if (foreign.length > 0 && target.kind === 'action' && !isHalved(fault, mode)) {
			problems.push(`an item succeeds that says something else: ${shown(foreign[0])}`);
		}
		if (!isHit) problems.push(`fails although all was well: ${shown(outcome.failed[0].message)}`);
		if (fault.harmless) problems.push(`fails for no reason: ${shown(outcome.failed[0].message)}`);
		const isOneRead = position === 'first' && !isChange(reference);
		if (fault.passes && isOneRead && target.kind !== 'credential') {
			problems.push(
				`one such answer to a call that only reads is a failure: ${shown(outcome.failed[0].message)}`,
			);
		}
		if (fault.spares && mode === 'continue' && isAboutMany(target) && trial.served.length === 0) {
			problems.push('one person costs all others');
		}
		if (fault.takenBack && trial.trace !== trial.before)
			problems.push('what was made is not taken back');
	}
	return { end, problems: [...new Set(problems)] };
}

/** Whether a target reads something of each of several people. */
const isAboutMany = ({ name }: Target): boolean => /FetchProspectEvents|EnrichProspect/.test(name);

/** A refused list is sent again in parts, where the node goes on with what is good. */
const isHalved = (fault: FaultKind, mode: string): boolean =>
	(fault.halves === true || fault.spares === true) && mode === 'continue';

/** Where something else than without the fault is right, or is said in another way. */
function isAllowed(
	target: Target,
	fault: FaultKind,
	mode: string,
	reference: Trial,
	trial: Trial,
): boolean {
	// n8n unpublishes whatever comes of the call, so that the log is the place to say so.
	const isLogged = trial.log.some((line) => line.includes('Explorium'));
	if (target.kind === 'unpublish' && isLogged) return true;
	if (fault.ofBatches && target.name.endsWith('not waiting')) return true;
	// Whoever is asked for something that is not there has nothing to delete.
	if (fault.name === '404' && /Delete|unpublish/.test(target.name)) return true;
	// Saleshandy may leave its results out, and then the output says that they are not confirmed.
	if (/^(no list|null where)/.test(fault.name) && trial.served[0]?.includes('"confirmed":false')) {
		return true;
	}
	// What was left out, or could not be looked up, is said beside the output.
	if (trial.outcome.hints.length > 0 && trial.trace === reference.trace) return true;
	return isHalved(fault, mode);
}

/** Whether the first call of a target changes something. */
const isChange = ({ exchanges }: Trial): boolean =>
	exchanges[0] !== undefined &&
	/POST|PATCH|DELETE/.test(exchanges[0].method) &&
	hasChanged({ exchanges: [exchanges[0]] } as Trial);

/** What the bounds of its calls allow a target. */
function boundOf({ kind }: Target): number {
	// The editor has no field for the bounds of its own calls.
	if (kind === 'picker' || kind === 'credential') return EDITOR_MS;
	return BOUNDS.maxAttempts * BOUNDS.timeout * 1000 + BOUNDS.longestWait * 1000 + FOLLOWED_MS;
}

function inTime(target: Target, reference: Trial, trial: Trial): string[] {
	const limit = reference.milliseconds + boundOf(target) + GRACE_MS;
	if (trial.milliseconds <= limit) return [];
	return [`takes ${seconds(trial.milliseconds)} instead of ${seconds(limit)} at most`];
}

function onlyOnce(reference: Trial, trial: Trial): string[] {
	const allowed = onceOnly(reference);
	return [...onceOnly(trial)]
		.filter(([call, count]) => count > Math.max(1, allowed.get(call) ?? 0))
		.map(([call, count]) => `carried out ${count} times: ${call}`);
}

function noSecret({ outcome, log }: Trial, secrets: string[]): string[] {
	const text = `${JSON.stringify([outcome.raw, outcome.failed, outcome.hints])}\n${log.join('\n')}`;
	return secrets.some((secret) => text.includes(secret)) ? ['shows a secret'] : [];
}

function difference(reference: Trial, trial: Trial): string {
	if (trial.served.length !== reference.served.length) {
		return `${trial.served.length} of ${reference.served.length} items`;
	}
	const found = trial.served.find((one) => !reference.served.includes(one));
	const missing = reference.served.find((one) => !trial.served.includes(one));
	if (found !== undefined) return parted(found, missing ?? '');
	return 'something else is left at the vendor';
}

const sorted = (texts: string[]): string[] => [...texts].sort();

const equal = (one: string[], other: string[]): boolean =>
	one.length === other.length && one.every((text, index) => text === other[index]);

/** Two texts from where they part. */
function parted(one: string, other: string): string {
	let place = 0;
	while (place < one.length && one[place] === other[place]) place += 1;
	const from = Math.max(0, place - 20);
	return `${shown(one.slice(from))} instead of ${shown(other.slice(from))}`;
}

const shown = (text: string): string => (text.length > 140 ? `${text.slice(0, 140)} …` : text);

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
