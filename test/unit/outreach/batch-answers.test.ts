import { batchApi } from '../../../nodes/Outreach/batches/batchApi';
import { sendAction } from '../../../nodes/Outreach/bulk/sendAction';
import { targetOf } from '../../../nodes/Outreach/bulk/target';
import { confirmBatch } from '../../../nodes/Outreach/operations/ConfirmBatch/confirmBatch';
import { createBatch } from '../../../nodes/Outreach/operations/CreateBatch/createBatch';
import { outreach } from '../../../nodes/Outreach/outreach';
import { cannedClient } from '../../support/cannedClient';

describe('a batch about another action', () => {
	const target = targetOf(['1']);
	const start = async (sent: string, named: unknown) => {
		if (!target.ok) throw new Error('no target');
		const data = { type: 'batch', id: 7, attributes: { action: named, state: 'finished' } };
		const client = cannedClient([{ body: { data } }], 'v1', outreach);
		const sending = { repeatable: false, attributes: {}, skipConfirmation: false };
		const call = { action: sent, target: target.value, ...sending };
		return [
			await sendAction(client, call),
			await createBatch(client, target.value, { action: sent, payload: {} }),
		];
	};

	it.each([
		['prospectsAddTags', 'prospectsDestroyAll'],
		['prospectsDestroyAll', 'accountsDestroyAll'],
		['prospectsAddToSequence', 'PROSPECTS_ADD_TAGS'],
	])('is no answer to %s: %s', async (sent, named) => {
		for (const result of await start(sent, named)) {
			expect(result).toMatchObject({
				ok: false,
				failure: {
					message: expect.stringContaining(`answered without a batch about ${sent}`),
					ambiguous: true,
				},
			});
		}
	});

	it.each([
		['accountAddTags', 'accountsAddTags', 'accountsAddTags'],
		['prospectsAddTags', 'Prospects: add tags', 'Prospects: add tags'],
		['prospectsAddTags', 'bulk_update', 'bulk_update'],
		['prospectsAddTags', null, 'prospectsAddTags'],
		['prospectsAddTags', '', 'prospectsAddTags'],
		['prospectsAddTags', {}, 'prospectsAddTags'],
	])('is not meant where %s is named %j', async (sent, named, shown) => {
		for (const result of await start(sent, named)) {
			expect(result).toMatchObject({ ok: true, value: { action: shown } });
		}
	});
});

describe('confirming a batch', () => {
	const waiting = { state: 'confirming', confirmCount: 2 };
	const clock = { now: () => 0, sleep: async () => undefined, isCancelled: () => false };
	const confirm = async (waits: boolean, answer: object, later: object = answer) => {
		let looks = 0;
		const client = cannedClient(
			({ method }) => {
				const attributes = method === 'POST' ? answer : looks === 0 ? waiting : later;
				if (method === 'GET') looks += 1;
				return { body: { data: { type: 'batch', id: 7, attributes } } };
			},
			'v1',
			outreach,
		);
		const rules = { count: 2, waits, maxWaitMs: 1000 };
		return await confirmBatch(batchApi(client), 7, rules, clock);
	};

	it.each([true, false])('fails if the answer says canceled, waited for: %s', async (waits) => {
		expect(await confirm(waits, { state: 'canceled' })).toMatchObject({
			failure: { message: 'The batch 7 ended as "canceled"' },
		});
	});

	it.each([true, false])('fails if it goes on waiting, waited for: %s', async (waits) => {
		expect(await confirm(waits, waiting)).toMatchObject({
			failure: { message: expect.stringContaining('but still shows it as "confirming"') },
		});
	});

	it('is seen a little later', async () => {
		const result = await confirm(false, waiting, { state: 'processing', total: 2 });
		expect(result).toMatchObject({ ok: true, value: { state: 'processing' } });
	});
});
