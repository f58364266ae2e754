import type { Client } from '../../../shared/client';
import type { AtOnce } from '../../../shared/concurrently';
import { eachInTurns } from '../../../shared/turns';
import type { ItemFailure } from '../../../shared/nodeRun';
import type { PlannedCalls } from '../../../shared/runCalls';
import { sortOut } from '../../bulk/bulkInput';
import { accountFields } from '../../modify/accountFields';
import { modificationsOf } from '../../modify/readModification';
import { checkedFields, type AccountInput } from './readAccount';
import { joinByAccount, type AccountWrite } from './sameAccount';

/** Works out the field values of all items, and puts items about one account together. Changes nothing. */
export async function planAccounts(
	client: Client,
	inputs: AccountInput[],
	concurrency: AtOnce,
): Promise<PlannedCalls<AccountWrite>> {
	const settle = modificationsOf(accountFields, true);
	const given = inputs.map((input) => input.given);
	const settled = await sortOut(inputs, await settle(given, client, concurrency));
	const good: Array<{ input: AccountInput; fields: Record<string, unknown> }> = [];
	const failures: ItemFailure[] = [...settled.bad];
	await eachInTurns(settled.good, ({ input, value }) => {
		const fields = checkedFields(value);
		if (fields.ok) good.push({ input, fields: fields.value });
		else failures.push({ items: [input.itemIndex], failure: fields.failure });
	});
	const calls = (await joinByAccount(good)).map((write, at) => {
		const key = String(at);
		return { settings: write, ids: [key], itemsOf: new Map([[key, write.items]]) };
	});
	return { calls, failures };
}
