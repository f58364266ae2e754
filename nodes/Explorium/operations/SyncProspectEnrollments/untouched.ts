import { addTo } from '../../../shared/addTo';

/** An enrollment that may stay as it is, if no other one that stays has prospects of it. */
export interface Candidate {
	ids: string[];
}

/** Some candidates that can stay side by side. */
interface Choice<C> {
	staying: C[];
	/** How many prospects they have in all. */
	covered: number;
}

/** The other candidates that each one has a prospect in common with. */
type Conflicts<C> = Map<C, Set<C>>;

/** Clusters of more candidates than this are not searched for the very best choice. */
const LARGEST_SEARCH = 12;

/**
 * Chooses which enrollments to leave as they are.
 *
 * They must not have a prospect in common. Which choice saves the most calls depends on both how many
 * stay and how many prospects those have, so the caller gives the price of a choice.
 *
 * Candidates without conflicts always stay. The others fall into clusters that have nothing to do with
 * each other. Clusters of up to 12 are searched completely, so the price is the lowest there is; in
 * larger ones those with the fewest conflicts stay, which is not always the cheapest.
 */
export function chooseUntouched<C extends Candidate>(
	candidates: C[],
	price: (staying: number, covered: number) => number,
): C[] {
	const conflicts = conflictsOf(candidates);
	const alone = candidates.filter((candidate) => conflicts.get(candidate)?.size === 0);
	const choices = clustersOf(conflicts)
		.map((cluster) =>
			cluster.length > LARGEST_SEARCH
				? [fewestConflicts(cluster, conflicts)]
				: allChoices(cluster, conflicts),
		)
		.reduce(
			(soFar, more) => worthwhile(soFar.flatMap((one) => more.map((two) => join(one, two)))),
			[choiceOf(alone)],
		);
	const priceOf = ({ staying, covered }: Choice<C>) => price(staying.length, covered);
	const [best] = choices.sort((a, b) => priceOf(a) - priceOf(b) || b.covered - a.covered);
	return best.staying;
}

function choiceOf<C extends Candidate>(staying: C[]): Choice<C> {
	return { staying, covered: staying.reduce((sum, { ids }) => sum + ids.length, 0) };
}

function join<C>(one: Choice<C>, two: Choice<C>): Choice<C> {
	return { staying: [...one.staying, ...two.staying], covered: one.covered + two.covered };
}

function conflictsOf<C extends Candidate>(candidates: C[]): Conflicts<C> {
	const holders = new Map<string, C[]>();
	for (const candidate of candidates) {
		for (const id of candidate.ids) {
			addTo(holders, id, candidate);
		}
	}
	return new Map(
		candidates.map((candidate) => {
			const sharing = new Set(candidate.ids.flatMap((id) => holders.get(id) ?? []));
			sharing.delete(candidate);
			return [candidate, sharing];
		}),
	);
}

/** Candidates that have prospects in common, directly or through others. */
function clustersOf<C>(conflicts: Conflicts<C>): C[][] {
	const seen = new Set<C>();
	const clusters: C[][] = [];
	for (const [candidate, { size }] of conflicts) {
		if (size === 0 || seen.has(candidate)) continue;
		// A set goes on to what is added to it while it is gone through.
		const cluster = new Set([candidate]);
		for (const member of cluster)
			for (const other of conflicts.get(member) ?? []) cluster.add(other);
		for (const member of cluster) seen.add(member);
		clusters.push([...cluster]);
	}
	return clusters;
}

/** All worthwhile ways to let members of a cluster stay. */
function allChoices<C extends Candidate>(cluster: C[], conflicts: Conflicts<C>): Array<Choice<C>> {
	const choices = cluster.reduce<C[][]>(
		(soFar, candidate) => [
			...soFar,
			...soFar
				.filter((staying) => !staying.some((other) => conflicts.get(candidate)?.has(other)))
				.map((staying) => [...staying, candidate]),
		],
		[[]],
	);
	return worthwhile(choices.map(choiceOf));
}

/** One after the other, the member with the fewest conflicts among those that are left. */
function fewestConflicts<C extends Candidate>(cluster: C[], conflicts: Conflicts<C>): Choice<C> {
	const staying: C[] = [];
	const left = new Set(cluster);
	const conflictsLeft = new Map(cluster.map((one) => [one, conflicts.get(one)?.size ?? 0]));
	while (left.size > 0) {
		const chosen = [...left].reduce((best, one) =>
			(conflictsLeft.get(one) ?? 0) < (conflictsLeft.get(best) ?? 0) ? one : best,
		);
		staying.push(chosen);
		left.delete(chosen);
		for (const loser of conflicts.get(chosen) ?? []) {
			if (!left.delete(loser)) continue;
			for (const other of conflicts.get(loser) ?? []) {
				conflictsLeft.set(other, (conflictsLeft.get(other) ?? 0) - 1);
			}
		}
	}
	return choiceOf(staying);
}

/** Without the choices that let no more stay, and cover no more, than another one. */
function worthwhile<C>(choices: Array<Choice<C>>): Array<Choice<C>> {
	const best: Array<Choice<C>> = [];
	const ranked = [...choices].sort(
		(a, b) => b.covered - a.covered || b.staying.length - a.staying.length,
	);
	for (const choice of ranked) {
		const most = best.at(-1)?.staying.length ?? -1;
		if (choice.staying.length > most) best.push(choice);
	}
	return best;
}
