/** What the sandbox knows about a person before any vendor does. */
export interface Person {
	firstName: string;
	lastName: string;
	email: string;
	company: string;
	domain: string;
	title: string;
	city: string;
	phone: string;
}

/** A work address that a person has or had. */
export interface WorkAddress {
	address: string;
	/** When the person left it, in milliseconds; null while it is theirs. */
	left: number | null;
}

/** Which records of the three systems are the same person. */
export interface PersonLink {
	/** Explorium's prospect_id, also the id in the control API. */
	id: string;
	email: string;
	/** All work addresses, whatever the vendors know of them. */
	addresses: WorkAddress[];
	saleshandyId: string;
	outreachId: number;
}

type Row = [string, string, string, string, string, string];

// First name, last name, company, domain, title, city. All fictional, on reserved domains.
const FIRST_PEOPLE: Row[] = [
	['Ada', 'Morales', 'Northwind Robotics', 'northwind-robotics.example', 'VP Sales', 'Lisbon'],
	['Ben', 'Okafor', 'Bluepeak Energy', 'bluepeak.example', 'Head of Marketing', 'Lagos'],
	['Chiara', 'Rossi', 'Lumen Analytics', 'lumen-analytics.example', 'Data Director', 'Milan'],
	['Daniel', 'Novak', 'Harbor Freightways', 'harborfreight.test', 'COO', 'Prague'],
	['Elif', 'Demir', 'Copperfield Bank', 'copperfield.example', 'Head of Payments', 'Istanbul'],
	['Farid', 'Haddad', 'Cedar Health', 'cedarhealth.test', 'Chief of Staff', 'Beirut'],
	['Grace', 'Lindqvist', 'Fjord Software', 'fjordsoft.example', 'CTO', 'Stockholm'],
	['Hiro', 'Tanaka', 'Kumo Cloud', 'kumocloud.example', 'Platform Lead', 'Osaka'],
	['Isabel', 'Carvalho', 'Acme Tools', 'acmetools.test', 'Procurement Manager', 'Porto'],
	['Jonas', 'Weber', 'Rheintal Chemie', 'rheintal.example', 'Director of Operations', 'Basel'],
	['Karen', 'Whitlock', 'Prairie Foods', 'prairiefoods.test', 'VP People', 'Omaha'],
	['Liam', 'Gallagher', 'Emerald Insurance', 'emerald-ins.example', 'Revenue Manager', 'Cork'],
];

const FIRST_NAMES = [
	'Mara',
	'Nils',
	'Olga',
	'Pavel',
	'Quinn',
	'Rosa',
	'Samir',
	'Tess',
	'Uma',
	'Vik',
];
const LAST_NAMES = [
	'Adler',
	'Bianchi',
	'Cohen',
	'Dubois',
	'Eriksen',
	'Fischer',
	'Garcia',
	'Hansen',
];
const CITIES = ['Vienna', 'Denver', 'Turin', 'Ghent', 'Oslo', 'Austin', 'Leeds', 'Zagreb'];

/** Job titles that a change of role picks from. */
export const TITLES = [
	'VP Sales',
	'Head of Growth',
	'Chief Revenue Officer',
	'Director of Partnerships',
	'Chief Marketing Officer',
	'VP Customer Success',
	'Head of Operations',
	'General Manager',
];

/** Companies that a change of company picks from. */
export const COMPANIES: Array<{ name: string; domain: string }> = [
	{ name: 'Headovations', domain: 'headovations.example' },
	{ name: 'Silverline Mobility', domain: 'silverline.example' },
	{ name: 'Papaya Logistics', domain: 'papaya-logistics.test' },
	{ name: 'Quantum Leaf', domain: 'quantumleaf.example' },
	{ name: 'Atlas Ventures', domain: 'atlasventures.test' },
	{ name: 'Brightside Media', domain: 'brightside.example' },
	{ name: 'Granite Systems', domain: 'granitesystems.test' },
	{ name: 'Marigold Retail', domain: 'marigold.example' },
];

/** The first `count` people; always the same ones. */
export function makePeople(count: number): Person[] {
	return Array.from({ length: count }, (_, index) => {
		const row = FIRST_PEOPLE[index] ?? generatedRow(index);
		const [firstName, lastName, company, domain, title, city] = row;
		const suffix = index < FIRST_PEOPLE.length ? '' : String(index);
		const email = `${firstName}.${lastName}${suffix}@${domain}`.toLowerCase();
		const phone = `+1415555${String(index % 10_000).padStart(4, '0')}`;
		return { firstName, lastName, email, company, domain, title, city, phone };
	});
}

/** The address of a person's page on LinkedIn. */
export function linkedInUrlOf({ email }: Person): string {
	return `https://linkedin.example/in/${email.replace(/@.*/, '').replaceAll('.', '-')}`;
}

function generatedRow(index: number): Row {
	const company = `Company ${1 + (index % 500)}`;
	return [
		pick(FIRST_NAMES, index),
		pick(LAST_NAMES, Math.floor(index / FIRST_NAMES.length)),
		company,
		`${company.toLowerCase().replace(' ', '-')}.example`,
		pick(TITLES, index),
		pick(CITIES, index),
	];
}

/** An entry chosen by number; after the last one the list starts again. */
export function pick<T>(list: readonly T[], index: number): T {
	return list[index % list.length] as T;
}
