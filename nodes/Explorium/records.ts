/**
 * What stood in an event in place of an ID where it was none, such as an object. It tells the event from
 * others, and is shown to nobody.
 */
export const UNUSABLE_ID = Symbol('unusable event ID');

/** An event as the nodes use it; `data` depends on the type and may be missing. */
export interface ProspectEvent {
	/** Empty where Explorium gave none. */
	event_id: string;
	event_name: string;
	/** Empty where Explorium gave none. */
	event_time: string;
	/** In lower case. */
	prospect_id: string;
	data?: Record<string, unknown>;
	[UNUSABLE_ID]?: unknown;
}

/** A subscription to events of some prospects. Business enrollments have no `prospect_ids`. */
export interface Enrollment {
	enrollment_id: string;
	enrollment_key: string;
	event_types: string[];
	prospect_ids?: string[];
	/** Only in version 2: where its events go, and whether it is at work (`active`, `paused`). */
	webhook_id?: string;
	status?: string;
}

/** An enrollment that is to be made. */
export type NewEnrollment = Omit<Enrollment, 'enrollment_id' | 'status'> & {
	prospect_ids: string[];
};

/** What an update changes about an enrollment. */
export type EnrollmentChanges = Partial<Omit<Enrollment, 'enrollment_id' | 'status'>>;

export interface CreditUsage {
	total_results?: number;
	total_credits?: number;
}

/** What is known of a person whose prospect id is looked for. */
export interface ProspectQuery {
	email?: string;
	linkedin?: string;
	phone_number?: string;
	/** Only together with `company_name`. */
	full_name?: string;
	company_name?: string;
	/** Narrows the search to one company; nobody is found by it alone. */
	business_id?: string;
}

/** The answer to one query; without an id where nobody was found. */
export interface ProspectMatch {
	prospect_id?: string | null;
	error?: string;
	/** There is an answer, but it is not known which. */
	isUnassigned?: boolean;
}

/** What is known of a prospect or a business; `data` is missing or empty where nothing is. */
export interface EnrichedRow {
	data?: Record<string, unknown> | null;
	/** Why there is none, where Explorium says so. */
	error?: unknown;
	error_type?: unknown;
}

/** What is known of a prospect, such as how to reach it. */
export interface EnrichedProspect extends EnrichedRow {
	prospect_id: string;
}

/** What is known of a business. */
export interface EnrichedBusiness extends EnrichedRow {
	business_id: string;
}
