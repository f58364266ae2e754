import { amount, choice, flag } from '../core/switch-definitions.ts';
import { CONTACT_FORMS, PROFILE_FORMS } from './state.ts';

/** What a test can change about Explorium. */
export const EXPLORIUM_SWITCHES = {
	partnerRequired: flag('Ask for a partner id header besides the key'),
	timestampBounds: choice(
		['exclusive', 'inclusive'],
		'Whether timestamp_from excludes or includes an event stamped exactly then',
	),
	eventOrder: choice(['newest-first', 'shuffled', 'oldest-first'], 'Order of output_events'),
	eventIds: choice(
		['stable', 'changing'],
		'"changing" gives every event a new event_id at each fetch',
	),
	eventData: choice(['full', 'absent'], 'Whether an event carries its data'),
	roleEventPreviousCompany: choice(
		['present', 'absent'],
		'Whether role events name the previous company',
	),
	equalCompanyIds: flag('Company events carry one id for both companies, with different names'),
	companyChangeFiresRole: flag('A change of company also makes a role event'),
	emptyResult: choice(
		['empty-success', 'empty-miss', 'absent-miss'],
		'What a fetch without any event answers',
	),
	unknownIds: choice(['ignored', '422', '404'], 'What a fetch of unknown prospect ids answers'),
	poisonPerson: amount(
		0,
		'A call with the prospect id of this person is refused with a 400 that names no id; 0 = none',
	),
	softFailure: flag(
		'Every 200 says request_status "failure", holds no results and changes nothing',
	),
	duplicateEnrollmentKey: choice(
		['second-record', 'refused', 'overwritten'],
		'What adding an enrollment with a key in use does',
	),
	enrollmentUpdate: choice(
		['replace', 'merge'],
		'Whether an update replaces the lists or adds to them',
	),
	unknownEnrollmentUpdate: choice(
		['404', 'miss', '422'],
		'What updating an unknown enrollment answers',
	),
	unknownEnrollmentDelete: choice(['miss', '404'], 'What deleting an unknown enrollment answers'),
	deleteAnswer: choice(
		['with-context', 'status-only'],
		'Whether a delete answers with response_context',
	),
	answerWrapper: choice(
		['response_context', 'request_context', 'absent'],
		'Name of the object with the correlation id',
	),
	addStatus: choice(['200', '201'], 'Status of a successful add'),
	foreignEnrollments: flag(
		'The list also holds an enrollment with an unknown event type and a business-only one',
	),
	enrollmentIdLimit: amount(20, 'Largest number of prospect_ids in one enrollment'),
	tooManyRequests: choice(
		['body-a', 'body-b', 'not-json', 'no-retry-after'],
		'Which documented form a 429 takes',
	),
	creditsPerEvent: amount(2, 'Credits per prospect and event type that returned something'),
	creditsPerContact: amount(2, 'Credits per enriched prospect'),
	creditsPerProfile: amount(1, 'Credits per prospect whose profile is returned'),
	creditsPerBusiness: amount(1, 'Credits per business whose firmographics are returned'),
	creditsPerMatch: amount(0, 'Credits per matched prospect'),
	insufficientCredits: choice(['details', 'error'], 'Body of the 403 when credits are used up'),
	unmatched: choice(
		['id-absent', 'id-null', 'item-null', 'item-error'],
		'How match shows a person it did not find',
	),
	currentEmailType: choice(
		['current_professional', 'professional'],
		'Type of the current address in contacts',
	),
	emailStatus: choice(
		['valid', 'invalid', 'catch-all', 'catch_all'],
		'professional_email_status in contacts',
	),
	contactRows: choice(
		['all', 'first-missing', 'reversed'],
		'Which rows of contacts, profiles and firmographics are returned, in which order',
	),
	rowData: choice(
		['object', 'list'],
		'Whether version 2 writes the data of a row as an object or as a list of one',
	),
	contactsAfterMove: choice(
		CONTACT_FORMS,
		'What contacts hold of a person who has moved: the new address with this status, the old one as valid, none, or a personal one only',
	),
	profileAfterMove: choice(
		PROFILE_FORMS,
		'Whether a profile tells the new company of a person who has moved, or still the one before',
	),
	websiteForm: choice(
		['https', 'http-www-path', 'no-scheme', 'upper-case', 'trailing-dot', 'idn', 'missing'],
		'How profiles and firmographics write the website of a company',
	),
	noWebhook: choice(
		['404', 'miss'],
		'What asking for a webhook of version 1 answers if there is none',
	),
	webhookSecret: choice(
		['present', 'absent', 'empty', 'unreadable'],
		'What a registration says of the secret; "unreadable" decodes to nothing',
	),
	webhookSignature: choice(['valid', 'wrong', 'missing'], 'Signature of deliveries to webhooks'),
	webhookTimestamp: choice(
		['now', 'old'],
		'Whether deliveries are signed as of now or too long ago',
	),
	webhookTimes: amount(1, 'How often each event is delivered'),
	webhookOrder: choice(
		['as-discovered', 'reversed'],
		'Order in which events that are due together are delivered',
	),
	webhookProspectKey: choice(['prospect_id', 'entity_id'], 'Where a delivery names the prospect'),
	contactsWithoutEmail: flag('Contacts hold no address at all'),
};
