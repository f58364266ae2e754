/** What the demo app asks for. */
export const DEFAULT_SCOPES =
	'batches.read batches.write prospects.all accounts.all sequences.read sequenceStates.all tasks.all mailboxes.read users.read opportunities.read stages.read'.split(
		' ',
	);

/** The first needed scope that is not granted. `all` covers read, write and delete, nothing else. */
export function missingScope(granted: string[], needed: readonly string[]): string | undefined {
	return needed.find((scope) => {
		const [resource] = scope.split('.');
		return !granted.includes(scope) && !granted.includes(`${resource}.all`);
	});
}
