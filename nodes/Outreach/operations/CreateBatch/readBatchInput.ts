import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../../shared/answers';
import { plainWord } from '../../../shared/read/characters';
import { hintFor } from '../../../shared/read/explain';
import { isLeftover, isUnresolved, UNRESOLVED } from '../../../shared/read/given';
import { isMoment } from '../../../shared/read/moment';
import { plainData } from '../../../shared/read/plainData';
import { readCollection } from '../../../shared/read/settings';
import { readText, refuseEmpty } from '../../../shared/read/text';
import { badInput, success, type Result } from '../../../shared/result';
import { isBlank, printValue } from '../../../shared/valueText';
import { keepingOptOutsWithin } from '../../modify/optOut';
import type { BatchInput } from './createBatch';

const LONGEST_ACTION = 100;

/**
 * Keys that would say themselves which records to work on, in any case and at any depth. `accountId` is
 * none: it is the account that prospects are assigned to.
 */
const TARGETS = /^(ids?|filters?|actionParams|all|recordIds?|prospectIds?|accountIds)$/i;

/** Reads what one input item takes besides the records. */
export function readBatchInput(context: IExecuteFunctions, itemIndex: number): Result<BatchInput> {
	const given = context.getNodeParameter('action', itemIndex);
	const action = typeof given === 'string' && !isLeftover(given) ? plainWord(given) : '';
	if (action.length > LONGEST_ACTION || !/^[a-z]\w*$/i.test(action)) {
		const step =
			'Names of actions are such as prospectsAddTags. Outreach lists them in its documentation of bulk actions.';
		if (given === undefined || isBlank(given)) return refuseEmpty('Action', step);
		return badInput(
			`"Action" is ${printValue(given)}, but must be the name of a bulk action`,
			hintFor(given) ?? step,
		);
	}
	const payload = readPayload(context.getNodeParameter('payload', itemIndex, {}));
	if (!payload.ok) return payload;
	const options = readCollection(context.getNodeParameter('options', itemIndex, {}), 'Options');
	if (!options.ok) return options;
	const startPayload = readStartPayload(options.value.externalStartPayload);
	if (!startPayload.ok) return startPayload;
	return success({
		action,
		payload: payload.value,
		externalStartPayload: startPayload.value,
	});
}

/** A text; a list or an object, also as JSON text, is kept as JSON. */
function readStartPayload(value: unknown): Result<string | undefined> {
	if (value === undefined || isBlank(value)) return success(undefined);
	const field = 'External Start Payload';
	const isKept = typeof value === 'string' && !isLeftover(value) && !isUnresolved(value);
	if (isKept) return success(value);
	const data = typeof value === 'object' && !isMoment(value) ? plainData(value) : undefined;
	if (data === undefined) return readText(value, { field, allowed: 'text or JSON' });
	const text = JSON.stringify(data.value);
	return isUnresolved(text) ? refuseUnresolved(field) : success(text);
}

function readPayload(value: unknown): Result<Record<string, unknown>> {
	if (typeof value === 'string' && isUnresolved(value)) return refuseUnresolved('Payload');
	const given = parse(isBlank(value) ? {} : value);
	const payload = plainData(given)?.value;
	if (!isObject(payload)) {
		return badInput(
			'"Payload" is not a JSON object',
			'It must be plain data such as {"tags": ["Expo"]}.',
		);
	}
	if (isUnresolved(JSON.stringify(payload))) return refuseUnresolved('Payload');
	const target = targetIn(payload);
	if (target === undefined) return keepingOptOutsWithin(payload);
	return badInput(
		`"Payload" holds "${target}", which says which records to work on`,
		'Leave it out, and name the records in "Record IDs".',
	);
}

const refuseUnresolved = (field: string) => badInput(`"${field}" holds ${UNRESOLVED}`);

/** The first key that says which records to work on. */
function targetIn(value: unknown): string | undefined {
	if (Array.isArray(value)) return firstOf(value, targetIn);
	if (!isObject(value)) return undefined;
	return firstOf(Object.entries(value), ([name, inner]) =>
		TARGETS.test(name.replace(/[\s_-]/g, '')) ? name : targetIn(inner),
	);
}

function firstOf<T>(list: T[], find: (one: T) => string | undefined): string | undefined {
	for (const one of list) {
		const found = find(one);
		if (found !== undefined) return found;
	}
	return undefined;
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}
