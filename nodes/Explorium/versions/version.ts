import type { Result } from '../../shared/result';
import type { Vendor, VendorRequest } from '../../shared/vendor';
import type { Enrollment, EnrollmentChanges } from '../api';
import type { ExploriumClient } from '../client';
import type { Webhook, WebhookRegistry } from './webhookRegistry';

/** Where enrollments are, below the path of the version. */
export const ENROLLMENTS = '/prospects/events/enrollments';

/** All that differs between the versions of Explorium's API; the rest of the code knows of none. */
export interface ApiVersion {
	/** As the credential says it. */
	name: 'v1' | 'v2';
	vendor: Vendor;
	/** The active webhooks, one of which every enrollment names; missing where it names none. */
	webhooksToEnrollTo?: (client: ExploriumClient) => Promise<Result<Webhook[]>>;
	/** Where contact data of many prospects is asked for. */
	contactsPath: string;
	/** The request's address and body for a change of an enrollment. */
	updateEnrollment(
		enrollment: Enrollment,
		changes: EnrollmentChanges,
	): Pick<VendorRequest, 'path' | 'body'>;
	/** The request's address and body for the end of an enrollment. */
	deleteEnrollment(enrollmentId: string): Pick<VendorRequest, 'path' | 'body'>;
	webhooks: WebhookRegistry;
}
