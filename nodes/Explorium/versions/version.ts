import type { Result } from '../../shared/result';
import type { Vendor, VendorRequest } from '../../shared/vendor';
import type { Enrollment, EnrollmentChanges } from '../records';
import type { AccountClient } from '../accountClient';
import type { Webhook, WebhookRegistry } from './webhookRegistry';

/** Where enrollments are, below the path of the version. */
export const ENROLLMENTS = '/prospects/events/enrollments';

/** What differs between the versions of Explorium's API. */
export interface ApiVersion {
	/** As the credential says it. */
	name: 'v1' | 'v2';
	vendor: Vendor;
	/** The active webhooks, one of which every enrollment names; missing where it names none. */
	webhooksToEnrollTo?: (client: AccountClient) => Promise<Result<Webhook[]>>;
	/** Where contact data, profiles and firmographics of many records are asked for. */
	contactsPath: string;
	profilesPath: string;
	firmographicsPath: string;
	/** The request's address and body for a change of an enrollment. */
	updateEnrollment(
		enrollment: Enrollment,
		changes: EnrollmentChanges,
	): Pick<VendorRequest, 'path' | 'body'>;
	/** The request's address and body for the end of an enrollment. */
	deleteEnrollment(enrollmentId: string): Pick<VendorRequest, 'path' | 'body'>;
	webhooks: WebhookRegistry;
}
