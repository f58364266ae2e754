import { isOwn, type WantedWebhook } from '../../../nodes/Explorium/versions/webhookRegistry';
import { cannedClient, type CannedClient } from '../../support/cannedClient';

type Version = 'v1' | 'v2';

interface Entry {
	webhook_id: string;
	name: string;
	webhook_url: string;
	status: string;
}

const SECRET = Buffer.alloc(32, 7).toString('base64url');
const DONE = { response_context: { request_status: 'success' } };
const WANTED: WantedWebhook = {
	url: 'https://n8n.example/webhook/5f1c/webhook',
	owner: { instanceId: 'n8n', workflowId: '1' },
	name: 'n8n: Job changes (0a1b2c3d)',
	isTest: false,
	replaceOthers: false,
};
const OTHER_URL = 'https://hooks.other.example/explorium';
const OTHER: Entry = {
	webhook_id: 'wh_other',
	name: 'CRM',
	webhook_url: OTHER_URL,
	status: 'active',
};
const SAME = [
	'https://N8N.Example/webhook/5f1c/webhook',
	'https://n8n.example:443/webhook/5f1c/webhook',
	`${WANTED.url}/`,
];

/** An Explorium that keeps webhooks, and writes what it is given in its own way. */
class Account {
	webhooks: Entry[] = [];
	/** What is written in place of what was sent. */
	kept: Partial<Entry> = {};
	/** What the answer to a registration says in place of what is kept. */
	answer: object = {};
	/** Whether lists show what was made. */
	isListed = true;
	client: CannedClient;

	constructor(version: Version) {
		this.client = cannedClient(({ method, path, body }) => {
			const id = /^\/webhooks\/([^/]+)/.exec(path)?.[1];
			const isV1 = version === 'v1';
			const found = this.webhooks.find(({ webhook_id }) => isV1 || webhook_id === id);
			const shown = (one: object) => ({
				body: { ...DONE, ...one, ...(isV1 && { webhook_secret: SECRET }) },
			});
			if (method === 'POST' && id === undefined) {
				const made = { webhook_id: 'wh_new', status: 'active', ...body, ...this.kept } as Entry;
				this.webhooks = isV1 ? [made] : [...this.webhooks, made];
				return { body: { ...DONE, ...made, webhook_secret: SECRET, ...this.answer } };
			}
			if (method === 'POST') return { body: { ...DONE, webhook_id: id, webhook_secret: SECRET } };
			if (id === undefined) {
				const webhooks = this.webhooks.filter((one) => this.isListed || one === OTHER);
				return { body: { ...DONE, webhooks } };
			}
			if (found === undefined) return { status: 404, body: { details: 'Not found.' } };
			if (method === 'DELETE') {
				this.webhooks = this.webhooks.filter((one) => one !== found);
				return { body: DONE };
			}
			return shown(Object.assign(found, body));
		}, version);
	}

	async register(wanted: WantedWebhook = WANTED) {
		return await this.client.version.webhooks.register(this.client, wanted, undefined);
	}

	sent(wantedMethod: string): number {
		return this.client.sent.filter(({ method }) => method === wantedMethod).length;
	}
}

describe.each<Version>(['v1', 'v2'])('a webhook of API %s', (version) => {
	it.each(SAME)('is registered where Explorium writes its address as %s', async (webhook_url) => {
		const account = new Account(version);
		account.kept = { webhook_url };
		const made = await account.register();
		expect(made).toMatchObject({ ok: true, value: { url: WANTED.url, secret: SECRET } });
		expect(account.sent('POST')).toBe(1);
		const known = made.ok ? made.value : undefined;
		const { webhooks } = account.client.version;
		expect(await webhooks.find(account.client, WANTED, known)).toEqual({ ok: true, value: known });
		if (known) await webhooks.remove(account.client, known);
		expect(account.webhooks).toEqual([]);
	});

	it.each(SAME)('is found again at %s', async (webhook_url) => {
		const account = new Account(version);
		account.webhooks = [{ ...OTHER, webhook_url }];
		expect(await account.register()).toMatchObject({ ok: true });
		expect(account.webhooks).toHaveLength(1);
		expect(account.sent('PATCH')).toBe(0);
	});

	it.each<[string, Partial<Entry>, object]>([
		['another address', { webhook_url: OTHER_URL }, {}],
		['another address and no secret', { webhook_url: OTHER_URL }, { webhook_secret: undefined }],
	])('is taken back where it got %s', async (_what, kept, answer) => {
		const account = new Account(version);
		Object.assign(account, { kept, answer });
		expect(await account.register()).toMatchObject({
			failure: { message: expect.stringContaining('It was deleted again.') },
		});
		expect(account.webhooks).toEqual([]);
	});
});

describe('a webhook of version 1', () => {
	it('gives its place back where Explorium keeps another address', async () => {
		const account = new Account('v1');
		account.webhooks = [{ ...OTHER }];
		account.kept = { webhook_url: 'https://third.example/' };
		expect(await account.register({ ...WANTED, replaceOthers: true })).toMatchObject({
			failure: {
				message: expect.stringContaining(
					'hooks.other.example was registered before, and could not',
				),
			},
		});
	});

	it('says whose address is there by now, and lets it alone', async () => {
		const account = new Account('v1');
		account.kept = { webhook_url: OTHER_URL };
		account.answer = { webhook_url: undefined, webhook_secret: undefined };
		expect(await account.register()).toMatchObject({
			failure: { message: expect.stringContaining('to hooks.other.example by now.') },
		});
		expect(account.sent('DELETE')).toBe(0);
	});

	it('takes the place of a cut short test of its own, in whatever form', async () => {
		const account = new Account('v1');
		const webhook_url = 'https://N8N.Example:443/webhook-test/5f1c/webhook/';
		account.webhooks = [{ ...OTHER, webhook_url }];
		expect(await account.register()).toMatchObject({ ok: true });
	});
});

describe('a webhook of version 2', () => {
	it.each<[string, Partial<Entry>, object]>([
		['no secret', {}, { webhook_secret: undefined }],
		['another name and address', { name: 'odd', webhook_url: OTHER_URL }, {}],
	])('is taken back by the ID in the answer where it got %s', async (_what, kept, answer) => {
		for (const isListed of [true, false]) {
			const account = new Account('v2');
			Object.assign(account, { kept, answer, isListed, webhooks: [OTHER] });
			expect(await account.register()).toMatchObject({
				failure: { message: expect.stringContaining('It was deleted again.') },
			});
			expect(account.webhooks).toEqual([OTHER]);
		}
	});

	it('is never another one that was there before', async () => {
		const account = new Account('v2');
		Object.assign(account, { webhooks: [OTHER], answer: { ...OTHER } });
		expect(await account.register()).toMatchObject({ ok: false });
		expect(account.webhooks).toEqual([OTHER]);
	});

	it('that Explorium does not know was not made', async () => {
		const account = new Account('v2');
		Object.assign(account, { isListed: false, answer: { webhook_id: 'wh_9', status: 'disabled' } });
		expect(await account.register()).toMatchObject({
			failure: { message: expect.stringContaining('No webhook was made.') },
		});
	});
});

it('a saved webhook is its own where the address is written in another form', () => {
	const saved = { version: 'v2' as const, id: 'wh_1', secret: SECRET, owner: WANTED.owner };
	for (const url of SAME) expect(isOwn({ ...saved, url }, WANTED)).toBe(true);
	expect(isOwn({ ...saved, url: OTHER_URL }, WANTED)).toBe(false);
});
