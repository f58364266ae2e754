import { createHash } from 'node:crypto';
import { failed, success, type Failure, type Result } from './result';

/** A call that does something more each time it is sent. */
export interface Write<T> {
	/** What it does, such as its path. */
	name: string;
	/** The records it is about. */
	ids: ReadonlyArray<string | number>;
	/** All that it says. */
	content: unknown;
	/** For messages: what a person knows it by, such as its key. */
	label?: string;
	send: () => Promise<Result<T>>;
	/**
	 * Looks for what the call left behind, where its answer was lost.
	 *
	 * @param sentAt epoch milliseconds, by the clock of this machine
	 * @returns what the answer would have told; `undefined` where nothing proves that it was carried out
	 */
	find?: (sentAt: number) => Promise<Result<T | undefined>>;
}

/** What a write is known by. */
type Sendable = Pick<Write<never>, 'name' | 'ids' | 'content'>;

/** A write that a try of a node has sent. */
interface Sent {
	name: string;
	label?: string;
	ids: ReadonlyArray<string | number>;
	/** Tells it from writes about other records. */
	about: string;
	content: string;
	sentAt: number;
	isSettled: boolean;
	outcome: Promise<Result<unknown>>;
	find?: (sentAt: number) => Promise<Result<unknown>>;
}

/** What the tries of one run of a node have sent and worked out. */
interface NodeRun {
	sent: Set<Sent>;
	kept: Map<string, unknown>;
}

const hash = (value: unknown) =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('base64url');

const aboutOf = ({ name, ids }: Pick<Write<never>, 'name' | 'ids'>) => [
	name,
	[...ids].map(String).sort(),
];

const isUnclear = (outcome: Result<unknown>): outcome is { ok: false; failure: Failure } =>
	!outcome.ok && outcome.failure.ambiguous === true;

/**
 * The writes of one try of a node. n8n's "Retry On Fail" runs the whole node again; a write that an
 * earlier try sent is then not sent once more: its result is used again, or if its outcome was
 * unclear, it is looked for.
 */
export class Writes {
	private readonly run: NodeRun;
	private readonly asksAnew: boolean;
	private readonly now: () => number;
	/** What earlier tries sent, and this one has not come to yet. */
	private readonly earlier: Set<Sent>;
	/** The same by the records that they are about. */
	private readonly earlierAbout = new Map<string, Set<Sent>>();
	/** What this try sent or came to. */
	private readonly own = new Set<Sent>();

	/** @param asksAnew see `writesOf` */
	constructor(run: NodeRun, asksAnew: boolean, now: () => number) {
		this.run = run;
		this.asksAnew = asksAnew;
		this.now = now;
		// What is under way for an agent belongs to a call beside this one.
		this.earlier = new Set([...run.sent].filter(({ isSettled }) => isSettled || !asksAnew));
		for (const sent of this.earlier) {
			const alike = this.earlierAbout.get(sent.about) ?? new Set();
			this.earlierAbout.set(sent.about, alike.add(sent));
		}
	}

	/**
	 * Sends a write, unless an earlier try has: then its result counts.
	 *
	 * @returns what was sent or found; the same failure as in the earlier try where the outcome is still
	 * unclear
	 */
	async once<T>(write: Write<T>): Promise<Result<T>> {
		const about = hash(aboutOf(write));
		const content = hash(write.content);
		const known = this.takeEarlier(about, content);
		if (known === undefined) {
			const doubt = await this.doubtAbout(write);
			return doubt ? failed(doubt) : await this.send(write, about, content);
		}
		const outcome = await known.outcome;
		if (outcome.ok) return outcome as Result<T>;
		if (isUnclear(outcome)) return (await look(known, outcome)) as Result<T>;
		this.run.sent.delete(known);
		this.own.delete(known);
		return await this.send(write, about, content);
	}

	/**
	 * Whether an earlier try sent this write, and it was carried out or may have been. What a look at the
	 * vendor shows now may then be what this very write left behind.
	 */
	async mayHaveSent({ name, ids, content }: Sendable): Promise<boolean> {
		const sent = this.findEarlier(hash(aboutOf({ name, ids })), hash(content));
		const outcome = await sent?.outcome;
		return outcome !== undefined && (outcome.ok || isUnclear(outcome));
	}

