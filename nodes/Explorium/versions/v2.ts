import { explorium } from '../explorium';
import { ENROLLMENTS, type ApiVersion } from './version';
import { getActiveWebhooks, webhooksV2 } from './webhooksV2';

const pathOf = (enrollmentId: string) => `${ENROLLMENTS}/${encodeURIComponent(enrollmentId)}`;

/** https://developers.explorium.ai/v2/migration-from-v1 */
export const v2: ApiVersion = {
	name: 'v2',
	vendor: { ...explorium, versionPath: '/v2' },
	webhooksToEnrollTo: getActiveWebhooks,
	contactsPath: '/prospects/contact_information/enrich',
	profilesPath: '/prospects/profiles/enrich',
	firmographicsPath: '/businesses/firmographics/enrich',
	updateEnrollment: ({ enrollment_id }, changes) => ({
		path: pathOf(enrollment_id),
		body: changes,
	}),
	deleteEnrollment: (enrollmentId) => ({ path: pathOf(enrollmentId) }),
	webhooks: webhooksV2,
};
