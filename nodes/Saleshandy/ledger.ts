import { addTo } from '../shared/addTo';
import type { Failure } from '../shared/result';

const SHOWN = 10;

/**
 * What a run has changed so far, and with whom. A node that stops at a failure names all of it, also what
 * other calls have changed that were under way at the time.
 */
export class Ledger<K extends string> {
	private readonly names = new Map<K, string[]>();

	/** @param words what to say of each kind of entry, in this order, to be followed by a colon */
	constructor(private readonly words: Record<K, string>) {}

	/** Adds entries, as a message names them. */
	note(kind: K, ...names: string[]): void {
		for (const name of names) addTo(this.names, kind, name);
	}

	/**
	 * The failure to stop with. Calls that are under way go on, so what is in the ledger is told when the failure
	 * is looked at.
	 */
	endWith({ hint, ...failure }: Failure): Failure {
		const tell = () => this.tell();
		return {
			...failure,
			get hint() {
				return [hint, tell()].filter(Boolean).join(' ');
			},
		};
	}

	private tell(): string {
		const kinds = Object.keys(this.words) as K[];
		return kinds
			.flatMap((kind) => {
				const names = this.names.get(kind) ?? [];
				if (names.length === 0) return [];
				const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
				return `${this.words[kind]}: ${names.slice(0, SHOWN).join(', ')}${more}.`;
			})
			.join(' ');
	}
}
