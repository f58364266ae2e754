import { chunk } from '../../../shared/merge';
import type { Enrollment } from '../../api';
import { PROSPECTS_PER_ENROLLMENT } from '../../explorium';
import { freeKeys, managedBy } from './managed';
import { chooseUntouched } from './untouched';

/** What is to be monitored, and what is so far. */
export interface SyncTask {
	prefix: string;
	/** Each once. */
	prospectIds: string[];
	eventTypes: string[];
	/** All enrollments of the account. */
	enrollments: Enrollment[];
	/** How many prospects an enrollment holds. */
	capacity?: number;
}

/** One call that has to be made. */
export interface SyncAction {
	kind: 'add' | 'update' | 'delete';
	enrollment_key: string;
	/** Not known yet of one that is to be added. */
	enrollment_id?: string;
	/** What the enrollment is to look for from then on. */
	event_types: string[];
	/** All its prospects from then on. */
	prospect_ids: string[];
	added: string[];
	removed: string[];
	/** It is paused, and to be set to work again. */
	isPaused?: true;
	/** It may be made once all actions of lower phases are done. */
	phase: number;
}

/** An enrollment on its way from what it is to what it is to be. */
interface Draft {
	enrollment_key: string;
	enrollment_id?: string;
	before: string[];
	/** It looks for the wanted events, and for no others; a paused one looks for none. */
	hasEventTypes: boolean;
	isPaused?: true;
	after: string[];
}

/**
 * Plans the fewest calls after which the enrollments of the prefix monitor exactly the wanted
 * prospects, each in one of them, for exactly the wanted event types.
 *
 * Every enrollment that does not stay as it is costs one call, to update or to delete it, and an update
 * can fill it up. So with n enrollments, k of which stay and monitor s of w prospects, the calls are
 * the larger of n - k and (w - s) / 20, rounded up. Where that leaves room, free places are filled
 * before enrollments are added, and prospects stay where they are.
 */
export function planSync(task: SyncTask): SyncAction[] {
	const { prefix, prospectIds, eventTypes, enrollments } = task;
	const { capacity = PROSPECTS_PER_ENROLLMENT } = task;
	const wanted = new Set(prospectIds);
	const drafts = managedBy(prefix, enrollments).map((enrollment) =>
		draftOf(enrollment, eventTypes),
	);

	const staying = chooseUntouched(
		drafts
			.filter((draft) => isRight(draft, wanted, capacity))
			.map((draft) => ({ draft, ids: draft.before })),
		(count, covered) =>
			Math.max(drafts.length - count, Math.ceil((wanted.size - covered) / capacity)),
	).map(({ draft }) => draft);
	for (const draft of staying) draft.after = draft.before;

	const stays = new Set(staying);
	const open = drafts.filter((draft) => !stays.has(draft));
	const unplaced = letStay(open, staying, wanted, capacity);
	const left = fill(inOrderOfUse(open), unplaced, capacity);
	const lists = findPlaces(staying, left, capacity);
	const keys = freeKeys(prefix, enrollments, lists.length);
	const added = lists.map((after, index): Draft => ({
		enrollment_key: keys[index],
		before: [],
		hasEventTypes: true,
		after,
	}));

	return [...added, ...drafts]
		.map((draft) => actionOf(draft, wanted, eventTypes))
		.filter((action) => action !== undefined)
		.sort((a, b) => a.phase - b.phase);
}

function draftOf(
	{ enrollment_key, enrollment_id, event_types, prospect_ids, status }: Enrollment,
	eventTypes: string[],
): Draft {
	const isPaused = status === 'paused' || undefined;
	const types = new Set(isPaused ? [] : event_types);
	return {
		enrollment_key,
		enrollment_id,
		before: [...new Set(prospect_ids)],
		hasEventTypes: types.size === eventTypes.length && eventTypes.every((type) => types.has(type)),
		isPaused,
		after: [],
	};
}

