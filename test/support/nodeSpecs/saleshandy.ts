import { itemsOf } from '../explorium.ts';
import type { Json } from '../../../tools/core-host/protocol';
import type { VendorRig } from '../vendorRig';
import type { NodeSpecs } from './spec.ts';

/** Puts the first person into a sequence. */
async function enrolled({ control }: VendorRig['sandbox']) {
	const [{ saleshandy }] = (await control.state()).people;
	const [{ id, steps }] = (await control.saleshandy()).sequences;
	const place = { prospectId: saleshandy.id, sequenceId: id, stepId: steps[0].id };
	await control.setSaleshandyEnrollment({ ...place, status: 'active' });
	return place;
}

/** A field to set, by its id. */
async function jobTitle(rig: VendorRig): Promise<Json[]> {
	const fields = itemsOf(await rig.run({ node: 'saleshandyGetManyFields' }));
	const title = fields.find(({ json }) => json.label === 'Job Title');
	return [{ fieldId: title?.json.id, attributeValue: 'CEO' }];
}

export const SALESHANDY_SPECS: NodeSpecs = {
	saleshandyUpdateProspectAttribute: {
		usual: async (rig) => {
			const field = await jobTitle(rig);
			const [{ saleshandy }] = (await rig.sandbox.control.state()).people;
			return {
				parameters: { prospectId: saleshandy.id, fieldsToSet: 'byId', fieldValues: { field } },
			};
		},
	},
	saleshandyAddToDoNotContact: {
		usual: async ({ sandbox }) => {
			const [{ id }] = (await sandbox.control.saleshandy()).dncLists;
			const items = 'ada@old-employer.example, old-employer.example';
			return { parameters: { dncListId: { __rl: true, mode: 'list', value: id }, items } };
		},
	},
	saleshandyUpdateProspectStatusInSequence: {
		usual: async ({ sandbox }) => {
			const { prospectId, sequenceId } = await enrolled(sandbox);
			return {
				parameters: {
					prospectId: { __rl: true, mode: 'id', value: prospectId },
					status: 'paused',
					sequenceId: { __rl: true, mode: 'id', value: sequenceId },
				},
			};
		},
	},
	saleshandyAddProspectsToSequence: {
		usual: async (rig) => {
			const { sequences } = await rig.sandbox.control.saleshandy();
			const sequence = sequences.find(({ title }) => title === 'New job');
			return {
				parameters: {
					sequenceId: { __rl: true, mode: 'id', value: sequence?.id },
					email: 'nia@headovations.example',
					fieldsToSet: 'byId',
					fieldValues: { field: await jobTitle(rig) },
				},
			};
		},
		examples: { 'options.tags': 'VIP' },
	},
	saleshandyGetManyProspects: {
		// Which custom fields there are, every account has for itself.
		usual: async () => ({
			parameters: { searchBy: 'all', options: { includeCustomFields: false } },
		}),
		nothing: {
			parameters: { searchBy: 'email', emails: 'nobody@example.com' },
			told: /^No prospects were found in Saleshandy/,
		},
	},
	saleshandyGetManyFields: {
		usual: async () => ({}),
		nothing: {
			told: /^No fields were found/,
			prepare: async ({ sandbox }) => {
				const body = { payload: [] };
				await sandbox.control.fault({ vendor: 'saleshandy', path: '/fields', status: 200, body });
			},
		},
	},
};
