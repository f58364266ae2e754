import { textIn } from '../shared/answers';

/** Some fields of what Explorium knows, as texts; `null` where there is nothing, or no text. */
export function textsIn<K extends string>(
	data: Record<string, unknown> | null | undefined,
	names: readonly K[],
): Record<K, string | null> {
	const entries = names.map((name) => [name, textIn(data?.[name]) ?? null]);
	return Object.fromEntries(entries) as Record<K, string | null>;
}
