import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES } from '../../support/outreachBulkNodes';

/** The bulk suites try every node on a lost answer: it does what its row says. */
it('adding to a sequence and deleting are never sent twice', () => {
	const rows = [...BULK_ACCOUNT_NODES, ...BULK_PROSPECT_NODES];
	const once = rows.filter((row) => row.once).map(({ action }) => action);
	expect(once).toEqual(
		expect.arrayContaining(['accountsDestroyAll', 'prospectsAddToSequence', 'prospectsDestroyAll']),
	);
});
