import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { describeNodes } from '../support/describeNodes';
import { startHost, type Host } from '../support/host';

interface Described {
	name: string;
	subtitle?: string;
	description: string;
	usableAsTool?: true;
	properties: INodeProperties[];
}

/** n8n adds this one to every node that polls. */
const isOwn = ({ name }: INodeProperties) => name !== 'pollTimes';

let host: Host;
let nodes: Described[];
beforeAll(async () => {
	host = await startHost();
	nodes = await describeNodes<Described>(host);
	for (const node of nodes) node.properties = node.properties.filter(isOwn);
});
afterAll(async () => await host.stop());

/** The fields of a form, also those inside others. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((field) => {
		const inside = ['collection', 'fixedCollection'].includes(field.type) ? field.options : [];
		const fields = (inside ?? []).flatMap((one) =>
			'values' in one ? (one as INodePropertyCollection).values : [one as INodeProperties],
		);
		return [field, ...fieldsOf(fields)];
	});
}

/** The fields of all nodes that do not pass, as `node: field`. */
const problems = (check: (field: INodeProperties, node: Described) => boolean) =>
	nodes.flatMap((node) =>
		fieldsOf(node.properties)
			.filter((field) => field.type !== 'notice' && !check(field, node))
			.map((field) => `${node.name}: ${field.displayName}`),
	);