	/**
	 * Looks for all writes of earlier tries whose outcome was unclear.
	 *
	 * @returns the first that cannot be found; nothing if the outcome of all is known now
	 */
	async stillUnclear(): Promise<{ failure: Failure; label?: string } | undefined> {
		for (const sent of this.earlier) {
			const outcome = await sent.outcome;
			if (!isUnclear(outcome)) continue;
			const looked = await look(sent, outcome);
			if (!looked.ok) return { failure: looked.failure, label: sent.label };
		}
		return undefined;
	}

	/**
	 * Works something out, such as the records that a filter finds. Once an earlier try has sent a write,
	 * what that try worked out counts: the write may have changed what would be found now.
	 *
	 * @param isWorthIt whether it is kept for later tries, which a failure is not
	 */
	async keep<T>(
		name: string,
		make: () => Promise<T>,
		isWorthIt: (made: T) => boolean = () => true,
	): Promise<T> {
		const key = hash(name);
		if (this.run.kept.has(key) && (await this.hasActed())) return this.run.kept.get(key) as T;
		const made = await make();
		if (isWorthIt(made)) this.run.kept.set(key, made);
		return made;
	}

	/** Forgets what this try sent or came to, as the node has succeeded. */
	forget(): void {
		for (const sent of this.own) this.run.sent.delete(sent);
		this.run.kept.clear();
	}

	private async send<T>(write: Write<T>, about: string, content: string): Promise<Result<T>> {
		const { name, label, ids, find } = write;
		const outcome = write.send();
		const sentAt = this.now();
		const sent = { name, label, ids, about, content, find, sentAt, outcome, isSettled: false };
		this.run.sent.add(sent);
		this.own.add(sent);
		try {
			return await outcome;
		} finally {
			sent.isSettled = true;
		}
	}

	/**
	 * The earlier write that this one repeats. An expression such as `{{ $now }}` may have changed what it
	 * says, so one about the same records does as well.
	 */
	private findEarlier(about: string, content: string): Sent | undefined {
		const alike = [...(this.earlierAbout.get(about) ?? [])];
		const same = alike.find((sent) => sent.content === content);
		return same ?? (this.asksAnew ? undefined : alike[0]);
	}

	private takeEarlier(about: string, content: string): Sent | undefined {
		const known = this.findEarlier(about, content);
		if (known === undefined) return undefined;
		this.earlier.delete(known);
		this.earlierAbout.get(about)?.delete(known);
		this.own.add(known);
		return known;
	}

	/** Why a write about some of the same records as an unclear one may not be sent. */
	private async doubtAbout({ name, ids }: Write<unknown>): Promise<Failure | undefined> {
		const wanted = new Set(ids.map(String));
		for (const sent of this.earlier) {
			if (sent.name !== name || !sent.ids.some((id) => wanted.has(String(id)))) continue;
			const outcome = await sent.outcome;
			if (isUnclear(outcome)) return outcome.failure;
		}
		return undefined;
	}

	private async hasActed(): Promise<boolean> {
		const outcomes = await Promise.all([...this.earlier, ...this.own].map((one) => one.outcome));
		return outcomes.some((outcome) => outcome.ok || isUnclear(outcome));
	}
}

/** Looks for a write of an earlier try. */
async function look(sent: Sent, unclear: Result<unknown>): Promise<Result<unknown>> {
	const found = await sent.find?.(sent.sentAt);
	if (!found?.ok || found.value === undefined) return unclear;
	const known = success(found.value);
	sent.outcome = Promise.resolve(known);
	return known;
}

/**
 * By n8n's object for one run of a node, and by the node. All tries of a run share that object; each
 * round of a loop has its own. n8n lets go of it after the run, and with it goes what is kept here.
 */
const runs = new WeakMap<object, Map<string, NodeRun>>();

/**
 * Begins a try of a node.
 *
 * @param run n8n's object for the run; without it nothing is known of other tries
 * @param asksAnew whether the same node may be called several times in this run, as the tool of an
 * agent: only a write that says exactly the same then counts as sent before
 */
export function writesOf(
	run: object | undefined,
	node: string,
	asksAnew = false,
	now: () => number = Date.now,
): Writes {
	const nodes = (run && runs.get(run)) ?? new Map<string, NodeRun>();
	const nodeRun = nodes.get(node) ?? { sent: new Set(), kept: new Map() };
	nodes.set(node, nodeRun);
	if (run !== undefined) runs.set(run, nodes);
	return new Writes(nodeRun, asksAnew, now);
}
