import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ifNotFoundSetting, type WhatWasSought } from '../../../shared/ifNotFound';
import { readLimit } from '../../../shared/limit';
import { readShape, type Shape } from '../../../shared/outputShape';
import { comparableName } from '../../../shared/read/characters';
import { choicesOf, printChoices, readChoice } from '../../../shared/read/choice';
import { atCommas, isEmptyList, readList } from '../../../shared/read/list';
import { isExpression, readCollection, readSettings } from '../../../shared/read/settings';
import { readTimestamp } from '../../../shared/read/timestamp';
import { badInput, success, type Result } from '../../../shared/result';
import { isBlank } from '../../../shared/valueText';
import { readFilter, type Filter, type GivenCondition } from '../../filter/readFilter';
import { readId, readIds, readPicked } from '../../readId';
import { prospects } from '../../recordTypes';
import { NOT_FINISHED } from '../../sequenceStates/sequenceState';
import {
	accountField,
	changedAfterField,
	changedBeforeField,
	NOT_FINISHED_CHOICE,
	searchByField,
	sequenceField,
	stateField,
} from './fields';
import { stateFilters } from './stateFilters';
import { STATE_OUTPUT } from './stateOutput';

/** What an input item asks for. */
export interface StateSearch extends WhatWasSought {
	/** Whose sequence states to look up; those of everybody if absent. */
	people?: { by: 'emails' | 'ids'; values: string[] };
	/** What they have to be like, if anything. */
	filter?: Filter;
	/** The most of everybody's. */
	limit: number;
	shape: Shape;
}

/** Reads what one input item asks for. A filter that is left empty is none. */
export function readStateSearch(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<StateSearch> {
	const people = readPeople(context, itemIndex);
	if (!people.ok) return people;
	const filter = readFilters(context, itemIndex);
	if (!filter.ok) return filter;
	const limit = people.value === undefined ? readLimit(context, itemIndex) : success(Infinity);
	if (!limit.ok) return limit;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		ifNotFound: ifNotFoundSetting,
	});
	if (!options.ok) return options;
	const shape = readShape(context, itemIndex, STATE_OUTPUT);
	if (!shape.ok) return shape;
	return success({
		shape: shape.value,
		...(people.value && { people: people.value }),
		...(filter.value && { filter: filter.value }),
		limit: limit.value,
		wanted: inWords(people.value, filter.value !== undefined),
		...options.value,
	});
}

function inWords(people: StateSearch['people'], isFiltered: boolean): string {
	const filtered = isFiltered ? ' that matches the filters' : '';
	if (people === undefined) return isFiltered ? 'that matches the filters' : 'at all';
	const word = people.by === 'emails' ? 'email' : 'ID';
	return `of a prospect with the ${word} ${people.values.join(' or ')}${filtered}`;
}

function readPeople(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<StateSearch['people'] | undefined> {
	const field = searchByField.displayName;
	const way = readChoice(
		context.getNodeParameter('searchBy', itemIndex),
		field,
		choicesOf(searchByField),
	);
	if (!way.ok) return way;
	if (way.value === 'all') return success(undefined);
	const by = way.value === 'ids' ? 'ids' : 'emails';
	const given = context.getNodeParameter(by, itemIndex);
	const values =
		by === 'ids'
			? readIds(given, prospects.idsLabel, { choice: field, key: 'Email' })
			: prospects.key.read(given, field);
	return values.ok ? success({ by, values: values.value }) : values;
}

/** The filters of the collection, as conditions of Outreach's filter. */
const FILTERS: Array<{
	field: INodeProperties;
	condition: string;
	operator: 'is' | 'atLeast' | 'atMost';
	read: (value: unknown, label: string) => Result<unknown>;
}> = [
	{ field: accountField, condition: 'account', operator: 'is', read: readId },
	{
		field: changedAfterField,
		condition: 'stateChangedAt',
		operator: 'atLeast',
		read: readChanged,
	},
	{
		field: changedBeforeField,
		condition: 'stateChangedAt',
		operator: 'atMost',
		read: readChanged,
	},
	{ field: stateField, condition: 'state', operator: 'is', read: readStates },
];

function readFilters(context: IExecuteFunctions, itemIndex: number): Result<Filter | undefined> {
	const conditions: GivenCondition[] = [];
	const sequence = readSequence(context, itemIndex);
	if (!sequence.ok) return sequence;
	if (sequence.value !== undefined) {
		conditions.push({ field: 'sequence', operator: 'is', value: sequence.value });
	}
	const given = readCollection(context.getNodeParameter('filters', itemIndex, {}), 'Filters');
	if (!given.ok) return given;
	const node = context.getNode();
	for (const { field, condition, operator, read } of FILTERS) {
		if (!Object.hasOwn(given.value, field.name)) continue;
		const value = given.value[field.name];
		// What an expression did not find would otherwise find everybody.
		const isLeftEmpty = isEmpty(value) && !isExpression(node, 'filters', field.name);
		if (isLeftEmpty) continue;
		const wanted = read(value, field.displayName);
		if (!wanted.ok) return wanted;
		conditions.push({ field: condition, operator, value: wanted.value });
	}
	const order = checkOrder(conditions);
	if (!order.ok) return order;
	return conditions.length === 0 ? success(undefined) : readFilter(conditions, stateFilters);
}

const isEmpty = (value: unknown) => isBlank(value) || (Array.isArray(value) && isEmptyList(value));

/** Reads the sequence, which nobody has to choose. An expression has to find one. */
function readSequence(context: IExecuteFunctions, itemIndex: number): Result<number | undefined> {
	const { name } = sequenceField;
	const node = context.getNode();
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	const isLeftEmpty = isBlank(value) || value === undefined;
	const isFound = isExpression(node, name) || isExpression(node, name, 'value');
	if (isLeftEmpty && !isFound) return success(undefined);
	return readPicked(context, itemIndex, sequenceField);
}

function readChanged(value: unknown, field: string): Result<string> {
	return readTimestamp(value, field, 'To look at any time, remove the field from Filters.');
}

const CHOICES = choicesOf(stateField);

/** Reads states by their names in Outreach, or in the form. */
function readStates(value: unknown, field: string): Result<string[]> {
	const states = readList(value, {
		field,
		allowed: `one of ${printChoices(CHOICES)}`,
		read: (entry) => {
			const name = comparableName(entry);
			return CHOICES.find(
				(one) => comparableName(one.value) === name || comparableName(one.name) === name,
			)?.value;
		},
		split: atCommas,
	});
	if (!states.ok) return states;
	const all = states.value.flatMap((one) => (one === NOT_FINISHED_CHOICE ? NOT_FINISHED : one));
	// In one order, so that items which ask for the same share calls.
	return success([...new Set(all)].sort());
}

function checkOrder(conditions: GivenCondition[]): Result<true> {
	const at = (operator: string) =>
		conditions.find((one) => one.field === 'stateChangedAt' && one.operator === operator)?.value;
	const [after, before] = [at('atLeast'), at('atMost')];
	const isNever =
		after !== undefined &&
		before !== undefined &&
		Date.parse(String(after)) > Date.parse(String(before));
	if (!isNever) return success(true);
	return badInput(
		`"Changed After" (${String(after)}) is later than "Changed Before" (${String(before)}), so nothing can match`,
		'Swap the two dates, or remove one of them from Filters.',
	);
}

/** A text that is the same for items that ask for the same list; looking somebody up is no list. */
export function listKey({ people, filter, limit, ...search }: StateSearch): string | undefined {
	if (people !== undefined) return undefined;
	return JSON.stringify({ ...search, conditions: filter?.conditions, limit: String(limit) });
}
