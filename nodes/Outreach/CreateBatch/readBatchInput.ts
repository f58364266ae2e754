import type { IExecuteFunctions } from 'n8n-workflow';
import { badInput, success, type Result } from '../../shared/result';
import { isBlank, printValue } from '../../shared/valueText';
import type { BatchInput } from './createBatch';

/** Keys that would say themselves which records to work on. */
const TARGETS = ['ids', 'filter', 'actionParams'];

/** Reads what one input item takes besides the records. */
export function readBatchInput(context: IExecuteFunctions, itemIndex: number): Result<BatchInput> {
	const action = context.getNodeParameter('action', itemIndex);
	if (typeof action !== 'string' || !/^\w+$/.test(action.trim())) {
		return badInput(
			`"Action" is ${printValue(action ?? '')}`,
			'It must be the name of a bulk action, such as prospectsAddTags.',
		);
	}
	const payload = readPayload(context.getNodeParameter('payload', itemIndex, {}));
	if (!payload.ok) return payload;
	const { externalStartPayload } = context.getNodeParameter('options', itemIndex, {});
	return success({
		action: action.trim(),
		payload: payload.value,
		externalStartPayload: readText(externalStartPayload),
	});
}

/** A text; what an expression gives as a list or an object is written as JSON. */
function readText(value: unknown): string | undefined {
	if (value === undefined || isBlank(value)) return undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readPayload(value: unknown): Result<Record<string, unknown>> {
	const payload = parse(isBlank(value) ? {} : value);
	if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
		return badInput('"Payload" is no JSON object', 'It must be one such as {"tags": ["Expo"]}.');
	}
	const target = TARGETS.find((name) => name in payload);
	if (target === undefined) return success({ ...payload });
	return badInput(
		`"Payload" holds "${target}", which says which records to work on`,
		'Leave it out, and name the records in "Record IDs".',
	);
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}
