import { randomBytes } from 'node:crypto';
import { isObject } from '../../../shared/answers';
import {
	EVENT_LENGTH,
	eventFingerprint,
	fingerprints,
	PROSPECT_LENGTH,
	prospectFingerprint,
} from '../../fingerprint';
import type { SavedUnconfirmed } from './savedMemory';
import { isJoined } from './seenEvents';

/** Stands for this process: every start of n8n has another one. A process ID would not do: in a container it is always 1. */
const THIS_PROCESS = randomBytes(9).toString('base64url');

/** What earlier processes left, under one key whichever they were. */
const EARLIER = 'earlier';

/** How often an event is handed over. */
export interface Delivery {
	/** What an earlier process handed over without a confirmation is handed over once more. */
	isAtLeastOnce: boolean;
	/** n8n saves the memory and the execution together, so that there is nothing to confirm. */
	isSavedTogether: boolean;
	/** What this process handed over last is so new that n8n may still be at saving it. */
	isBeingSaved: boolean;
}

/** What is known of prospects. */
interface Who {
	printOf(prospectId: string): string;
	isRefused(prospectId: string): boolean;
}

interface Prints {
	events: Set<string>;
	prospects: Set<string>;
}

const noPrints = (): Prints => ({ events: new Set(), prospects: new Set() });

/**
 * What was handed over and is not confirmed, by fingerprints. n8n's plain engine saves the memory first
 * and the execution a moment later. The next poll of the same process proves that n8n lived on in between.
 * If another process polls next, nobody knows: then it is handed over once more.
 *
 * It is a working copy; `save` gives what is to be stored.
 */
export class Unconfirmed {
	/** This poll confirms something, or lets it go, which has to be saved. */
	readonly isConfirming: boolean = false;

	private readonly isKept: boolean;

	private readonly own = noPrints();

	private readonly earlier = noPrints();

	/** @param saved what `save` gave, or what became of it; what cannot be read is let go */
	constructor(saved: unknown, { isAtLeastOnce, isSavedTogether, isBeingSaved }: Delivery) {
		this.isKept = isAtLeastOnce && !isSavedTogether;
		for (const [by, prints] of readGroups(saved)) {
			if (by === THIS_PROCESS && this.isKept && isBeingSaved) addAll(this.own, prints);
			else if (by !== THIS_PROCESS && isAtLeastOnce) addAll(this.earlier, prints);
			else this.isConfirming = true;
		}
	}

	/** Whether somebody has to be asked about, whatever else is due. */
	get hasToAsk(): boolean {
		return this.earlier.events.size > 0 && this.earlier.prospects.size > 0;
	}

	/**
	 * Picks who has to be asked about now. What the others had stays unconfirmed: it is handed over when
	 * they are watched again, or when Explorium takes them again.
	 */
	toAsk(watched: readonly string[], { printOf, isRefused }: Who): string[] {
		if (!this.hasToAsk) return [];
		const { prospects } = this.earlier;
		const ids = watched.filter((id) => prospects.has(printOf(id)) && !isRefused(id));
		prospects.clear();
		for (const id of ids) prospects.add(printOf(id));
		return ids;
	}

	/** Notes that these were asked about, with whatever outcome. */
	noteAsked(prospectIds: readonly string[]): void {
		const { prospects } = this.earlier;
		if (prospects.size === 0) return;
		for (const id of prospectIds) prospects.delete(prospectFingerprint(id));
	}

	/** Whether this event has to be handed over once more, which is true only once. */
	takeAgain(identity: string): boolean {
		const { events } = this.earlier;
		return events.size > 0 && events.delete(eventFingerprint(identity));
	}

	/** Notes that this event is handed over now. */
	noteHandedOver(identity: string, prospectId: string): void {
		if (!this.isKept) return;
		this.own.events.add(eventFingerprint(identity));
		this.own.prospects.add(prospectFingerprint(prospectId));
	}

	/** @param isRemembered whether the event of a fingerprint is still remembered; others are let go */
	save(
		isRemembered: (print: string) => boolean = () => true,
	): Record<string, SavedUnconfirmed> | null {
		const groups: Record<string, SavedUnconfirmed> = {};
		const add = (by: string, { events, prospects }: Prints) => {
			const kept = [...events].filter(isRemembered);
			if (kept.length === 0) return;
			groups[by] = { events: kept.join(''), prospects: [...prospects].join('') };
		};
		add(THIS_PROCESS, this.own);
		add(EARLIER, this.earlier);
		return Object.keys(groups).length > 0 ? groups : null;
	}
}

function addAll(prints: Prints, { events, prospects }: Prints): void {
	for (const print of events) prints.events.add(print);
	for (const print of prospects) prints.prospects.add(print);
}

function* readGroups(saved: unknown): Generator<[by: string, prints: Prints]> {
	for (const [by, group] of Object.entries(isObject(saved) ? saved : {})) {
		if (!isObject(group)) continue;
		const events = readPrints(group.events, EVENT_LENGTH);
		if (events.size === 0) continue;
		const prospects = readPrints(group.prospects, PROSPECT_LENGTH);
		yield [by, { events, prospects }];
	}
}

const readPrints = (joined: unknown, length: number): Set<string> =>
	new Set(
		typeof joined === 'string' && isJoined(joined, length) ? fingerprints(joined, length) : [],
	);
