import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readOpaqueId } from '../shared/read/id';
import { isExpression } from '../shared/read/settings';
import { success, type Result } from '../shared/result';
import { recognizeNoId } from './foreignIds';

/** Reads the id that a picker holds. */
export function readPicked(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName }: INodeProperties,
): Result<string> {
	return readOpaqueId(valueOf(context, itemIndex, name), {
		field: displayName,
		ifEmpty: 'Open the field and pick one from the list, or give its ID.',
		recognize: recognizeNoId,
	});
}

/** The same for a picker that may be left empty; nothing if it is. An expression must find something. */
export function readOptionalPicked(
	context: IExecuteFunctions,
	itemIndex: number,
	field: INodeProperties,
): Result<string | undefined> {
	const node = context.getNode();
	const isGiven = isExpression(node, field.name) || isExpression(node, field.name, 'value');
	const isEmpty = valueOf(context, itemIndex, field.name) === '';
	return isEmpty && !isGiven ? success(undefined) : readPicked(context, itemIndex, field);
}

function valueOf(context: IExecuteFunctions, itemIndex: number, name: string): unknown {
	return context.getNodeParameter(name, itemIndex, '', { extractValue: true });
}