/** Whether an enrollment could stay as it is. */
function isRight({ before, hasEventTypes }: Draft, wanted: Set<string>, capacity: number): boolean {
	if (!hasEventTypes || before.length === 0 || before.length > capacity) return false;
	return before.every((id) => wanted.has(id));
}

/**
 * Leaves prospects in the enrollments they are in, in one each. Those with the right event types come
 * first, so that no prospect goes without them for a while.
 *
 * @returns the prospects that have no place yet
 */
function letStay(open: Draft[], staying: Draft[], wanted: Set<string>, capacity: number): string[] {
	const unplaced = new Set(wanted);
	for (const id of staying.flatMap(({ after }) => after)) unplaced.delete(id);
	const rightOnesFirst = [...open].sort(
		(a, b) => Number(b.hasEventTypes) - Number(a.hasEventTypes),
	);
	for (const draft of rightOnesFirst) {
		draft.after = draft.before.filter((id) => unplaced.has(id)).slice(0, capacity);
		for (const id of draft.after) unplaced.delete(id);
	}
	return [...unplaced];
}

/** Those first that have to be updated anyway; the others would otherwise be deleted. */
function inOrderOfUse(open: Draft[]): Draft[] {
	return [...open].sort((a, b) => Number(b.after.length > 0) - Number(a.after.length > 0));
}

/** Fills free places. Returns those who found none. */
function fill(drafts: Draft[], ids: string[], capacity: number): string[] {
	let left = ids;
	for (const draft of drafts) {
		const free = capacity - draft.after.length;
		draft.after = [...draft.after, ...left.slice(0, free)];
		left = left.slice(free);
	}
	return left;
}

/**
 * Finds places for those who are left: free ones in enrollments that could have stayed as they are, as
 * long as that takes no more calls than new enrollments alone, and new enrollments for the rest.
 *
 * @returns the prospects of each new enrollment
 */
function findPlaces(staying: Draft[], left: string[], capacity: number): string[][] {
	// The places that new enrollments alone would leave empty: filling an enrollment instead of adding
	// one wastes those that it has taken already.
	let spare = Math.ceil(left.length / capacity) * capacity - left.length;
	const fillable: Draft[] = [];
	for (const draft of [...staying].sort((a, b) => a.before.length - b.before.length)) {
		if (draft.before.length > spare) break;
		spare -= draft.before.length;
		fillable.push(draft);
	}
	return chunk(fill(fillable, left, capacity), capacity);
}

/** The call that a draft takes, if any. */
function actionOf(draft: Draft, wanted: Set<string>, eventTypes: string[]): SyncAction | undefined {
	const { enrollment_key, enrollment_id, before, after, hasEventTypes, isPaused } = draft;
	const added = after.filter((id) => !before.includes(id));
	const removed = before.filter((id) => !after.includes(id));
	const kind = enrollment_id === undefined ? 'add' : after.length === 0 ? 'delete' : 'update';
	if (kind === 'update' && hasEventTypes && added.length + removed.length === 0) return undefined;
	return {
		kind,
		enrollment_key,
		enrollment_id,
		event_types: eventTypes,
		prospect_ids: after,
		added,
		removed,
		...(isPaused && { isPaused }),
		phase: phaseOf(
			kind,
			added,
			hasEventTypes,
			removed.some((id) => wanted.has(id)),
		),
	};
}

/**
 * The order in which no wanted prospect goes unmonitored in between, or without an event type it had.
 *
 * A prospect that leaves an enrollment is by then in the one it is to be in. An enrollment hands
 * prospects over only if it holds too many (then it takes none in), or if others hold them as well (then
 * the one with the right event types keeps them, or else the one that gets them first).
 */
function phaseOf(
	kind: SyncAction['kind'],
	added: string[],
	hasEventTypes: boolean,
	handsOver: boolean,
): number {
	if (kind === 'delete') return 4;
	if (!handsOver) return 0;
	if (added.length > 0) return 1;
	return hasEventTypes ? 3 : 2;
}
