import type { Workflow } from '../../playground/src/n8n-api.ts';
import { startChatModel, type ChatModel, type Step } from './support/chat-model';
import { copyOfExample, unpublishAll } from './support/examples';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const ADA = 'ada.morales@northwind-robotics.example';
const TAG = 'New company';

/** What a tool gave: the items of the node. */
const items = (result: string) => JSON.parse(result) as Array<Record<string, unknown>>;

let demo: RunningDemo;
let model: ChatModel;
let workflow: Workflow;

beforeAll(async () => {
	model = await startChatModel();
	demo = await startTestDemo('ai-agent');
	await unpublishAll(demo.api, demo.workflows);
	const { id, name } = await demo.api.createCredential({
		name: 'OpenAI (scripted)',
		type: 'openAiApi',
		data: { apiKey: 'none', url: `${model.url}v1` },
	});
	const copy = await copyOfExample(demo, 'ai-agent-with-prospect-tools.json', {
		// Through its public address, the chat can be used without n8n's editor.
		'When Chat Message Received': { parameters: { public: true, mode: 'webhook' } },
		'OpenAI Chat Model': { credentials: { openAiApi: { id, name } } },
	});
	workflow = await demo.api.publishWorkflow(copy);
}, START_MS);

afterAll(async () => {
	await demo?.stop();
	await model?.stop();
});

/** Asks the agent, whose model follows the script; gives its answer. */
async function ask(chatInput: string, script: Step[]): Promise<string> {
	model.follow(script);
	const trigger = workflow.nodes.find(({ webhookId }) => webhookId !== undefined);
	// n8n publishes a workflow a moment after it has said so.
	const response = await waitFor('the chat', async () => {
		const answer = await fetch(`${demo.n8nUrl}/webhook/${trigger?.webhookId}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId: chatInput, chatInput }),
		});
		return answer.status === 404 ? undefined : answer;
	});
	const text = await response.text();
	expect({ status: response.status, text }).toMatchObject({ status: 200 });
	return (JSON.parse(text) as { output: string }).output;
}

describe('an AI agent with our nodes as tools', () => {
	it('finds out about a prospect, and tags her', async () => {
		const { event_id } = await demo.control.changeCompany(ADA, { company: 'Headovations' });
		const { id, explorium, outreach } = await demo.control.person(ADA);
		let events: unknown[] = [];
		const answer = await ask('What is new with Ada? Tag her if she has a new company.', [
			() => ({
				tool: 'Match_Prospects',
				args: { email: ADA, linkedin: '', full_name: '', company_name: '' },
			}),
			(found) => ({
				tool: 'Fetch_Prospect_Events',
				args: { prospect_ids: items(found)[0].prospect_id },
			}),
			(found) => {
				events = items(found);
				return { tool: 'Find_in_Saleshandy', args: { emails: ADA } };
			},
			(found) => ({ tool: 'Find_in_Outreach', args: { emails: items(found)[0].email } }),
			(found) => ({
				tool: 'Tag_in_Outreach',
				args: { prospect_ids: String(items(found)[0].id), tags: TAG },
			}),
			(done) => `Tagged: ${items(done)[0].id} ${items(done)[0].status}`,
		]);
		expect(events).toEqual([
			expect.objectContaining({
				event_id,
				prospect_id: id,
				current_company_name: explorium.company,
			}),
		]);
		expect(answer).toBe(`Tagged: ${outreach?.id} done`);
		expect((await demo.control.person(ADA)).outreach?.tags).toContain(TAG);
	});

	it('tells the model what each tool does, and nothing of the credentials', () => {
		const [{ tools }] = model.requests;
		expect(tools.map((tool) => tool.function.name).sort()).toEqual([
			'Fetch_Prospect_Events',
			'Find_in_Outreach',
			'Find_in_Saleshandy',
			'Match_Prospects',
			'Tag_in_Outreach',
		]);
		for (const tool of tools) expect(tool.function.description).toMatch(/ returns one item per /i);
		expect(JSON.stringify(model.requests)).not.toMatch(/demo-(explorium|saleshandy|access)/);
	});

	it('lets the model know what went wrong, so that it can go on', async () => {
		const answer = await ask('Tag somebody.', [
			() => ({ tool: 'Tag_in_Outreach', args: { prospect_ids: 'ada', tags: TAG } }),
			(failure) => `It says: ${failure}`,
		]);
		expect(answer).toMatch(/whole number/);
	});

	it('never broke the vendors’ schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
