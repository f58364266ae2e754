import { failed, success, type Failure, type Result } from '../../../shared/result';
import { findByEmail, type Found } from '../../findByEmail';
import {
	isAsWanted,
	LOOK_MS,
	notTaken,
	until,
	type AdditionLedger,
	type Imported,
	type Tools,
} from './importing';
import { importParts, type PartsImported } from './importParts';
import type { ImportRules, Person } from './imports';
import { Outcome } from './outcome';
import { findPlaces, placesOf, type Place, type Places } from './places';
import { isFinal, LOOK_AT_IT, mayBeIn, OPTED_OUT, notAdded, printRefusal } from './refusals';
import type { Target } from './target';
import { waitForVerdicts } from './waitForVerdicts';

/** Where and how to add people. */
export interface Order extends Target {
	conflictAction: string;
	tags: string[];
	/** Whether only those whose address Saleshandy finds valid are added. */
	verify: boolean;
}

/**
 * Adds people to a step of a sequence, and looks what became of each.
 *
 * Where addresses are verified there are two imports: one without a step, and one into it for those who are
 * valid. The call that adds prospects by ID would do for the second. But its answer tells nothing about a
 * person, while the report of an import says who was refused, and why.
 *
 * @param people each address once
 * @returns a failure if nobody was imported, or nobody knows whether anybody was
 */
export async function addToSequence(
	people: Person[],
	order: Order,
	tools: Tools,
): Promise<Result<Outcome>> {
	const round = new Round(people, order, tools);
	const done = order.verify ? await round.verified(people) : await round.straight(people);
	const warning = round.outcome.sayNotTaken();
	if (warning !== undefined) tools.client.report(warning);
	noteDone(tools.ledger, emailsOf(people), round.outcome, done);
	if (!done.ok) return tools.goesOn ? done : failed(tools.ledger.endWith(done.failure));
	return success(round.outcome);
}

/** Notes what became of people whom a node that stops would say nothing of. */
function noteDone(
	ledger: AdditionLedger,
	emails: string[],
	{ added, imported, open }: Outcome,
	done: Result<true>,
): void {
	const isLost = !done.ok && (done.failure.ambiguous ?? done.failure.hasActed ?? false);
	const isAdded = new Set(added.map(({ email }) => email));
	for (const email of emails) {
		if (isAdded.has(email)) ledger.note('added', email);
		else if (open.has(email) || isLost) ledger.note('open', email);
		else if (imported.has(email)) ledger.note('imported', email);
	}
}

const ONLY_IN_SALESHANDY = `The prospect itself was added to Saleshandy, without a step. ${LOOK_AT_IT}`;

const emailsOf = (people: Person[]): string[] => people.map(({ email }) => email);

class Round {
	readonly outcome: Outcome;
	private readonly people: Map<string, Person>;

	constructor(
		people: Person[],
		private readonly order: Order,
		private readonly tools: Tools,
	) {
		this.outcome = new Outcome(order.title);
		this.people = new Map(people.map((person) => [person.email, person]));
	}

	/** Imports people into the step. */
	async straight(people: Person[]): Promise<Result<true>> {
		const before = await this.keepPlaces(people, async () => {
			return await findPlaces(emailsOf(people), this.order.sequenceId, false, this.tools);
		});
		if (!before.ok) return before;
		const isThere = ({ email }: Person) => before.value.get(email)?.enrollment !== undefined;
		const there = people.filter(isThere);
		const others = this.unlessOptedOut(
			people.filter((person) => !isThere(person)),
			before.value,
		);
		if (others.length > 0) {
			const imported = await this.importIntoStep(others, this.rules(false));
			if (!imported.ok) return imported;
			await this.prove(this.unlessLeft(others, imported.value), imported.value);
		}
		const updated = await this.update(there, before.value);
		if (updated.ok || people.length === there.length) return updated;
		for (const { email } of there) this.outcome.leaveFieldsOpen(email, updated.failure.message);
		return success(true);
	}

