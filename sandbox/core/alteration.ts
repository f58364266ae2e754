/** What a fault can do to the JSON of an answer. */
export const ALTERATIONS = ['entry-null', 'in-list', 'list-null', 'list-missing'] as const;

export type Alteration = (typeof ALTERATIONS)[number];

type Json = Record<string, unknown>;

/** The text of an answer with its content changed; as it is where there is nothing to change. */
export function altered(text: string, alteration: Alteration): string {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		return text;
	}
	if (alteration === 'in-list') return JSON.stringify([answer]);
	const found = listIn(answer);
	if (found === undefined) return text;
	const { holder, name } = found;
	if (alteration === 'entry-null') holder[name] = [null, ...(holder[name] as unknown[])];
	if (alteration === 'list-null') holder[name] = null;
	if (alteration === 'list-missing') delete holder[name];
	return JSON.stringify(answer);
}

/** The list that an answer is about: one of its members, or a member of its payload. */
function listIn(answer: unknown): { holder: Json; name: string } | undefined {
	for (const holder of [answer, (answer as Json | null)?.payload]) {
		if (typeof holder !== 'object' || holder === null) continue;
		const name = Object.keys(holder).find((key) => Array.isArray((holder as Json)[key]));
		if (name !== undefined) return { holder: holder as Json, name };
	}
	return undefined;
}
