import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { ToolResult } from '../../tools/core-host/protocol';
import { startHost, type Host } from '../support/host';
import { allByModel, fromAi, keyOf } from '../support/modelFields';
import { startSandbox, type Sandbox, type SandboxPerson } from '../support/sandbox';
import {
	exploriumCredential,
	outreachCredential,
	saleshandyCredential,
} from '../support/vendorRig';

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const described = Object.values(exported)
	.map((Class) => new Class().description)
	.filter((description) => description?.properties !== undefined && 'inputs' in description)
	.sort((one, other) => one.name.localeCompare(other.name));
const usable = described.filter(({ usableAsTool }) => usableAsTool);
const others = described.filter(({ usableAsTool }) => !usableAsTool);

/** What a model must not do by itself, whatever the node is called otherwise. */
const NEVER =
	/Delete|RemoveAll|FinishProspect|Sync|CreateBatch|ConfirmBatch|Trigger|AddToDoNotContact|UpdateProspectStatus/;
/** A model reads all that a tool gives, and pays for it. */
const MOST_BYTES = 8_000;
const ADA = 'ada.morales@northwind-robotics.example';

let host: Host;
let sandbox: Sandbox;
let ada: SandboxPerson;

beforeAll(async () => {
	[host, sandbox] = await Promise.all([startHost(), startSandbox()]);
	ada = await sandbox.control.person(ADA);
});
afterAll(async () => {
	await Promise.all([host.stop(), sandbox.stop()]);
});

function credentialsOf(node: string) {
	if (node.startsWith('explorium')) return exploriumCredential(sandbox);
	return node.startsWith('saleshandy')
		? saleshandyCredential(sandbox)
		: outreachCredential(sandbox);
}

describe('which nodes are tools', () => {
	it('are those that a model cannot do harm with that it cannot undo', () => {
		expect(usable.length).toBeGreaterThan(0);
		expect(usable.map(({ name }) => name).filter((name) => NEVER.test(name))).toEqual([]);
		expect(others.map(({ name }) => name).filter((name) => !NEVER.test(name))).toEqual([]);
	});

	it.each(others)('$name is none', async ({ name }) => {
		const asked = host.describeTool({ node: `${name}Tool` });
		await expect(asked).rejects.toThrow(/cannot be used as a tool|Unknown node/);
	});
});

describe('what a model is told about', () => {
	it.each(usable)('$name', async (description: INodeTypeDescription) => {
		const parameters = allByModel(description.properties);
		const tool = await host.describeTool({ node: `${description.name}Tool`, parameters });

		expect(tool.description).toBe(description.description);
		expect(tool.description).toMatch(/^[A-Z][a-z]+ .{30,}/);
		expect(tool.description).toMatch(/\breturns one item\b/);
		expect(tool.description).not.toMatch(/<|http|\n/);

		const labels = Object.fromEntries(
			description.properties.map(({ name, displayName }) => [name, keyOf(displayName)]),
		);
		const keys = Object.keys(parameters).map((name) => labels[name]);
		const { type, properties, required } = tool.parameters as {
			type: string;
			properties: Record<string, { type: string }>;
			required?: string[];
		};
		expect(type).toBe('object');
		expect(Object.keys(properties).sort()).toEqual(keys.sort());
		expect([...(required ?? [])].sort()).toEqual(keys);
		for (const [key, property] of Object.entries(properties)) {
			expect(['string', 'number', 'boolean']).toContain(property.type);
			// The label is all that a model has to go by where n8n's editor adds no words to it.
			expect(key).toMatch(/^[A-Z][A-Za-z]+(_[A-Za-z-]+)*$/);
		}
	});

	it('a field that the user describes to it', async () => {
		const { parameters } = await host.describeTool({
			node: 'outreachAddTagsToProspectsTool',
			parameters: {
				selectBy: 'ids',
				ids: "={{ $fromAI('prospect_ids', 'Outreach prospect IDs, separated by commas') }}",
				tags: 'VIP',
				waitForCompletion: "={{ $fromAI('wait', 'Whether to wait', 'boolean', true) }}",
			},
		});
		expect(parameters).toMatchObject({
			properties: {
				prospect_ids: {
					type: 'string',
					description: 'Outreach prospect IDs, separated by commas',
				},
				wait: { type: 'boolean', default: true },
			},
			required: ['prospect_ids'],
		});
		expect(Object.keys(parameters.properties as object)).toEqual(['prospect_ids', 'wait']);
	});
});

