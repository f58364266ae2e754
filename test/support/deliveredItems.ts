import type { OutputItem, WebhookResult } from '../../tools/core-host/protocol';
import { exploriumCredential, type VendorRig } from './vendorRig.ts';
import { startReceiver } from './webhookReceiver.ts';

const EVENT_TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];
const LONGEST_WAIT_MS = 20_000;

/** What Explorium's webhook trigger gives when one event of each type has happened. */
export async function deliveredItems({ host, sandbox }: VendorRig): Promise<OutputItem[]> {
	const results: WebhookResult[] = [];
	const server = await startReceiver(async ({ headers, body }) => {
		const result = await trigger.call({ headers, body });
		results.push(result);
		return result.status;
	});
	const trigger = await host.openWebhook({
		node: 'exploriumProspectEventsWebhookTrigger',
		credentials: exploriumCredential(sandbox, { partnerId: 'demo-partner' }),
		parameters: { eventTypes: EVENT_TYPES },
		baseUrl: server.url,
	});
	try {
		const { error } = await trigger.register();
		if (error) throw new Error(error.message);
		const [{ id }] = (await sandbox.control.state()).people;
		await sandbox.control.changeCompany(id);
		await sandbox.control.changeRole(id);
		await sandbox.control.anniversary(id);
		const deadline = Date.now() + LONGEST_WAIT_MS;
		while (results.length < EVENT_TYPES.length && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		return results.flatMap(({ output }) => output?.flat() ?? []);
	} finally {
		await Promise.all([trigger.close(), server.stop()]);
	}
}
