import type { Client } from '../../../shared/client';
import { badInput, success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import { listSequences, listSteps, type Sequence, type Step } from '../../sequences';

const SHOWN = 20;

/** The step of a sequence that an input item names. */
export interface Wanted {
	sequenceId: string;
	/** The first email step if absent. */
	stepId?: string;
	/** Whether a sequence that is switched off will do. */
	allowsInactive: boolean;
}

/** The step of a sequence that people are added to. */
export interface Target {
	sequenceId: string;
	title: string;
	stepId: string;
}

/** Finds the step that an input item names; each list is read once. */
export type TargetFinder = (wanted: Wanted) => Promise<Result<Target>>;

/** A way to find steps in Saleshandy's lists. Nothing is changed. */
export function targetFinder(client: Client): TargetFinder {
	let listed: Promise<Result<Sequence[]>> | undefined;
	const targets = new Map<string, Promise<Result<Target>>>();
	return async (wanted) => {
		const key = JSON.stringify(wanted);
		const known = targets.get(key);
		if (known !== undefined) return await known;
		listed ??= listSequences(client);
		const target = findTarget(client, await listed, wanted);
		targets.set(key, target);
		return await target;
	};
}

async function findTarget(
	client: Client,
	sequences: Result<Sequence[]>,
	{ sequenceId, stepId, allowsInactive }: Wanted,
): Promise<Result<Target>> {
	if (!sequences.ok) return sequences;
	const sequence = sequences.value.find(({ id }) => id === sequenceId);
	if (sequence === undefined) return noSequence(sequenceId, sequences.value);
	const { title, isActive } = sequence;
	if (!isActive && !allowsInactive) {
		return badInput(
			`The Saleshandy sequence ${printValue(title)} (${sequenceId}) is not active, so it would send nothing`,
			'Switch it on in Saleshandy, choose another one, or turn on "Add to Inactive Sequence" under Options.',
		);
	}
	const steps = await stepsOf(client, sequence);
	if (!steps.ok) return steps;
	const step =
		stepId === undefined
			? firstEmail(sequence, steps.value)
			: steps.value.find(({ id }) => id === stepId);
	if (step === undefined) return noStep(sequence, steps.value, stepId);
	return success({ sequenceId, title, stepId: step.id });
}

/** The list of sequences does not tell what a step does, and the list of steps does. */
async function stepsOf(client: Client, { id, steps }: Sequence): Promise<Result<Step[]>> {
	const listed = await listSteps(client, id);
	const isKnown = listed.ok && listed.value.length > 0;
	if (isKnown) return listed;
	const mayGoOn =
		listed.ok || listed.failure.kind === 'rejected' || listed.failure.kind === 'notFound';
	return mayGoOn ? success(steps) : listed;
}

/** Where no step tells what it does, the first one is taken for an email. */
function firstEmail({ steps: named }: Sequence, steps: Step[]): Step | undefined {
	const areTold = steps.some(({ isEmail }) => isEmail !== undefined);
	return areTold ? steps.find(({ isEmail }) => isEmail) : (named[0] ?? steps[0]);
}

function noSequence(sequenceId: string, sequences: Sequence[]) {
	const names = sequences.map(({ id, title }) => `${title} (${id})`);
	const there = names.length === 0 ? 'There are none.' : `There are ${shortList(names)}.`;
	return badInput(
		`"Sequence" is ${printValue(sequenceId)}, but Saleshandy has no sequence with this ID`,
		`Open the field and pick one from the list. ${there}`,
	);
}

function noStep({ title }: Sequence, steps: Step[], stepId: string | undefined) {
	const named = `the Saleshandy sequence ${printValue(title)}`;
	if (steps.length === 0) {
		return badInput(`There are no steps in ${named}`, 'Add a step in Saleshandy first.');
	}
	const there = `It has ${shortList(steps.map(printStep))}.`;
	return stepId === undefined
		? badInput(`There is no email step in ${named}`, `Choose a step under "Step". ${there}`)
		: badInput(`"Step" is ${printValue(stepId)}, but ${named} has no step with this ID`, there);
}

/** A step as people know it. */
export function printStep({ id, name, number, isEmail }: Step): string {
	const called = name ?? (number === undefined ? 'step' : `Step ${number}`);
	const kind = isEmail === undefined ? '' : isEmail ? ', an email' : ', not an email';
	return `${called} (${id}${kind})`;
}

const shortList = (names: string[]): string =>
	`${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;
