import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readOptionalText, refuseEmpty } from '../../shared/read/text';
import { success, type Result } from '../../shared/result';
import { readKnownEmails } from '../person/knownEmails';
import { readLinkedIn } from '../person/linkedIn';
import type { NameAtCompany } from '../person/namesakes';

/** What a person may be known by in Outreach. */
export interface PersonSearch {
	emails: string[];
	/** Outreach's `linkedInSlug`. */
	slug?: string;
	/** Looked for if nothing else finds anybody. */
	name?: NameAtCompany;
}

const displayOptions = { show: { searchBy: ['person'] } };

const field = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	displayOptions,
	description,
});

const emailsField = field(
	'Known Emails',
	'personEmails',
	'e.g. ann@example.com',
	'Every address that the person has or had, separated by commas, or a list from an expression',
);
const linkedInField = field(
	'LinkedIn URL',
	'linkedIn',
	'e.g. https://www.linkedin.com/in/ann-lee',
	"The person's page on LinkedIn, or the last part of its address",
);
const firstNameField = field(
	'First Name',
	'firstName',
	'e.g. Ann',
	'Used with Last Name and Company if neither an address nor the LinkedIn page finds anybody',
);
const lastNameField = field(
	'Last Name',
	'lastName',
	'e.g. Lee',
	'Used with First Name and Company',
);
const companyField = field(
	'Company',
	'company',
	'e.g. Northwind Robotics',
	'The name of the company that Outreach has for the person, such as the previous one; not a domain',
);

const NAME_FIELDS = [firstNameField, lastNameField, companyField];

/** The fields of a search for one person. */
export const personFields = [
	emailsField,
	linkedInField,
	firstNameField,
	lastNameField,
	companyField,
];

/** Reads whom one input item searches for. It takes an address, a LinkedIn page, or a name with a company. */
export function readPerson(
	context: IExecuteFunctions,
	itemIndex: number,
	searchBy: string,
): Result<PersonSearch> {
	const read = ({ name }: INodeProperties) => context.getNodeParameter(name, itemIndex, '');
	const emails = readKnownEmails(read(emailsField), emailsField.displayName, searchBy);
	if (!emails.ok) return emails;
	const page = readOptional(read(linkedInField), linkedInField);
	if (!page.ok) return page;
	const linkedIn =
		page.value === undefined ? undefined : readLinkedIn(page.value, linkedInField.displayName);
	if (linkedIn?.ok === false) return linkedIn;
	const parts: string[] = [];
	for (const one of NAME_FIELDS) {
		const text = readOptional(read(one), one);
		if (!text.ok) return text;
		parts.push(text.value ?? '');
	}
	const [firstName, lastName, company] = parts;
	const name = parts.every((part) => part !== '') ? { firstName, lastName, company } : undefined;
	if (emails.value.length > 0 || linkedIn !== undefined || name !== undefined) {
		return success({ emails: emails.value, slug: linkedIn?.value.slug, name });
	}
	const missing = NAME_FIELDS.filter((_, at) => parts[at] === '').map(
		({ displayName }) => displayName,
	);
	if (missing.length < NAME_FIELDS.length) {
		return refuseEmpty(
			missing,
			`A search by name needs "${NAME_FIELDS.map(({ displayName }) => displayName).join('", "')}". Or give an address under "${emailsField.displayName}".`,
		);
	}
	return refuseEmpty(
		emailsField.displayName,
		`Give an address there, a page under "${linkedInField.displayName}", or a name with a company.`,
	);
}

const readOptional = (value: unknown, { displayName }: INodeProperties) =>
	readOptionalText(value, { field: displayName });

/** Whom a search is for, in words, to be put after the kind of record. */
export function printPerson({ emails, slug, name }: PersonSearch): string {
	const known = [
		...(emails.length > 0 ? [`the email ${emails.join(' or ')}`] : []),
		...(slug === undefined ? [] : [`the LinkedIn page ${slug}`]),
		...(name === undefined
			? []
			: [`the name ${name.firstName} ${name.lastName} at ${name.company}`]),
	];
	return `with ${known.join(', or ')}`;
}
