import type { ItemCounts } from './countItems';
import type { WaitReason } from './waitMeter';

/** A sentence beside the output of a node. */
export interface Hint {
	message: string;
	type: 'info' | 'warning';
}

/** What came of records, where a node knows it of each. */
export interface RecordCounts {
	done: number;
	/** Handed over, and not waited for. */
	started: number;
	/** The vendor left them out, and that is fine. */
	leftOut: number;
	failed: number;
	unknown: number;
}

/** What a run of a node did. */
export interface RunFacts {
	/** Who the calls went to. */
	vendor: string;
	/** Counted where something failed, or a node looks for something. */
	items?: ItemCounts;
	/** Given where a node knows it. */
	records?: RecordCounts;
	/** How many items nothing was done for, beside those records. */
	refusedItems: number;
	/** Given where a node looks for something: says that it was not found, without a dot. */
	nothing?: string;
	waitedMs: number;
	/** Why it waited. */
	waitedFor: WaitReason[];
	/** What was left out of answers, and why. */
	notes: string[];
}

const NO_ITEMS: ItemCounts = {
	all: 0,
	done: 0,
	failed: 0,
	partlyFailed: 0,
	unknown: 0,
	empty: 0,
};
const SHORTEST_WAIT_MS = 5_000;
const MOST_NOTES = 5;

/** Says what a run did that its output does not show, in a few sentences; nothing of a plain success. */
export function sayWhatHappened(run: RunFacts): Hint[] {
	return [...sayDone(run), ...sayNotes(run.notes), ...sayNothing(run), ...sayWaited(run)];
}

function sayDone({ records, refusedItems, items }: RunFacts): Hint[] {
	if (records === undefined) {
		const { done, failed, partlyFailed, unknown } = items ?? NO_ITEMS;
		if (failed + partlyFailed + unknown === 0) return [];
		const list = printList('item', [
			[done, 'done'],
			[failed, 'failed'],
			[partlyFailed, 'partly failed'],
			[unknown, 'unknown'],
		]);
		return [{ message: `${list}.`, type: 'warning' }];
	}
	const { done, started, leftOut, failed, unknown } = records;
	const isBad = failed + unknown + refusedItems > 0;
	if (!isBad && leftOut === 0) return [];
	const list = printList('record', [
		[done, 'done'],
		[started, 'started'],
		[leftOut, 'left out'],
		[failed, 'failed'],
		[unknown, 'unknown'],
	]);
	const refused = refusedItems > 0 ? `Nothing was done for ${count(refusedItems, 'item')}.` : '';
	const message = [list && `${list}.`, refused].filter(Boolean).join(' ');
	return [{ message, type: isBad ? 'warning' : 'info' }];
}

function sayNotes(notes: string[]): Hint[] {
	const different = [...new Set(notes)];
	const more = different.length - MOST_NOTES;
	const shown = different.slice(0, MOST_NOTES);
	if (more > 0) shown.push(`${count(more, 'more warning')} of this run can be read in n8n's log.`);
	return shown.map((message) => ({ message, type: 'warning' }));
}

function sayNothing({ nothing, items }: RunFacts): Hint[] {
	const { all, empty } = items ?? NO_ITEMS;
	if (nothing === undefined || empty === 0) return [];
	if (all === 1) return [{ message: `${nothing}.`, type: 'info' }];
	const which = empty === all ? `any of the ${number(all)}` : `${number(empty)} of ${number(all)}`;
	return [{ message: `${nothing} for ${which} items.`, type: 'info' }];
}

const WAITED: Record<WaitReason, (vendor: string) => string> = {
	rateLimited: (vendor) => `for ${vendor}'s rate limit`,
	unavailable: (vendor) => `as ${vendor} was too busy`,
};

function sayWaited({ vendor, waitedMs, waitedFor }: RunFacts): Hint[] {
	if (waitedMs < SHORTEST_WAIT_MS) return [];
	const reasons = waitedFor.map((reason) => WAITED[reason](vendor)).join(' and ');
	return [{ message: `Waited ${printTime(waitedMs)} ${reasons}.`, type: 'info' }];
}

/** Says in a log that a run waits. */
export function sayWaiting(vendor: string, leftMs: number, reason: WaitReason): string {
	const why = reason === 'rateLimited' ? `${vendor}'s rate limit is used up` : `${vendor} is busy`;
	return `${why}: waiting ${printTime(leftMs)}`;
}

/** Such as "4 records done, 1 failed"; the kind stands with the first number. */
function printList(kind: string, parts: Array<[number, string]>): string {
	const given = parts.filter(([many]) => many > 0);
	return given
		.map(([many, what], at) => `${at === 0 ? count(many, kind) : number(many)} ${what}`)
		.join(', ');
}

const number = (many: number) => many.toLocaleString('en-US');

const count = (many: number, kind: string) => `${number(many)} ${kind}${many === 1 ? '' : 's'}`;

/** A time in seconds, from two minutes on in minutes and seconds. */
function printTime(ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 120) return `${seconds} s`;
	const rest = seconds % 60;
	return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}
