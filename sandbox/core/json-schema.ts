/** An object that takes these keys and no others. */
export function closed(
	properties: Record<string, unknown>,
	required: string[] = [],
): Record<string, unknown> {
	return { type: 'object', properties, required, additionalProperties: false };
}