	/** Imports people without a step, and then those into it whose address is valid. */
	async verified(people: Person[]): Promise<Result<true>> {
		const imported = await this.importAlone(people, this.rules(true));
		if (!imported.ok) return imported;
		const { refusals, doubt } = imported.value;
		const sent = this.unlessLeft(people, imported.value);
		if (sent.length === 0) return success(true);
		// Nobody is added of whom it is not known whether the fields are set.
		const sure = doubt && (await this.thoseAsWanted(sent, this.rules(true)));
		if (sure?.ok === false) return this.leaveOpen(sent, sure.failure);
		const taken = sent.filter(({ email }) => {
			const refusal = refusals.get(email);
			const isRefused = refusal !== undefined && isFinal(refusal);
			if (isRefused) this.outcome.refuseBy(email, refusal);
			else if (sure?.value.has(email) === false) {
				this.outcome.leaveUnconfirmed(email, 'it is not as the import would leave it', doubt);
			} else return true;
			return false;
		});
		for (const { email } of taken) this.outcome.imported.add(email);
		const places = await this.keepPlaces(taken, async () => await this.awaitPlaces(taken));
		if (!places.ok) return this.leaveOpen(taken, places.failure);
		const waiting = taken.filter(({ email }) => {
			const place = places.value.get(email);
			if (place !== undefined && place.enrollment === undefined) return true;
			if (place !== undefined) this.add(email, place, true);
			else this.outcome.leaveUnconfirmed(email, 'Saleshandy does not show this prospect', doubt);
			return false;
		});
		const wanting = this.unlessOptedOut(waiting, places.value);
		const valid = await this.onlyValid(wanting, places.value);
		if (valid.length === 0) return success(true);
		// The fields are set by now, and the address alone changes nothing.
		const addresses = valid.map(({ email }) => ({ email, values: {} }));
		const plain = { conflictAction: 'addMissingFields', verify: false, tags: [] };
		const added = await this.importIntoStep(addresses, plain);
		if (!added.ok) return this.leaveOpen(valid, added.failure);
		await this.prove(this.unlessLeft(valid, added.value, true), added.value);
		return success(true);
	}

	/**
	 * Refuses those whom Saleshandy took into no import, and keeps the others.
	 *
	 * @param areThere whether an import before it has added them to Saleshandy
	 */
	private unlessLeft(people: Person[], { left }: PartsImported, areThere = false): Person[] {
		for (const [email, failure] of left) {
			const hint = [ONLY_IN_SALESHANDY, failure.hint].filter(Boolean).join(' ');
			this.outcome.refuse(email, areThere ? { ...failure, hasActed: true, hint } : failure);
		}
		return people.filter(({ email }) => !left.has(email));
	}

	/** Saleshandy refuses those who have unsubscribed, and nobody relies on that alone. */
	private unlessOptedOut(people: Person[], places: Places): Person[] {
		return people.filter(({ email }) => {
			if (places.get(email)?.isOptedOut !== true) return true;
			this.outcome.refuseBy(email, { code: OPTED_OUT });
			return false;
		});
	}

	/** @param place as a look after the import shows it */
	private add(email: string, place: Place, isAlready: boolean): void {
		const person = this.people.get(email);
		const open = person === undefined ? [] : notTaken(place.prospect, person, this.order);
		this.outcome.add(email, place, isAlready, open);
	}

	private rules(verify: boolean): ImportRules {
		const { conflictAction, tags } = this.order;
		return { conflictAction, verify, tags };
	}

	private leaveOpen(people: Person[], failure: Failure): Result<true> {
		this.outcome.leaveOpen(emailsOf(people), failure);
		return success(true);
	}

	/** None of these is in the sequence yet, so that one who is shows that the import was carried out. */
	private async importIntoStep(
		people: Person[],
		rules: ImportRules,
	): Promise<Result<PartsImported>> {
		const into = { ...rules, stepId: this.order.stepId };
		const hasArrived = async (some: Person[]) => {
			const places = await this.findPlaces(some);
			if (!places.ok) return places;
			return success([...places.value.values()].some((one) => one.enrollment !== undefined));
		};
		return await importParts(people, into, hasArrived, this.tools);
	}

	/** Without a step. */
	private async importAlone(people: Person[], rules: ImportRules): Promise<Result<PartsImported>> {
		const hasArrived = async (some: Person[]) => {
			const done = await this.thoseAsWanted(some, rules);
			return done.ok ? success(done.value.size === some.length) : done;
		};
		return await importParts(people, rules, hasArrived, this.tools);
	}

	private async findPlaces(people: Person[]): Promise<Result<Places>> {
		return await findPlaces(emailsOf(people), this.order.sequenceId, true, this.tools);
	}

	/** The addresses of those who are as an import leaves them. */
	private async thoseAsWanted(people: Person[], rules: ImportRules): Promise<Result<Set<string>>> {
		const { client, concurrency } = this.tools;
		const found = await findByEmail(client, emailsOf(people), concurrency, true);
		if (!found.ok) return found;
		const done = people.filter((person) =>
			found.value.get(person.email)?.some((prospect) => isAsWanted(prospect, person, rules)),
		);
		return success(new Set(emailsOf(done)));
	}

