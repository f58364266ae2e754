import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { badInput, FOUND_NOTHING, success, type Result } from '../result';
import { printValue } from '../valueText';
import { plainWord } from './characters';
import { hintFor } from './explain';
import { isUnresolved } from './given';

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

/** Of some choices the form offers no expression: n8n then hands out its text as it is. */
const takesNone = (word: string | undefined): string | undefined =>
	word !== undefined && isUnresolved(word)
		? 'If the form does not offer that, this field takes no expression: choose from its list, and use a node for each choice, after a Switch node.'
		: undefined;

/** Reads a choice by its value; a failure that says what there is to choose from. */
export function readChoice<T extends string>(
	value: unknown,
	field: string,
	choices: ReadonlyArray<Choice<T>>,
): Result<T> {
	const word = typeof value === 'string' ? plainWord(value.slice(0, 200)) : undefined;
	const chosen = choices.find((one) => one.value === word);
	if (chosen !== undefined) return success(chosen.value);
	const isEmpty = value === undefined || value === null || word === '';
	const shown = isEmpty ? 'empty' : printValue(value);
	return badInput(
		`"${field}" is ${shown}, but must be one of ${printChoices(choices)}`,
		isEmpty
			? FOUND_NOTHING
			: [hintFor(value), takesNone(word)].filter(Boolean).join(' ') || undefined,
	);
}