describe('what a model gets when it calls', () => {
	async function call(node: string, parameters: object, args: object): Promise<ToolResult> {
		return await host.callTool({
			node: `${node}Tool`,
			parameters: { ...parameters },
			args: { ...args },
			credentials: credentialsOf(node),
		});
	}

	async function items(node: string, parameters: object, args: object) {
		const { output, error } = await call(node, parameters, args);
		expect(error).toBeNull();
		expect(Buffer.byteLength(output ?? '')).toBeLessThan(MOST_BYTES);
		return JSON.parse(output ?? '') as Array<Record<string, unknown>>;
	}

	it('Match Prospects', async () => {
		const found = await items(
			'exploriumMatchProspects',
			{ email: fromAi('email') },
			{ email: ADA },
		);
		expect(found).toEqual([expect.objectContaining({ matched: true, prospect_id: ada.id })]);
	});

	it('Fetch Prospect Events, with event types in its own words', async () => {
		const { event_id } = await sandbox.control.changeRole(ada.id, { title: 'CEO' });
		const parameters = { prospectIds: fromAi('ids'), eventTypes: fromAi('types') };
		const args = { ids: ada.id, types: 'prospect_changed_role' };
		const found = await items('exploriumFetchProspectEvents', parameters, args);
		expect(found).toEqual([expect.objectContaining({ event_id, current_job_title: 'CEO' })]);
	});

	it('Enrich Prospect Contacts', async () => {
		const parameters = { prospectIds: fromAi('ids') };
		const found = await items('exploriumEnrichProspectContacts', parameters, { ids: ada.id });
		expect(found).toEqual([expect.objectContaining({ professions_email: ADA })]);
	});

	it('Add Prospect Enrollments and Get Prospect Enrollments', async () => {
		const parameters = { enrollmentKey: fromAi('key'), prospectIds: fromAi('ids') };
		await items('exploriumAddProspectEnrollments', parameters, { key: 'by-model', ids: ada.id });
		const listed = await items('exploriumGetProspectEnrollments', {}, {});
		expect(listed).toContainEqual(expect.objectContaining({ enrollment_key: 'by-model' }));
	});

	it('Get Many Prospects of Saleshandy, and sets what Get Many Fields lists', async () => {
		const emails = { searchBy: 'email', emails: fromAi('emails') };
		const [{ id }] = await items('saleshandyGetManyProspects', emails, { emails: ADA });
		expect(id).toBe(ada.saleshandy.id);
		const fields = await items('saleshandyGetManyFields', {}, {});
		const notes = fields.find(({ label }) => label === 'Notes');
		const parameters = {
			prospectId: fromAi('prospect'),
			fieldsToSet: 'byId',
			fieldValues: { field: [{ fieldId: fromAi('field'), attributeValue: fromAi('value') }] },
		};
		const args = { prospect: id, field: notes?.id, value: 'Likes tea' };
		await items('saleshandyUpdateProspectAttribute', parameters, args);
		const { saleshandy } = await sandbox.control.person(ADA);
		expect(saleshandy.attributes.Notes).toBe('Likes tea');
	});

	it('Get Many Prospects of Outreach, and tags, changes and adds whom it found', async () => {
		const emails = { searchBy: 'emails', emails: fromAi('emails') };
		const [{ id }] = await items('outreachGetManyProspects', emails, { emails: ADA });
		expect(id).toBe(ada.outreach?.id);

		const tag = { selectBy: 'ids', ids: fromAi('ids', 'number'), tags: fromAi('tags') };
		const tagged = await items('outreachAddTagsToProspects', tag, { ids: id, tags: 'VIP, Tea' });
		expect(tagged).toEqual([expect.objectContaining({ id, status: 'done' })]);

		const title = { name: 'title', value: fromAi('title') };
		const modify = {
			selectBy: 'ids',
			ids: fromAi('ids'),
			fieldsToSet: 'byName',
			fieldValues: { field: [title] },
		};
		await items('outreachModifyProspects', modify, { ids: String(id), title: 'Owner' });

		const sequence = {
			selectBy: 'ids',
			ids: fromAi('ids'),
			sequenceId: { __rl: true, mode: 'id', value: fromAi('sequence') },
			mailboxId: { __rl: true, mode: 'id', value: '41' },
		};
		const added = await items('outreachAddProspectsToSequence', sequence, {
			ids: String(id),
			sequence: '11',
		});
		const { outreach } = await sandbox.control.person(ADA);
		expect(outreach).toMatchObject({
			title: 'Owner',
			tags: expect.arrayContaining(['VIP', 'Tea']),
		});
		expect(outreach?.sequences).toEqual([expect.objectContaining({ sequenceId: 11 })]);

		const batch = { batchId: fromAi('batch', 'number') };
		const [state] = await items('outreachGetBatch', batch, { batch: Number(added[0].batchId) });
		expect(state).toMatchObject({ state: 'finished' });
	});

	it('a list of ten records, in a size that a model can read', async () => {
		const parameters = { searchBy: 'all', limit: fromAi('limit', 'number') };
		const found = await items('outreachGetManyProspects', parameters, { limit: 10 });
		expect(found).toHaveLength(10);
	});

	it('a reason and what to do where it cannot be done', async () => {
		const parameters = { selectBy: 'ids', ids: fromAi('ids'), tags: fromAi('tags') };
		const asked = { ids: 'Ada Morales', tags: 'VIP' };
		const { error } = await call('outreachAddTagsToProspects', parameters, asked);
		expect(error?.message).toMatch(/"Outreach Prospect IDs" holds "Ada" .* a whole number/);
		const nobody = await call('outreachGetManyProspects', { emails: fromAi('e') }, { e: '' });
		expect(nobody.error?.message).toMatch(/"Emails" is empty/);
		expect(nobody.error?.message).not.toMatch(/undefined|\[object/);
	});
});
