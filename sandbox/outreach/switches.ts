import { amount, choice, flag } from '../core/switch-definitions.ts';
import { MAIL_SWITCHES } from '../world/mail-switches.ts';

/** What a test can change about Outreach. */
export const OUTREACH_SWITCHES = {
	refreshTokens: choice(
		['single-use', 'lenient'],
		'Whether a refresh token dies when it is used, or lives for 14 days or 100 newer ones',
	),
	mintInterval: flag('A second access token within 60 s is refused with 429'),
	unauthorizedBody: choice(['errors', 'empty', 'html'], 'Body of a 401'),
	profileDenied: flag('Every call is refused with 403 unauthorizedRequest'),
	contentTypeOnBodylessPost: flag('415 also for a POST without a body and content type'),
	emptyTarget: choice(['all', '422'], 'What a bulk action without any target does'),
	filterUpperBound: choice(['applied', 'ignored'], 'What the upper bound of a range does'),
	emailListFilter: choice(['accepted', '400'], 'What filter[emails][] does'),
	unknownFilter: choice(['all', '400'], 'What an unknown filter name does: ignored, or refused'),
	idsAndFilter: choice(
		['intersection', 'union', 'ids', 'filter'],
		'What counts when a bulk action gets both ids and a filter',
	),
	unknownAttribute: choice(
		['failed-items', '400'],
		'What Modify does with an unknown or read-only field',
	),
	readOnlyAttribute: choice(
		['400', 'ignored'],
		'What a read-only field in a single record that is written does',
	),
	stringRelationshipIds: choice(
		['422', 'accepted'],
		'What relationship ids as text in a single record that is written do',
	),
	relationshipScopes: flag('Linking a record takes the scope to read it'),
	excludesOwnDomain: flag('Addresses of the own domain, seller.example, are refused for prospects'),
	ownEmailSentAgain: choice(
		['200', '422', '422-for-any'],
		'What a change of a prospect does whose addresses it all has already; "-for-any" if it has one of them',
	),
	purposefulDuplicates: flag('Several prospects may have the same address'),
	hiddenProspect: amount(0, 'ID of a prospect that the connected user cannot see; 0 = none'),
	emailsPatch: choice(
		['replaces', 'adds', 'adds-first'],
		'What a change of emails does to the addresses there',
	),
	optOut: choice(
		['stays', 'goes-with-address', 'goes-though-sent'],
		'Whether an opt-out stays when an address of the prospect is taken away; "-though-sent" if the change itself sets it',
	),
	taskNeeds: choice(['owner-and-subject', 'nothing'], 'What a new task is refused without'),
	unknownIds: choice(['not-counted', 'failed-items'], 'What unknown ids in a bulk action become'),
	batchPendingMs: amount(100, 'How long a batch stays pending'),
	batchRunMs: amount(300, 'How long a batch takes from its start to its end'),
	executingState: choice(
		['processing', 'running', 'executing'],
		'Name of the state while a batch runs',
	),
	canceledState: choice(['canceled', 'cancelled'], 'Name of the state of a cancelled batch'),
	batchEnd: choice(
		['finished', 'failed', 'vanishes', 'hangs', 'unknown'],
		'How batches end; "hangs" leaves them pending, "unknown" is a state of another name without a time',
	),
	firstBatchAnswer: choice(
		['full', 'no-numbers'],
		'"no-numbers" starts every batch as pending, without counts, until somebody looks',
	),
	confirmationThreshold: amount(
		100,
		'Batches with more targets stop in confirming; 0 = all of them, -1 = none',
	),
	confirmedCountRequired: choice(['yes', 'no'], 'Whether confirming needs the count'),
	confirmWrongCount: choice(['422', 'accepted'], 'What confirming a wrong count does'),
	wrongState: choice(['422', 'unchanged'], 'Confirm or cancel in a state that does not allow it'),
	failEveryNthItem: amount(0, 'Every n-th item of a batch fails; 0 = none'),
	itemData: choice(
		['record-id', 'number', 'prospect-id', 'nested', 'opaque', 'null'],
		'What data of a batch item holds',
	),
	batchPayload: choice(['input', 'empty'], 'What payload of a batch holds'),
	batchItemsLink: choice(['object', 'array'], 'Form of the batchItems relationship'),
	idsAsText: flag('Ids in answers are strings'),
	...MAIL_SWITCHES,
	mailAddress: choice(
		['at-schedule', 'at-send'],
		'Whether a mail goes to the first address of when it was scheduled, or of when it is sent',
	),
	newSequenceState: choice(
		['active', 'pending'],
		'State of a prospect added to a sequence or resumed; "pending" is what a throttle does',
	),
	sequenceReaddition: choice(
		['once', 'inactive-only', 'anytime'],
		'How often a prospect may be added to one sequence; "inactive-only" once the prospect has finished it',
	),
	exclusiveSequences: flag('A prospect who is active in one sequence is added to no other'),
	sequenceStateAnswer: choice(
		['changed', 'before'],
		'What finish, pause and resume answer: the new state, or the one before, which changes all the same',
	),
	createBatch: choice(['201', '404'], 'Whether POST /batches still exists'),
	bulkQuota: choice(['enough', '422', '429'], 'How an exhausted daily bulk quota shows'),
	retryAfter: choice(
		['epoch', 'seconds', 'iso', 'absent'],
		'Form of Retry-After on a 429 (the vendor calls it an alias of X-RateLimit-Reset)',
	),
	errorText: choice(['detail', 'details', 'several'], 'Where errors carry their text'),
	count: choice(
		['on-request', 'always', 'truncated'],
		'When meta.count is sent; "truncated" answers 0 with count_truncated',
	),
	countOffBy: amount(0, 'How many more records meta.count tells of than there are'),
	pages: choice(
		['end', 'endless', 'endless-empty', 'same-cursor'],
		'How lists end; "endless" starts again from the first page, "same-cursor" repeats the second',
	),
	largestPage: amount(0, 'Pages of more records than this are answered with 502; 0 = no limit'),
};
