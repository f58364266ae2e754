import type { Json } from '../../tools/core-host/protocol.ts';
import type { Prepare } from '../support/typicalRuns.ts';

const fixed =
	(parameters: Json): Prepare =>
	async () => ({ parameters });

const OWNED = { condition: [{ field: 'owner', operator: 'is', value: '1' }] };
const TAG = { tags: 'VIP' };
const EMAILS = 'ada.morales@northwind-robotics.example, ben.okafor@bluepeak.example';

/** Other ways to run a node, in which it makes other calls than in its typical run. */
export const VARIANTS: Record<string, Record<string, Prepare>> = {
	outreachAddTagsToProspects: {
		'by email': fixed({ ...TAG, selectBy: 'emails', emails: EMAILS }),
		'by filter': fixed({ ...TAG, selectBy: 'filter', filter: OWNED, applyToAll: true }),
		'not waiting': fixed({ ...TAG, ids: '1001, 1002', waitForCompletion: false }),
	},
	outreachAddTagsToAccounts: {
		'by domain': fixed({ ...TAG, selectBy: 'domain', domain: 'bluepeak.example' }),
	},
	outreachDeleteProspects: {
		'by filter': fixed({ selectBy: 'filter', filter: OWNED, applyToAll: true }),
		'not waiting': fixed({ ids: '1001, 1002', waitForCompletion: false }),
	},
	outreachAddProspectsToSequence: {
		'by filter': fixed({
			selectBy: 'filter',
			filter: OWNED,
			applyToAll: true,
			sequenceId: { __rl: true, mode: 'id', value: '11' },
			mailboxId: { __rl: true, mode: 'id', value: '41' },
		}),
	},
	outreachGetManyProspects: {
		'by filter': fixed({ searchBy: 'filter', filter: OWNED, returnAll: true }),
		'by email': fixed({ searchBy: 'emails', emails: EMAILS }),
		everything: fixed({ searchBy: 'all', returnAll: true }),
	},
	outreachGetManyAccounts: { everything: fixed({ searchBy: 'all', returnAll: true }) },
	saleshandyGetManyProspects: {
		everything: fixed({ searchBy: 'all', returnAll: true }),
		'by email': fixed({ searchBy: 'email', emails: EMAILS }),
	},
};
