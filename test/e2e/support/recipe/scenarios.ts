import { callOutreach } from '../../../support/outreachApi';
import { DEMO, type SandboxPerson } from '../../../support/sandbox';
import type { RunningDemo } from '../running-demo';

/** Who sends the person the next mail. */
export type Next = 'outreach' | 'saleshandy' | 'nobody';

/** One way in which a change of company can go. */
export interface Scenario {
	name: string;
	/** The person of the sandbox's world, by email address; a new one is added if there is none. */
	email: string;
	firstName?: string;
	lastName?: string;
	/** Where the person is worked on when the change comes. */
	workedOnIn: 'outreach' | 'saleshandy';
	company: string;
	/** What the person's execution has to say in the end. */
	outcome: RegExp;
	next: Next;
	/** What is special about the person, before the change and after it. */
	before?: (demo: RunningDemo, person: SandboxPerson) => Promise<unknown>;
	after?: (demo: RunningDemo, person: SandboxPerson) => Promise<unknown>;
}

/** An ordinary sequence in each of the products. */
const ORDINARY = { outreach: 15, saleshandy: 'ZmqEJl5GNY' };
export const NEW_JOB = { outreach: 11, saleshandy: 'kxUIhTQQEN' };
/** Two accounts of this company are there on purpose. */
export const TWIN_DOMAIN = 'twin-works.example';

const shows =
	(contacts: 'old' | 'catch-all' | 'invalid' | 'none' | 'personal-only') =>
	async ({ control }: RunningDemo, { id }: SandboxPerson) =>
		await control.showPerson(id, { contacts });

