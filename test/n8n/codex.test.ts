import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeNodes } from '../support/describeNodes';
import { startHost, type Host } from '../support/host';
import { anchorOf, anchorsOf } from '../support/pages';

const ROOT = join(__dirname, '../..');
const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	repository: { url: string };
};

/** The categories that n8n's documentation of codex files allows. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** What people type into the node panel, and nodes they must find by it. */
const SEARCHES: Array<[words: string, nodes: string[]]> = [
	['job change', ['exploriumProspectEventsTrigger', 'exploriumFetchProspectEvents']],
	['promotion', ['exploriumProspectEventsWebhookTrigger']],
	['new job', ['exploriumProspectEventsTrigger', 'exploriumFetchProspectEvents']],
	['promotion', ['exploriumProspectEventsTrigger', 'exploriumFetchProspectEvents']],
	['work anniversary', ['exploriumProspectEventsTrigger', 'exploriumFetchProspectEvents']],
	['signal', ['exploriumProspectEventsTrigger', 'exploriumAddProspectEnrollments']],
	['intent', ['exploriumProspectEventsTrigger', 'exploriumFetchProspectEvents']],
	['monitor', ['exploriumAddProspectEnrollments', 'exploriumSyncProspectEnrollments']],
	['stop monitoring', ['exploriumDeleteProspectEnrollments']],
	['watch list', ['exploriumGetProspectEnrollments', 'exploriumSyncProspectEnrollments']],
	['LinkedIn', ['exploriumMatchProspects']],
	['enrich', ['exploriumEnrichProspectContacts']],
	['firmographics', ['exploriumEnrichBusinesses']],
	['employer', ['exploriumEnrichProspectProfiles']],
	['balance', ['exploriumGetCredits']],
	['find email', ['exploriumEnrichProspectContacts']],
	['phone number', ['exploriumEnrichProspectContacts']],
	['update contact', ['saleshandyUpdateProspectAttribute']],
	['custom field', ['saleshandyUpdateProspectAttribute', 'outreachModifyProspects']],
	['CRM', ['outreachGetManyAccounts', 'saleshandyGetManyProspects']],
	['tag', ['outreachAddTagsToProspects', 'outreachRemoveTagsFromAccounts']],
	['label', ['outreachAddTagsToAccounts', 'outreachRemoveTagsFromProspects']],
	['sequence', ['outreachAddProspectsToSequence', 'outreachPauseProspectSequences']],
	['cadence', ['outreachAddProspectsToSequence', 'outreachFinishProspectSequences']],
	['stop sequence', ['outreachFinishProspectSequences', 'outreachPauseProspectSequences']],
	['bulk', ['outreachModifyAccounts', 'outreachGetBatch', 'outreachDeleteProspects']],
	['reassign', ['outreachAssignOwnerToAccounts', 'outreachAssignOwnerToProspects']],
	['unassign', ['outreachRemoveAllAssignmentsFromAccounts']],
	['deal', ['outreachSetOpportunityOnProspects']],
	['update prospect', ['outreachModifyProspects', 'saleshandyUpdateProspectAttribute']],
	['remove account', ['outreachDeleteAccounts']],
	['failed records', ['outreachGetManyBatchItems', 'outreachGetBatch']],
	['approve', ['outreachConfirmBatch']],
	['look up', ['outreachGetManyProspects', 'exploriumMatchProspects']],
	['webhook', ['exploriumProspectEventsWebhookTrigger']],
];

/** Words that name what no node of the package is, or that the one that is has in its name. */
const MISLEADING = ['webhook', 'instant', 'real-time', 'agent'];

interface Codex {
	categories: string[];
	alias: string[];
	resources: Record<'primaryDocumentation' | 'credentialDocumentation', Array<{ url: string }>>;
}

interface Described {
	name: string;
	displayName: string;
	documentationUrl?: string;
	codex: Codex;
}

let host: Host;
let nodes: Described[];
beforeAll(async () => {
	host = await startHost();
	nodes = await describeNodes<Described>(host);
});
afterAll(async () => await host.stop());

/** What n8n's node panel finds by: the display name and the aliases, in any case. */
function find(words: string): string[] {
	return nodes
		.filter(({ displayName, codex }) =>
			[displayName, ...codex.alias].some((text) =>
				text.toLowerCase().includes(words.toLowerCase()),
			),
		)
		.map(({ name }) => name);
}

const problems = (check: (node: Described) => boolean) =>
	nodes.filter((node) => !check(node)).map(({ name }) => name);

it('gives every node categories of n8n', () => {
	expect(nodes.length).toBeGreaterThan(40);
	const wrong = problems(
		({ codex: { categories } }) =>
			categories.includes('Sales') &&
			categories.every((category) => CATEGORIES.includes(category)) &&
			new Set(categories).size === categories.length,
	);
	expect(wrong).toEqual([]);
});

it('gives every node 4 to 10 aliases, in lower case, each once', () => {
	const wrong = problems(
		({ codex: { alias } }) =>
			alias.length >= 4 &&
			alias.length <= 10 &&
			alias.every((one) => /^[a-z][a-z ]{2,}$/.test(one)) &&
			new Set(alias).size === alias.length,
	);
	expect(wrong).toEqual([]);
});

it('wastes no alias on what the display name says, or on what the node is not', () => {
	const wrong = problems(({ displayName, codex: { alias } }) =>
		alias.every(
			(one) => !displayName.toLowerCase().includes(` ${one} `) && !MISLEADING.includes(one),
		),
	);
	expect(wrong).toEqual([]);
});

it("links the vendor's page on the operation and on the credential", () => {
	const ofVendor = (name: string) =>
		new RegExp(
			`^https://developers?\\.${/^(explorium|saleshandy|outreach)/.exec(name)?.[0]}\\.(ai|com|io)/.`,
		);
	const wrong = problems(({ name, codex: { resources } }) => {
		const links = [...resources.primaryDocumentation, ...resources.credentialDocumentation];
		return links.length === 2 && links.every(({ url }) => ofVendor(name).test(url));
	});
	expect(wrong).toEqual([]);
});

it('has the Docs link of every node open its part of our pages', () => {
	const base = `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/main/`;
	const wrong = problems(({ displayName, documentationUrl = '' }) => {
		const [page, anchor] = documentationUrl.replace(base, '').split('#');
		const file = join(ROOT, page);
		const isOurs = documentationUrl.startsWith(base) && existsSync(file);
		return isOurs && anchorsOf(file).has(anchor) && anchor === anchorOf(displayName);
	});
	expect(wrong).toEqual([]);
});

it.each(SEARCHES)('finds by "%s" what people look for', (words, wanted) => {
	expect(find(words)).toEqual(expect.arrayContaining(wanted));
});

it.each(['prospect events', 'explorium', 'saleshandy', 'outreach'])(
	'finds by "%s" only what has it in its name',
	(words) => {
		const named = nodes.filter(({ displayName }) => displayName.toLowerCase().includes(words));
		expect(find(words)).toEqual(named.map(({ name }) => name));
	},
);
