import type { Json } from '../../tools/core-host/protocol.ts';
import { SALESHANDY_SPECS as SPECS } from '../support/nodeSpecs/saleshandy.ts';
import type { Prepare } from '../support/nodeSpecs/spec.ts';
import { enroll } from '../support/sequenceStates.ts';

const fixed =
	(parameters: Json): Prepare =>
	async () => ({ parameters });

const OWNED = { condition: [{ field: 'owner', operator: 'is', value: '1' }] };
const TAG = { tags: 'VIP' };
const ADA_EMAIL = 'ada.morales@northwind-robotics.example';
const EMAILS = `${ADA_EMAIL}, ben.okafor@bluepeak.example`;

/** Other ways to run a node, in which it makes other calls than in its typical run. */
export const VARIANTS: Record<string, Record<string, Prepare>> = {
	outreachAddTagsToProspects: {
		'by email': fixed({ ...TAG, selectBy: 'emails', emails: EMAILS }),
		'by filter': fixed({ ...TAG, selectBy: 'filter', filter: OWNED, applyToAll: true }),
		'not waiting': fixed({ ...TAG, selectBy: 'ids', ids: '1001, 1002', waitForCompletion: false }),
	},
	outreachAddTagsToAccounts: {
		'by domain': fixed({ ...TAG, selectBy: 'domain', domain: 'bluepeak.example' }),
	},
	outreachDeleteProspects: {
		'by filter': fixed({ selectBy: 'filter', filter: OWNED, applyToAll: true }),
		'not waiting': fixed({ selectBy: 'ids', ids: '1001, 1002', waitForCompletion: false }),
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
	outreachFinishSequenceState: {
		'by prospect and sequence': async (rig) => {
			await enroll(rig, 1001);
			return {
				parameters: {
					selectBy: 'prospectAndSequence',
					prospectId: '1001',
					sequenceId: { __rl: true, mode: 'id', value: '11' },
				},
			};
		},
	},
	outreachGetManySequenceStates: {
		'by email': async (rig) => {
			await enroll(rig, 1001);
			return { parameters: { emails: EMAILS } };
		},
		all: async (rig) => {
			await enroll(rig, 1001);
			return { parameters: { searchBy: 'all', filters: { state: ['notFinished'] } } };
		},
	},
	outreachCreateOrUpdateAccount: {
		'one that is there': fixed({ companyDomain: 'bluepeak.example', ...TAG }),
		'by name': fixed({ companyName: 'Atlas Ventures', ...TAG }),
	},
	outreachCreateTask: {
		'once per reference': fixed({
			prospectId: { __rl: true, mode: 'id', value: '1001' },
			options: { reference: 'evt_1' },
		}),
	},
	outreachCreateOrUpdateProspect: {
		'creating, with a look for the name': fixed({
			emails: 'mia.roth@new.example',
			previousCompany: 'Old Inc',
			fieldsToSet: 'byName',
			fieldValues: {
				field: [
					{ name: 'firstName', value: 'Mia' },
					{ name: 'lastName', value: 'Roth' },
				],
			},
		}),
		'by LinkedIn': fixed({
			findBy: 'linkedIn',
			linkedIn: 'ada-morales',
			stageId: { __rl: true, mode: 'id', value: '22' },
		}),
	},
	outreachGetManyProspects: {
		'by filter': fixed({ searchBy: 'filter', filter: OWNED, returnAll: true }),
		'by email': fixed({ searchBy: 'emails', emails: EMAILS }),
		everything: fixed({ searchBy: 'all', returnAll: true }),
	},
	outreachGetManyAccounts: { everything: fixed({ searchBy: 'all', returnAll: true }) },
	saleshandyUpdateProspectAttribute: {
		'by email': async (rig) => {
			const { field } = (await SPECS.saleshandyUpdateProspectAttribute.usual(rig)).parameters
				?.fieldValues as Json;
			const prospectId = { __rl: true, mode: 'email', value: ADA_EMAIL };
			return { parameters: { prospectId, fieldsToSet: 'byId', fieldValues: { field } } };
		},
	},
	saleshandyUpdateProspectStatusInSequence: {
		'finished in all, by email': async (rig) => {
			await SPECS.saleshandyUpdateProspectStatusInSequence.usual(rig);
			const prospectId = { __rl: true, mode: 'email', value: ADA_EMAIL };
			return { parameters: { prospectId, status: 'finished', sequences: 'all' } };
		},
		active: async (rig) => {
			const { parameters } = await SPECS.saleshandyUpdateProspectStatusInSequence.usual(rig);
			const { enrollments } = await rig.sandbox.control.saleshandy();
			for (const { prospectId, sequenceId, stepId } of enrollments) {
				const place = { prospectId, sequenceId, stepId };
				await rig.sandbox.control.setSaleshandyEnrollment({ ...place, status: 'paused' });
			}
			return { parameters: { ...parameters, status: 'active' } };
		},
	},
	saleshandyAddProspectsToSequence: {
		'not verified': async (rig) => {
			const { parameters } = await SPECS.saleshandyAddProspectsToSequence.usual(rig);
			return { parameters: { ...parameters, verifyAddresses: false } };
		},
	},
	saleshandyGetManyProspects: {
		everything: fixed({ searchBy: 'all', returnAll: true }),
		'by email': fixed({ searchBy: 'email', emails: EMAILS }),
	},
};