/** What must happen to mail when somebody changes jobs, in each way in which it can go. */
export const SCENARIOS: Scenario[] = [
	{
		name: 'worked on in Outreach',
		email: 'ada.morales@northwind-robotics.example',
		workedOnIn: 'outreach',
		company: 'Headovations',
		outcome: /^Continues in Outreach at ada\.morales@headovations\.example$/,
		next: 'outreach',
	},
	{
		name: 'worked on in Saleshandy',
		email: 'ben.okafor@bluepeak.example',
		workedOnIn: 'saleshandy',
		company: 'Quantum Leaf',
		outcome: /^Continues in Saleshandy at ben\.okafor@quantumleaf\.example$/,
		next: 'saleshandy',
	},
	{
		name: 'Explorium still calls the old address valid',
		email: 'chiara.rossi@lumen-analytics.example',
		workedOnIn: 'outreach',
		company: 'Papaya Logistics',
		before: shows('old'),
		outcome: /^A person has to decide: No valid address at the new company/,
		next: 'nobody',
	},
	{
		name: 'the new address is a catch-all',
		email: 'daniel.novak@harborfreight.test',
		workedOnIn: 'saleshandy',
		company: 'Atlas Ventures',
		before: shows('catch-all'),
		outcome: /^A person has to decide: No valid address .* is catch-all/,
		next: 'nobody',
	},
	{
		name: 'a second record has the new address',
		email: 'elif.demir@copperfield.example',
		workedOnIn: 'outreach',
		company: 'Brightside Media',
		after: async ({ control }, { id }) => await control.duplicate(id),
		outcome: /^A person has to decide: Outreach has several records of this person: \d+, \d+/,
		next: 'nobody',
	},
	{
		name: 'opted out',
		email: 'farid.haddad@cedarhealth.test',
		workedOnIn: 'outreach',
		company: 'Granite Systems',
		before: async ({ control }, { id }) => await control.optOut(id, 'outreach'),
		outcome: /^Wants no mail/,
		next: 'nobody',
	},
	{
		name: 'unsubscribed in Saleshandy at the old address',
		email: 'grace.lindqvist@fjordsoft.example',
		workedOnIn: 'saleshandy',
		company: 'Granite Systems',
		before: async ({ control }, { id }) => await control.optOut(id, 'saleshandy'),
		outcome: /^Wants no mail/,
		next: 'nobody',
	},
	{
		name: 'the CRM restores the old address right after the write',
		email: 'hiro.tanaka@kumocloud.example',
		workedOnIn: 'outreach',
		company: 'Marigold Retail',
		before: async ({ control }, { id }) => await control.crmSync(id, { when: 'after-next-write' }),
		outcome: /^Continues in Outreach at hiro\.tanaka@marigold\.example$/,
		next: 'outreach',
	},
	{
		name: 'the new address comes later',
		email: 'isabel.carvalho@acmetools.test',
		workedOnIn: 'outreach',
		company: 'Silverline Mobility',
		before: shows('none'),
		outcome: /^Continues in Outreach at isabel\.carvalho@silverline\.example$/,
		next: 'outreach',
	},
	{
		name: 'the first of two who move to one company',
		email: 'jonas.weber@rheintal.example',
		workedOnIn: 'outreach',
		company: 'Tandem Works',
		outcome: /^Continues in Outreach/,
		next: 'outreach',
	},
	{
		name: 'the second of two who move to one company',
		email: 'karen.whitlock@prairiefoods.test',
		workedOnIn: 'outreach',
		company: 'Tandem Works',
		outcome: /^Continues in Outreach/,
		next: 'outreach',
	},
	{
		name: 'Saleshandy finds the new address bad',
		email: 'liam.gallagher@emerald-ins.example',
		workedOnIn: 'saleshandy',
		company: 'Bad Harbor',
		outcome: /^A person has to decide: .*bad/,
		next: 'nobody',
	},
	{
		name: 'the new company must never be contacted',
		email: 'mona.berg@old-harbor.example',
		firstName: 'Mona',
		lastName: 'Berg',
		workedOnIn: 'outreach',
		company: 'Our Customer',
		outcome: /^The new company is on the list of those never to contact/,
		next: 'nobody',
	},
	{
		name: 'the new company has two accounts',
		email: 'nora.lind@old-harbor.example',
		firstName: 'Nora',
		lastName: 'Lind',
		workedOnIn: 'outreach',
		company: 'Twin Works',
		before: addTwins,
		outcome: /^A person has to decide: .*several accounts/,
		next: 'nobody',
	},
	{
		name: 'only the name and the previous company fit',
		email: 'omar.said@old-harbor.example',
		firstName: 'Omar',
		lastName: 'Said',
		workedOnIn: 'outreach',
		company: 'Headovations',
		before: async ({ control }, { outreach }) =>
			await control.setOutreachProspect(outreach?.id ?? 0, {
				emails: ['o.said@elsewhere.example'],
				linkedInUrl: null,
				linkedInSlug: null,
			}),
		outcome: /^A person has to decide: Only the name and the previous company fit/,
		next: 'nobody',
	},
];

async function addTwins({ sandboxUrl }: RunningDemo): Promise<void> {
	for (const name of ['Twin Works', 'Twin Works Holding']) {
		const data = { type: 'account', attributes: { name, domain: TWIN_DOMAIN, named: true } };
		const { status } = await callOutreach(
			`${sandboxUrl}/outreach`,
			DEMO.outreachAccessToken,
			'POST',
			'/accounts',
			{ data },
		);
		if (status !== 201) throw new Error(`The account ${name} was not made (${status}).`);
	}
}

/** Puts the person of a scenario into the world, worked on in the one product, and nowhere else. */
export async function prepare(demo: RunningDemo, scenario: Scenario): Promise<SandboxPerson> {
	const { email, firstName, lastName, workedOnIn, before } = scenario;
	const { control } = demo;
	const { people } = await control.state();
	const known = people.find((one) => one.email === email);
	const added = { email, firstName, lastName, company: 'Old Harbor', title: 'Manager' };
	const person = known ?? (await control.addPerson(added));
	const isThere = (await control.mail({ person: person.id })).next.length > 0;
	if (!isThere) {
		await control.addToSequence(
			person.id,
			workedOnIn === 'outreach'
				? { vendor: 'outreach', sequenceId: ORDINARY.outreach }
				: { vendor: 'saleshandy', sequenceId: ORDINARY.saleshandy },
		);
	}
	await before?.(demo, person);
	return person;
}
