import { choice, flag } from '../core/switch-definitions.ts';

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
		['429', '429-without-retry-after', '400'],
		'How a call above the limit is refused',
	),
	limitHeaders: choice(
		['date-text', 'iso', 'epoch', 'absent'],
		'Form of x-ratelimit-reset, or no limit headers at all',
	),
	errorBody: choice(
		['code-and-message', 'code-in-message', 'status-code', 'message-list', 'text'],
		'Form of error bodies',
	),
};
