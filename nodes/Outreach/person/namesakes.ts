import { comparableName } from '../../shared/read/characters';
import { success, type Result } from '../../shared/result';
import { filterQueries } from '../filterQueries';
import type { Resource } from '../jsonApi';

/** A person as colleagues know one: by name and company. */
export interface NameAtCompany {
	firstName: string;
	lastName: string;
	company: string;
}

/** What stands after the name of a company and does not tell it from others. */
const LEGAL_FORM =
	/[\s,]+(?:ab|ag|as|bv|co|company|corp|corporation|gmbh|inc|incorporated|kg|limited|llc|llp|ltd|nv|oy|plc|pty|sa|sarl|sas|se|spa|srl)$/;

/** The name of a company as it is compared: without its legal form, case and dots. */
export function companyWord(name: string): string {
	const word = comparableName(name).replace(/\./g, '');
	const bare = word.replace(LEGAL_FORM, '').replace(/[\s,]+$/, '');
	return bare === '' ? word : bare;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Finds the prospects of this name at this company. A name without a company says too little.
 *
 * @param list reads prospects by a query
 */
export async function findNamesakes(
	{ company, ...name }: NameAtCompany,
	list: (query: string) => Promise<Result<Resource[]>>,
): Promise<Result<Resource[]>> {
	const word = companyWord(company);
	const [firstName, lastName] = [name.firstName.trim(), name.lastName.trim()];
	if (firstName === '' || lastName === '' || word === '') return success([]);
	const [{ query: byFirst }] = await filterQueries('firstName', spellings(firstName));
	const [{ query: byLast }] = await filterQueries('lastName', spellings(lastName));
	const listed = await list(`${byFirst}&${byLast.replace(/^newFilterSyntax=true&/, '')}`);
	if (!listed.ok) return listed;
	return success(listed.value.filter((record) => isNamesake(record, firstName, lastName, word)));
}

/** Which case Outreach minds is not documented. */
function spellings(name: string): string[] {
	const lower = name.toLowerCase();
	const capitalized = lower.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
	return [...new Set([name, lower, capitalized])];
}

function isNamesake(
	{ attributes }: Resource,
	first: string,
	last: string,
	company: string,
): boolean {
	const isSame = (one: unknown, other: string) =>
		comparableName(text(one)) === comparableName(other);
	return (
		isSame(attributes.firstName, first) &&
		isSame(attributes.lastName, last) &&
		companyWord(text(attributes.company)) === company
	);
}
