import { amount, choice, flag } from '../core/switch-definitions.ts';
import { MAIL_SWITCHES } from '../world/mail-switches.ts';

/** What a test can change about Saleshandy. */
export const SALESHANDY_SWITCHES = {
	badKey: choice(['400', '401', '403'], 'Status for a missing or wrong key'),
	noPermission: flag('The key is good but may do nothing: 403 with code 4003'),
	singleModeAnswer: choice(
		['one-result', 'no-results', '200'],
		'What the attribute call answers to a single fieldId',
	),
	results: choice(
		['as-sent', 'one-missing', 'reordered', 'success-as-text'],
		'Form of the results of the attribute call',
	),
	allFieldsFailed: choice(['201', '400'], 'Status when every field failed'),
	emailField: choice(['success-false', '400'], 'What writing the Email field does'),
	nonStringValues: choice(['400', 'stored'], 'What a value that is no string does'),
	invalidValues: choice(
		['success-false', 'accepted'],
		'What a value outside the options, or a bad date or number, does',
	),
	badFieldSpoils: flag('One field that fails makes all fields of its call fail'),
	unknownProspect: choice(
		['400', '404', '201-all-false'],
		'What the attribute call answers for an unknown prospect',
	),
	fieldKeys: choice(['label', 'name'], '"name" lists fields as {id, name, type}'),
	fieldList: choice(['full', 'empty'], 'Whether there are any fields'),
	listPayload: choice(['array', 'list', 'payload'], 'Where the prospect list is in the payload'),
	pastLastPage: choice(
		['empty', 'repeats', 'wraps'],
		'What a page after the last one holds; "wraps" fills all pages, over and over',
	),
	listMessage: choice(['present', 'absent'], 'Whether the prospect list carries a message'),
	contentTypeOnGet: choice(['accepted', '406'], 'What a GET with a Content-Type answers'),
	tooManyRequests: choice(
		['429', '429-without-retry-after', '400', '400-gateway'],
		'How a call above the limit is refused',
	),
	limitHeaders: choice(
		['date-text', 'iso', 'epoch', 'absent'],
		'Form of x-ratelimit-reset, or no limit headers at all',
	),
	errorBody: choice(
		['code-and-message', 'code-in-message', 'status-code', 'message-list', 'text', 'gateway'],
		'Form of error bodies',
	),
	importMs: amount(20, 'Milliseconds that an import takes'),
	importEnd: choice(
		['completes', 'hangs', 'done-but-hangs'],
		'Whether an import ends; "done-but-hangs" imports, and never says so',
	),
	importStatusLevel: choice(['payload', 'top'], 'Where the status of an import stands'),
	importReport: choice(
		['reportURL', 'failedProspectsURL', 'both', 'none'],
		'How the status of an import names its report',
	),
	reportRows: choice(
		['refused', 'all'],
		'Who is in the report of an import; "all" are also those with code 10000',
	),
	reportCodes: choice(['column', 'in-reason', 'absent'], 'Where the report has its codes'),
	verificationMs: amount(20, 'Milliseconds that the verification of an address takes'),
	verificationResult: choice(
		['by-address', 'valid', 'risky', 'bad', 'stuck'],
		'What verification comes to; "by-address" goes by the words bad, risky and stuck in it',
	),
	historyIds: choice(
		['sequenceId', 'id-only'],
		'Whether the history of a prospect names the sequence in sequenceId, or in id alone',
	),
	...MAIL_SWITCHES,
	historyStatus: choice(
		['as-set', 'upper-case', 'absent'],
		'How the history of a prospect spells the status',
	),
	statusChange: choice(
		['made', 'counted-as-failed', 'counted-only'],
		'What becomes of a change of status; "counted-only" counts it, and changes nothing',
	),
	dncEnvelope: choice(['double', 'single'], 'How many payloads the DNC lists are wrapped in'),
	dncAdd: choice(['stored', 'dropped'], 'What becomes of DNC entries that were accepted'),
	dncSearchMs: amount(0, 'Milliseconds until the DNC search finds what was added'),
};
