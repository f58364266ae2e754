/**
 * The type of the records in a collection, in lower case: `batchitem` for `/batchItems`. Every record of
 * JSON:API names its type: https://developers.outreach.io/api/making-requests
 */
export function typeOfPath(path: string): string {
	const [, plural = ''] = path.toLowerCase().split('/');
	if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
	return plural.replace(/(?<=x|ch|sh|ss)es$|s$/, '');
}
