import { isObject, textIn, type AnswerCheck, type Json } from '../../../shared/answers';
import type { Client } from '../../../shared/client';
import { failed, success, type Result } from '../../../shared/result';
import { PEOPLE, withImportFaults } from './importFaults';

/** Somebody to import: values by the label of their field, besides the address. */
export interface Person {
	/** In lower case. */
	email: string;
	values: Record<string, string>;
}

/** How to import. */
export interface ImportRules {
	conflictAction: string;
	verify: boolean;
	tags: string[];
	/** Where to enroll; nowhere if absent. */
	stepId?: string;
}

/** The status of an import. */
export interface ImportStatus {
	isCompleted: boolean;
	reportUrl?: string;
}

/** It stands in the payload, or beside it. */
const placesIn = (body: unknown): Json[] =>
	isObject(body) ? [body.payload, body].filter(isObject) : [];

function find(body: unknown, ...names: string[]): string | undefined {
	return placesIn(body)
		.flatMap((place) => names.map((name) => textIn(place[name])))
		.find((text) => text !== undefined);
}

const requestIdIn = (body: unknown) => find(body, 'requestId', 'requestID', 'request_id');

const requestIdCheck: AnswerCheck = (body) =>
	requestIdIn(body) === undefined ? 'the ID of the import' : undefined;

const completedIn = (body: unknown): boolean | undefined =>
	placesIn(body)
		.map(({ isCompleted }) => isCompleted)
		.map((value) => (value === 'true' ? true : value === 'false' ? false : value))
		.find((value) => typeof value === 'boolean');

const statusCheck: AnswerCheck = (body) =>
	completedIn(body) === undefined ? 'the status of the import' : undefined;

/** The body of an import; the vendor refuses keys that it does not know, and wants a word on verification. */
export function bodyOf(people: Person[], rules: ImportRules): Json {
	const { conflictAction, verify, tags, stepId } = rules;
	return {
		[PEOPLE]: people.map(({ email, values }) => ({ Email: email, ...values })),
		conflictAction,
		verifyProspects: verify,
		...(tags.length > 0 && { tags }),
		...(stepId !== undefined && { stepId }),
	};
}

/**
 * Starts an import, which goes on after the answer.
 * https://developer.saleshandy.com/api-reference/sequences/import-prospects
 *
 * @returns the ID to ask for its status with
 */
export async function startImport(
	client: Client,
	people: Person[],
	rules: ImportRules,
): Promise<Result<string>> {
	const into = rules.stepId === undefined ? '' : '/sequences';
	const result = await client({
		method: 'POST',
		path: `${into}/prospects/import-with-field-name`,
		body: bodyOf(people, rules),
		repeatable: false,
		namesNoRecord: true,
		lookAt: 'at the prospects (Get Many Prospects)',
		missing: requestIdCheck,
	});
	return result.ok
		? success(String(requestIdIn(result.value.body)))
		: failed(withImportFaults(result.failure));
}

/**
 * Reads the status of an import.
 * https://developer.saleshandy.com/api-reference/prospects/import-with-field-name
 */
export async function readImportStatus(
	client: Client,
	requestId: string,
): Promise<Result<ImportStatus>> {
	const result = await client({
		method: 'GET',
		path: `/prospects/import-status/${encodeURIComponent(requestId)}`,
		repeatable: true,
		missing: statusCheck,
	});
	if (!result.ok) return result;
	const { body } = result.value;
	const reportUrl = find(body, 'failedProspectsURL', 'reportURL');
	return success({
		isCompleted: completedIn(body) === true,
		...(reportUrl !== undefined && { reportUrl }),
	});
}
