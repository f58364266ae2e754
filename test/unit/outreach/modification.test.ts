import { modificationsOf } from '../../../nodes/Outreach/modify/readModification';
import { prospectFields } from '../../../nodes/Outreach/modify/prospectFields';
import { outreach } from '../../../nodes/Outreach/outreach';
import { cannedClient } from '../../support/cannedClient';

it('takes no value of two that the data of an item gives one field', async () => {
	const settings = { clearsEmpty: false, isSingle: false, zone: undefined };
	const modify = async (entries: Array<[string, unknown]>, isAutomatic = true) => {
		const client = cannedClient([{ body: { data: [] } }], 'v1', outreach);
		const given = [{ ...settings, isAutomatic, entries }];
		return (await modificationsOf(prospectFields)(given, client, 1))[0];
	};
	for (const other of ['title\u200B', 'Title', ' title']) {
		expect(
			await modify([
				['title', 'VP'],
				[other, 'CEO'],
			]),
		).toMatchObject({
			failure: { message: expect.stringContaining('two values for "Title": in "title" and in "') },
		});
		expect(
			await modify([
				['title', 'VP'],
				[other, 'VP'],
			]),
		).toMatchObject({ value: { title: 'VP' } });
		expect(
			await modify([
				['title', 'VP'],
				[other, ''],
			]),
		).toMatchObject({ value: { title: 'VP' } });
	}
	const byHand = await modify(
		[
			['title', 'VP'],
			['title', 'CEO'],
		],
		false,
	);
	expect(byHand).toMatchObject({ value: { title: 'CEO' } });
});

it('says what to do about a value that was not found, also where empty values clear', async () => {
	const given = { isAutomatic: false, clearsEmpty: true, isSingle: false, zone: undefined };
	const entries: Array<[string, unknown]> = [['title', undefined]];
	const client = cannedClient([], 'v1', outreach);
	const [read] = await modificationsOf(prospectFields)([{ ...given, entries }], client, 1);
	expect(!read.ok && read.failure.hint).toContain(
		'An expression that finds nothing clears no field',
	);
});