describe('the description of a node', () => {
	it('says what it does; for AI agents what it needs and returns too, otherwise in two lines', () => {
		const forAgents = /^[A-Z][a-z]+ .*\. Needs .*\breturns one item\b.*\.$/;
		const forPeople = /^[A-Z][a-z]+,? .{20,135}[^.]$/;
		const wrong = nodes.filter(
			({ description, usableAsTool }) => !(usableAsTool ? forAgents : forPeople).test(description),
		);
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	it('names the vendor, as the display name is not all that a model sees', () => {
		const wrong = nodes.filter(({ name, description }) => {
			const vendor = /^(explorium|saleshandy|outreach)/.exec(name)?.[0] ?? '?';
			return !description.toLowerCase().includes(vendor);
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});
});

describe('a field', () => {
	it('says what it is for', () => {
		// n8n wants none for the events of a trigger; a collection is said by its fields.
		const isSaid = ({ description, displayName, type }: INodeProperties) =>
			Boolean(description) || displayName === 'Trigger On' || type === 'collection';
		expect(problems(isSaid)).toEqual([]);
	});

	it('shows an example where a text is typed', () => {
		const isShown = ({ type, placeholder, name }: INodeProperties) =>
			type !== 'string' || name === 'externalStartPayload' || /^e\.g\. ./.test(placeholder ?? '');
		expect(problems(isShown)).toEqual([]);
	});

	it('says how to give several, where it takes several', () => {
		const takesSeveral = ({ type, name }: INodeProperties) =>
			type === 'string' && /^(ids|prospectIds|businessIds|emails|domain|batchIds|tags)$/.test(name);
		const isSaid = ({ description = '' }: INodeProperties) =>
			/separated by commas(?: or line breaks)?, or a list from an expression/.test(description);
		expect(problems((field) => !takesSeveral(field) || isSaid(field))).toEqual([]);
		expect(nodes.flatMap(({ properties }) => properties).some(takesSeveral)).toBe(true);
	});

	it('says what an ID looks like, where one is typed', () => {
		const isSaid = ({ description = '' }: INodeProperties) =>
			/whole number|40 characters|32 characters|as Get Many \w+ returns/.test(description);
		const isId = ({ type, displayName }: INodeProperties) =>
			type === 'string' && /\bIDs?$/.test(displayName);
		expect(problems((field) => !isId(field) || isSaid(field))).toEqual([]);
	});
});

describe('the words of a form', () => {
	/** All that a person reads in it. */
	const textsOf = (value: unknown): string[] => {
		if (typeof value !== 'object' || value === null) return [];
		return Object.entries(value).flatMap(([name, one]) => {
			const isRead = ['displayName', 'description', 'hint', 'placeholder', 'name'].includes(name);
			return isRead && typeof one === 'string' && /[A-Z ]/.test(one) ? [one] : textsOf(one);
		});
	};

	it.each([
		['vendor', /\bvendor/i],
		['Sweep, which is Check', /\bsweep/i],
		['Credit Floor, which is Stop Below (Credits)', /\bfloor\b/i],
		[
			'Enrollment Key, which is List Name, but to explain it',
			/(?<!calls it the )\benrollment keys?\b/i,
		],
		['Business ID, which is Explorium Company ID', /\bbusiness IDs?\b/i],
		['At Most N Records, which is Most Records', /\bAt Most N\b/],
		['credits that are taken, as they are used', /\b(takes?|took) (\w+ ){0,2}credits/i],
		['two times that could be mixed up', /\b(Longest Wait|Maximum Wait|Timeout)\b/],
	])('hold no %s', (_, words) => {
		const wrong = nodes.flatMap(({ name, description, properties }) =>
			[description, ...textsOf(properties)]
				.filter((text) => words.test(text) && text !== 'minutesBetweenSweeps')
				.map((text) => `${name}: ${text}`),
		);
		expect(wrong).toEqual([]);
	});

	it('name the product wherever an ID could be of two', () => {
		const isNamed = ({ displayName }: INodeProperties) =>
			!/\b(Prospect|Account|Company) IDs?$/.test(displayName) ||
			/^(Explorium|Outreach|Saleshandy) /.test(displayName);
		expect(problems(isNamed)).toEqual([]);
	});

	it('show names on the canvas, and no ID of what was picked', () => {
		const wrong = nodes.filter(({ subtitle = '', properties }) =>
			fieldsOf(properties).some(
				({ type, name }) =>
					['resourceLocator', 'multiOptions'].includes(type) &&
					/Ids?$/.test(name) &&
					new RegExp(`(\\+|\\{) *\\$parameter\\.${name}\\b`).test(subtitle),
			),
		);
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});
});

describe('what a new node begins with', () => {
	const defaultOf = (node: string, field: string) =>
		nodes.find(({ name }) => name === node)?.properties.find(({ name }) => name === field)?.default;

	it('is what people know a record by, in every bulk action', () => {
		const bulk = nodes.filter(({ properties }) =>
			properties.some(({ name }) => name === 'applyToAll'),
		);
		expect(bulk.length).toBeGreaterThan(20);
		for (const { name } of bulk) {
			const key = name.includes('Account') && !name.includes('OnProspects') ? 'domain' : 'emails';
			expect([name, defaultOf(name, 'selectBy')]).toEqual([name, key]);
		}
	});

	it('is a check every six hours, right under Poll Times', () => {
		const trigger = nodes.find(({ name }) => name === 'exploriumProspectEventsTrigger');
		expect(trigger?.properties[0]).toMatchObject({
			displayName: 'Check Every (Hours)',
			default: 6,
			description: expect.stringContaining('whatever Poll Times says'),
		});
	});
});

describe('a form', () => {
	it('has what is required first, and options last', () => {
		const wrong = nodes.filter(({ properties }) => {
			const names = properties.map(({ name }) => name);
			const tail = names.includes('options') ? ['options', 'requestOptions'] : ['requestOptions'];
			const required = properties.map((field) => (field.required ? field.name : undefined));
			const optional = properties.findIndex(
				({ type, required: isRequired }) => type === 'collection' && !isRequired,
			);
			return (
				names.slice(-tail.length).join() !== tail.join() ||
				required.slice(optional).some((name) => name !== undefined)
			);
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	it.each([
		['exploriumDeleteProspectEnrollments', /Ends the enrollment/],
		['exploriumSyncProspectEnrollments', /deletes the enrollments/],
		['outreachDeleteAccounts', /Deletes the accounts/],
		['outreachDeleteProspects', /Deletes the prospects/],
		['outreachRemoveAllAssignmentsFromAccounts', /Takes every assigned user off/],
		['outreachRemoveAllAssignmentsFromProspects', /Takes every assigned user off/],
		['outreachFinishProspectSequences', /Finishes every sequence/],
		['outreachPauseProspectSequences', /Pauses every sequence/],
		['outreachConfirmBatch', /it may delete records/],
		['saleshandyUpdateProspectStatusInSequence', /stops the sequence for the prospect for good/],
		['saleshandyAddToDoNotContact', /Only a person can take them off/],
	])('%s says before anything else what it will do', (name, text) => {
		const [first] = nodes.find((node) => node.name === name)?.properties ?? [];
		expect(first).toMatchObject({ type: 'notice', displayName: expect.stringMatching(text) });
	});

	it.each([
		['exploriumProspectEventsTrigger', 'checkEveryHours', /credits/],
		['exploriumFetchProspectEvents', 'eventTypes', /credits/],
		['exploriumEnrichProspectContacts', 'contactTypes', /credits/],
		['exploriumEnrichProspectProfiles', 'prospectIds', /credits/],
		['exploriumEnrichBusinesses', 'businessIds', /credits/],
		['exploriumAddProspectEnrollments', 'enrollmentKey', /adds enrollments/],
		['exploriumUpdateProspectEnrollments', 'prospectIds', /no longer monitored/],
		['outreachAddProspectsToSequence', 'sequenceId', /starts to send/],
		['outreachModifyAccounts', 'applyToAll', /Nothing is sent while this is off/],
	])('%s says below %s what it costs or does', (name, field, text) => {
		const { properties = [] } = nodes.find((node) => node.name === name) ?? {};
		const found = fieldsOf(properties).find((one) => one.name === field);
		expect(found?.hint).toMatch(text);
	});
});
