import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { pickedName } from '../../shared/pickedName';
import { pickerField } from '../../shared/pickerField';
import { choicesOf, readChoice } from '../../shared/read/choice';
import { success, type Result } from '../../shared/result';
import { readId, readPicked } from '../readId';

const selectByField: INodeProperties = {
	displayName: 'Select By',
	name: 'selectBy',
	type: 'options',
	noDataExpression: true,
	default: 'id',
	options: [
		{
			name: 'Prospect and Sequence',
			value: 'prospectAndSequence',
			description: 'The sequence state of this prospect in this sequence',
		},
		{
			name: 'Sequence State ID',
			value: 'id',
			description: 'The sequence state with this Outreach ID',
		},
	],
	description: 'How to choose the sequence state: one prospect in one sequence',
};

const sequenceStateIdField: INodeProperties = {
	displayName: 'Sequence State ID',
	name: 'sequenceStateId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2001',
	displayOptions: { show: { selectBy: ['id'] } },
	description:
		'The ID of the sequence state, a whole number, as Get Many Sequence States returns it',
};

const shown = { displayOptions: { show: { selectBy: ['prospectAndSequence'] } } };

const prospectIdField: INodeProperties = {
	displayName: 'Outreach Prospect ID',
	name: 'prospectId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1001',
	...shown,
	description: 'The Outreach ID of the prospect, a whole number',
};

const sequenceField: INodeProperties = {
	...pickerField({
		displayName: 'Sequence',
		name: 'sequenceId',
		method: 'searchAnySequences',
		placeholder: 'Choose a sequence...',
		exampleId: '11',
		description: 'The sequence that the prospect is in. The other sequences stay as they are.',
	}),
	...shown,
};

/** The fields that name one sequence state. */
export const targetFields = [selectByField, sequenceStateIdField, prospectIdField, sequenceField];

/** How the sequence state is named, as the node's line on the canvas says it. */
export const targetSubtitle = `={{ $parameter.selectBy === "id" ? "by sequence state ID" : ${pickedName('sequenceId', 'by prospect and sequence')} }}`;

/** A prospect in a sequence, whose sequence state is to be looked up. */
export interface Membership {
	prospectId: number;
	sequenceId: number;
}

/** What an input item names. */
export type NamedState = { id: number } | Membership;

/** The label of the field that holds the ID of a sequence state. */
export const ID_FIELD = sequenceStateIdField.displayName;

/** Reads which sequence state an input item names. */
export function readNamedState(context: IExecuteFunctions, itemIndex: number): Result<NamedState> {
	const way = readChoice(
		context.getNodeParameter('selectBy', itemIndex, 'id'),
		selectByField.displayName,
		choicesOf(selectByField),
	);
	if (!way.ok) return way;
	const idIn = ({ name, displayName }: INodeProperties) =>
		readId(context.getNodeParameter(name, itemIndex), displayName);
	if (way.value === 'id') {
		const id = idIn(sequenceStateIdField);
		return id.ok ? success({ id: id.value }) : id;
	}
	const prospectId = idIn(prospectIdField);
	if (!prospectId.ok) return prospectId;
	const sequenceId = readPicked(context, itemIndex, sequenceField);
	if (!sequenceId.ok) return sequenceId;
	return success({ prospectId: prospectId.value, sequenceId: sequenceId.value });
}
