import { readEmail } from '../../../shared/read/email';
import { readOptionalText } from '../../../shared/read/text';
import { badInput, FOUND_NOTHING, success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import type { ProspectQuery } from '../../api';
import { readPhone } from './readPhone';
import { readProfile } from './readProfile';

type QueryField = keyof ProspectQuery;

/** How a field of the form is read. */
interface FieldRule {
	/** The field's label in the form. */
	label: string;
	/** What the value has to be, to be put after "must be". */
	allowed: string;
	/** The text as it is sent, or `undefined` if it is not allowed. */
	read: (text: string) => string | undefined;
}

const LONGEST_NAME = 500;

/** What an expression leaves behind within a name. "null" is not among it: people are called Null. */
const LEFTOVER = /(?<!\S)(?:undefined|NaN)(?!\S)|\[object \w+\]/;

const anyName = {
	allowed: `text of at most ${LONGEST_NAME} characters, without parts that an expression did not find`,
	read: (text: string) => (text.length <= LONGEST_NAME && !LEFTOVER.test(text) ? text : undefined),
};

/** By their names in the API, the surest first. */
const RULES: Record<QueryField, FieldRule> = {
	email: {
		label: 'Email',
		allowed: 'an email address such as name@company.com',
		read: readEmail,
	},
	linkedin: {
		label: 'LinkedIn URL',
		allowed: 'the address of one LinkedIn profile, such as https://www.linkedin.com/in/name',
		read: readProfile,
	},
	phone_number: {
		label: 'Phone Number',
		allowed:
			'one phone number of 7 to 15 digits, such as +14155550123, with all digits written out',
		read: readPhone,
	},
	full_name: { label: 'Full Name', ...anyName },
	company_name: { label: 'Company Name', ...anyName },
	business_id: {
		label: 'Explorium Company ID',
		allowed: 'an Explorium company ID of 32 characters, 0-9 and a-f',
		read: (text) => (/^[a-f\d]{32}$/i.test(text) ? text.toLowerCase() : undefined),
	},
};

/** What the form holds, by the names in the API. */
export type QueryForm = Record<QueryField, unknown>;

/**
 * Reads what an item tells about a person. Fields that are empty count as not given.
 *
 * A name without a company, or a company without a name, finds nobody. It is left out where something
 * else is given to find the person by.
 *
 * @returns a failure that names the field if a value cannot be right, or if nobody can be found by it
 */
export function readQuery(form: QueryForm): Result<ProspectQuery> {
	const query: ProspectQuery = {};
	for (const [name, { label, allowed, read }] of Object.entries(RULES) as Array<
		[QueryField, FieldRule]
	>) {
		const text = readOptionalText(form[name], { field: label, allowed });
		if (!text.ok) return text;
		if (text.value === undefined) continue;
		const accepted = read(text.value);
		if (accepted === undefined) {
			return badInput(`"${label}" is ${printValue(form[name])}, but must be ${allowed}`);
		}
		query[name] = accepted;
	}
	const { full_name, company_name, ...others } = query;
	if (full_name !== undefined && company_name !== undefined) return success(query);
	if (others.email ?? others.linkedin ?? others.phone_number) return success(others);
	return badInput(
		full_name === undefined
			? 'No email, LinkedIn URL, phone number, or name and company was given'
			: '"Full Name" is given without "Company Name"',
		`Give "Email", "LinkedIn URL", "Phone Number", or "Full Name" together with "Company Name". ${FOUND_NOTHING}`,
	);
}
