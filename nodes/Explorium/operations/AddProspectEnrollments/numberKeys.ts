import type { MergedCall } from '../../../shared/merge';

/**
 * Gives each call an enrollment key of its own: the first with a key keeps it as typed, the next get
 * `-2`, `-3` and so on. Explorium calls the key unique in one place and a shared label in another;
 * this is right under both.
 */
export function numberKeys<S extends { enrollment_key: string }>(
	calls: Array<MergedCall<S>>,
): Array<MergedCall<S>> {
	const uses = new Map<string, number>();
	return calls.map((call) => {
		const typed = call.settings.enrollment_key;
		const use = (uses.get(typed) ?? 0) + 1;
		uses.set(typed, use);
		const enrollment_key = use === 1 ? typed : `${typed}-${use}`;
		return { ...call, settings: { ...call.settings, enrollment_key } };
	});
}
