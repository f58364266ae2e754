import { companyId } from '../../../sandbox/explorium/state.ts';
import { itemsOf } from '../explorium.ts';
import type { VendorRig } from '../vendorRig';
import type { NodeSpecs } from './spec.ts';

const ALL_EVENTS = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];
const ENROLLMENT_KEY = 'customers';
const NOBODY = 'f'.repeat(40);

/** Two people's Explorium ids. */
async function peopleIds({ sandbox }: VendorRig): Promise<string[]> {
	const { people } = await sandbox.control.state();
	return people.slice(0, 2).map(({ id }) => id);
}

/** One event of each type has happened to two people. */
async function withEvents(rig: VendorRig): Promise<string[]> {
	const [one, other] = await peopleIds(rig);
	await rig.sandbox.control.changeCompany(one);
	await rig.sandbox.control.changeRole(other);
	await rig.sandbox.control.anniversary(other);
	return [one, other];
}

/** Two people are enrolled. */
async function withEnrollment(rig: VendorRig): Promise<string> {
	const parameters = { enrollmentKey: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) };
	const made = await rig.run({ node: 'exploriumAddProspectEnrollments', parameters });
	return String(itemsOf(made)[0].json.enrollment_id);
}

export const EXPLORIUM_SPECS: NodeSpecs = {
	exploriumProspectEventsTrigger: {
		usual: async (rig) => ({
			mode: 'manual',
			parameters: {
				eventTypes: ALL_EVENTS,
				source: 'prospectIds',
				prospectIds: (await withEvents(rig)).join(),
			},
		}),
	},
	exploriumFetchProspectEvents: {
		usual: async (rig) => ({
			parameters: { eventTypes: ALL_EVENTS, prospectIds: await withEvents(rig) },
		}),
		nothing: { parameters: { prospectIds: NOBODY }, told: /^No events were found/ },
	},
	exploriumAddProspectEnrollments: {
		usual: async (rig) => ({
			parameters: { enrollmentKey: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) },
		}),
	},
	exploriumUpdateProspectEnrollments: {
		usual: async (rig) => ({
			parameters: {
				enrollmentId: await withEnrollment(rig),
				updateFields: { enrollmentKey: 'partners' },
			},
		}),
	},
	exploriumGetProspectEnrollments: {
		usual: async (rig) => {
			await withEnrollment(rig);
			return {};
		},
		nothing: {
			told: /^No enrollments were found/,
			prepare: async ({ sandbox }) => {
				const body = { response_context: { request_status: 'success' }, enrollments: [] };
				await sandbox.control.fault({
					vendor: 'explorium',
					path: '/enrollments',
					status: 200,
					body,
				});
			},
		},
	},
	exploriumDeleteProspectEnrollments: {
		usual: async (rig) => ({ parameters: { enrollmentId: await withEnrollment(rig) } }),
	},
	exploriumSyncProspectEnrollments: {
		usual: async (rig) => ({
			parameters: { enrollmentKeyPrefix: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) },
		}),
	},
	exploriumMatchProspects: {
		usual: async ({ sandbox }) => {
			const { people } = await sandbox.control.state();
			return { parameters: { email: people[0].email } };
		},
	},
	exploriumEnrichProspectContacts: {
		usual: async (rig) => ({
			parameters: { prospectIds: await peopleIds(rig), contactTypes: ['email', 'phone'] },
		}),
	},
	exploriumEnrichProspectProfiles: {
		usual: async (rig) => ({ parameters: { prospectIds: await peopleIds(rig) } }),
	},
	exploriumEnrichBusinesses: {
		usual: async () => ({
			parameters: { businessIds: [companyId('Acme Tools'), companyId('Cedar Health')] },
		}),
	},
	exploriumGetCredits: { usual: async () => ({}) },
};
