import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { badInput, success, type Result } from '../result';
import { printValue } from '../valueText';
import { plainWord } from './characters';

/** The values that a form offers for a choice. */
export function choicesOf({ options }: INodeProperties): string[] {
	return ((options ?? []) as INodePropertyOptions[]).map(({ value }) => String(value));
}

/** Reads a choice by its value; a failure that says what there is to choose from. */
export function readChoice<T extends string>(
	value: unknown,
	field: string,
	choices: readonly T[],
): Result<T> {
	const word = typeof value === 'string' ? plainWord(value.slice(0, 200)) : undefined;
	const chosen = choices.find((one) => one === word);
	if (chosen !== undefined) return success(chosen);
	const isEmpty = value === undefined || value === null || word === '';
	return badInput(
		isEmpty ? `"${field}" is empty` : `"${field}" is ${printValue(value)}`,
		`It must be one of ${choices.join(', ')}.`,
	);
}