	/** Sets the fields and tags of those who are in the sequence already. */
	private async update(people: Person[], places: Places): Promise<Result<true>> {
		const rules = this.rules(false);
		const hasMore = ({ values }: Person) => rules.tags.length > 0 || Object.keys(values).length > 0;
		const changed = people.filter(hasMore);
		const imported: Result<PartsImported> =
			changed.length > 0
				? await this.importAlone(changed, rules)
				: success({ refusals: new Map(), left: new Map() });
		if (!imported.ok) return imported;
		const { refusals, left, doubt } = imported.value;
		const done = doubt && (await this.thoseAsWanted(changed, rules));
		const now = await this.lookAgain(changed, places);
		for (const person of people) {
			const { email } = person;
			const refusal = refusals.get(email);
			const isDoubtful = hasMore(person) && doubt !== undefined;
			const isDone = !isDoubtful || (done?.ok === true && done.value.has(email));
			const whyLeft = left.get(email);
			if (whyLeft !== undefined) this.outcome.refuse(email, whyLeft);
			else if (refusal !== undefined && isFinal(refusal)) {
				this.outcome.leaveFieldsOpen(email, `it ${printRefusal(refusal)}`);
			} else if (isDone) this.add(email, now.get(email) as Place, true);
			else this.outcome.leaveFieldsOpen(email, doubt?.message ?? 'Saleshandy does not show it');
		}
		return success(true);
	}

	/** The places with the prospects as they are after an import. Who cannot be read is left out of the check. */
	private async lookAgain(changed: Person[], places: Places): Promise<Places> {
		const isSet = ({ values }: Person) => Object.keys(values).length > 0;
		const emails = this.order.conflictAction === 'noUpdate' ? [] : emailsOf(changed.filter(isSet));
		const { client, concurrency } = this.tools;
		const found = await findByEmail(client, emails, concurrency, false);
		return new Map(
			[...places].map(([email, place]) => {
				const { id } = place.prospect;
				const read = found.ok ? found.value.get(email)?.find((one) => one.id === id) : undefined;
				return [
					email,
					{ ...place, prospect: read ?? { ...place.prospect, attributes: undefined } },
				];
			}),
		);
	}

	/** Keeps those with a valid address, and refuses the others. */
	private async onlyValid(people: Person[], places: Places): Promise<Person[]> {
		const statusOf = (email: string) => places.get(email)?.prospect.verificationStatus;
		const statuses = new Map(people.map(({ email }) => [email, statusOf(email)]));
		const judged = await waitForVerdicts(statuses, this.tools);
		if (!judged.ok) {
			this.leaveOpen(people, judged.failure);
			return [];
		}
		return people.filter(({ email }) => {
			const why = judged.value.get(email);
			if (why === undefined) return true;
			this.outcome.refuse(email, notAdded(email, this.order.title, why, ONLY_IN_SALESHANDY));
			return false;
		});
	}

	/** Looks until each person is seen in the sequence, or the time is up. */
	private async prove(people: Person[], { refusals, doubt }: Imported): Promise<void> {
		let left = people.filter(({ email }) => {
			const refusal = refusals.get(email);
			if (refusal === undefined || mayBeIn(refusal)) return true;
			this.outcome.refuseBy(email, refusal);
			return false;
		});
		const look = async () => {
			const places = await this.findPlaces(left);
			if (!places.ok) return places;
			left = left.filter(({ email }) => {
				const place = places.value.get(email);
				if (place?.enrollment === undefined) return true;
				this.add(email, place, refusals.has(email));
				return false;
			});
			// Nothing more will come of those who were refused.
			return success(left.every(({ email }) => refusals.has(email)) ? true : undefined);
		};
		if (left.length === 0) return;
		const ended = await until(this.lookMs, this.tools.clock, look);
		if (!ended.ok) this.leaveOpen(left, ended.failure);
		else {
			for (const { email } of left) {
				const refusal = refusals.get(email);
				if (refusal !== undefined) this.outcome.refuseBy(email, refusal);
				else this.outcome.leaveUnconfirmed(email, 'its sequences do not show it', doubt);
			}
		}
	}

	/** Looks until all people who have been imported are there, or the time is up. */
	private async awaitPlaces(people: Person[]): Promise<Result<Places>> {
		const { client, clock, concurrency } = this.tools;
		let last: Found = new Map();
		const ended = await until(this.lookMs, clock, async () => {
			const found = await findByEmail(client, emailsOf(people), concurrency, true);
			if (!found.ok) return found;
			last = found.value;
			return success(last.size === people.length ? true : undefined);
		});
		return ended.ok ? await placesOf(last, this.order.sequenceId, this.tools) : ended;
	}

	private get lookMs(): number {
		return Math.min(LOOK_MS, this.tools.maxWaitMs);
	}

	/**
	 * Finds out where people are before any of them is added. When n8n tries the node again, what the first
	 * try found counts: those whom it added itself were not there before.
	 */
	private async keepPlaces(
		people: Person[],
		look: () => Promise<Result<Places>>,
	): Promise<Result<Places>> {
		const { sequenceId, verify } = this.order;
		const name = JSON.stringify(['places', sequenceId, verify, emailsOf(people)]);
		return await this.tools.client.writes.keep(name, look, ({ ok }) => ok);
	}
}
