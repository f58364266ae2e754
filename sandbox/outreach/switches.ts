import { amount, choice, flag } from '../core/switch-definitions.ts';

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
	newSequenceState: choice(['active', 'pending'], 'State of a prospect added to a sequence'),
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
