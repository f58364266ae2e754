import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { badInput, FOUND_NOTHING, success, type Result } from '../result';
import { printValue } from '../valueText';
import { plainWord } from './characters';
import { hintFor } from './explain';

/** One of several choices: its value, and its name in the form. */
export interface Choice<T extends string = string> {
	name: string;
	value: T;
}

/** What a form offers for a choice. */
export function choicesOf({ options }: INodeProperties): Choice[] {
	return ((options ?? []) as INodePropertyOptions[]).map(({ name, value }) => {
		return { name, value: String(value) };
	});
}

/** Choices in words: the values that an expression gives, each with its name in the form. */
export function printChoices(choices: readonly Choice[]): string {
	return choices.map(({ name, value }) => `${value} (${name})`).join(', ');
}

/** Reads a choice by its value; a failure that says what there is to choose from. */
export function readChoice<T extends string>(
	value: unknown,
	field: string,
	choices: ReadonlyArray<Choice<T>>,
): Result<T> {
	const word = typeof value === 'string' ? plainWord(value.slice(0, 200)) : undefined;
	const chosen = choices.find((one) => one.value === word);
	if (chosen !== undefined) return success(chosen.value);
	if (word !== undefined && /\{\{.*\}\}/s.test(word)) {
		// n8n hands out the text of an expression as it is where a field has none.
		return badInput(
			`"${field}" is the expression ${printValue(value)}, but this field takes no expression: it must be one of ${printChoices(choices)}`,
			'Choose one of them in the node. If items need different ones, use one node for each, after a Switch node.',
		);
	}
	const isEmpty = value === undefined || value === null || word === '';
	const shown = isEmpty ? 'empty' : printValue(value);
	return badInput(
		`"${field}" is ${shown}, but must be one of ${printChoices(choices)}`,
		isEmpty ? FOUND_NOTHING : hintFor(value),
	);
}
