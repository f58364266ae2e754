import type { IExecuteFunctions } from 'n8n-workflow';
import { readItems } from '../../../nodes/shared/readItems';
import { badInput, success, type Result } from '../../../nodes/shared/result';

const contextOf = (items: number, goesOn: boolean) =>
	({
		continueOnFail: () => goesOn,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNode: () => ({
			name: 'A node',
			type: 'a',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
	}) as unknown as IExecuteFunctions;

/** Reads like a form whose expression fails for one item, in n8n's way. */
const unlessItem = (bad: number) => (item: number) => {
	if (item !== bad) return success(item);
	throw Object.assign(new Error('Referenced node does not exist'), {
		context: { parameter: 'ids' },
	});
};

it('fails the one item whose expression cannot be resolved, and says where it stands', async () => {
	const { requests, failures } = await readItems(contextOf(3, true), unlessItem(1));
	expect(requests).toEqual([0, 2]);
	expect(failures).toEqual([
		{
			items: [1],
			failure: {
				kind: 'input',
				message: 'Referenced node does not exist',
				hint: expect.stringContaining('the parameter "ids"'),
			},
		},
	]);
});

it("hands n8n's own error on when the node stops, and says where it stands", async () => {
	await expect(
		readItems(contextOf(3, false), unlessItem(1), 'Nothing was changed.'),
	).rejects.toMatchObject({
		message: 'Referenced node does not exist',
		description:
			'n8n could not work out the parameter "ids" for this item. Check its expression and the data of the item. Nothing was changed.',
		context: { parameter: 'ids' },
	});
});

it('says what had been changed when it stops', async () => {
	const read = (item: number): Result<number> =>
		item === 1 ? badInput('"IDs" is empty') : success(item);
	await expect(readItems(contextOf(3, false), read, 'Nothing.')).rejects.toMatchObject({
		message: '"IDs" is empty [item 1]',
		description: expect.stringMatching(/^Change it in the node, .* Nothing\.$/),
	});
});

it('lets n8n do its other work while it reads many items', async () => {
	let turns = 0;
	const timer = setInterval(() => (turns += 1), 1);
	const read = (item: number) => {
		const until = Date.now() + 5;
		while (Date.now() < until);
		return success(item);
	};
	await readItems(contextOf(60, true), read);
	clearInterval(timer);
	expect(turns).toBeGreaterThanOrEqual(3);
});
