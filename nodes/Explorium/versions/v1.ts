import { explorium } from '../explorium';
import { ENROLLMENTS, type ApiVersion } from './version';
import { webhooksV1 } from './webhooksV1';

/** https://developers.explorium.ai/reference */
export const v1: ApiVersion = {
	name: 'v1',
	vendor: { ...explorium, versionPath: '/v1' },
	contactsPath: '/prospects/contacts_information/bulk_enrich',
	profilesPath: '/prospects/profiles/bulk_enrich',
	firmographicsPath: '/businesses/firmographics/bulk_enrich',
	// All of it is wanted each time, and replaces what was there.
	updateEnrollment: ({ enrollment_id, enrollment_key, event_types, prospect_ids }) => ({
		path: ENROLLMENTS,
		body: { enrollment_id, enrollment_key, event_types, prospect_ids },
	}),
	deleteEnrollment: (enrollment_id) => ({ path: ENROLLMENTS, body: { enrollment_id } }),
	webhooks: webhooksV1,
};
