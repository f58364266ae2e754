import type { IExecuteFunctions } from 'n8n-workflow';
import { readShape, type Shape } from '../../../shared/outputShape';
import { readChoice } from '../../../shared/read/choice';
import { readLabel } from '../../../shared/read/label';
import { isExpression, readSettings } from '../../../shared/read/settings';
import { readOptionalText, refuseEmpty } from '../../../shared/read/text';
import { badInput, success, type Result } from '../../../shared/result';
import { readPicked } from '../../readId';
import { nextWorkingMorning, readDueTime } from './dueTime';
import {
	actionField,
	ACTIONS,
	ASSIGN_TO,
	assignToField,
	DUE,
	dueAtField,
	dueField,
	noteField,
	referenceOption,
	subjectFields,
	subjectTypeField,
	SUBJECTS,
	taskOwnerField,
} from './fields';
import { noteWith } from './reference';
import { TASK_OUTPUT } from './taskOutput';

/** The longest note: https://developers.outreach.io/api/reference */
const LONGEST_NOTE = 65_535;
const LONGEST_REFERENCE = 255;

/** What a task is about. */
export interface Subject {
	type: 'prospect' | 'account';
	id: number;
}

/** A task to create. */
export interface TaskWish {
	subject: Subject;
	action: string;
	/** A full time in UTC. */
	dueAt: string;
	/** Nothing for the owner of the record. */
	ownerId?: number;
	/** With the reference at its end. */
	note: string;
	/** Of the open tasks of the record only one may have it. */
	reference?: string;
	shape: Shape;
}

const SETTINGS = {
	reference: {
		initial: undefined,
		read: (value: unknown): Result<string | undefined> =>
			readLabel(value, {
				field: referenceOption.displayName,
				fewest: 1,
				most: LONGEST_REFERENCE,
			}),
	},
};

/** Reads the task that one input item asks for. */
export function readTask(context: IExecuteFunctions, itemIndex: number): Result<TaskWish> {
	const choose = <T extends string>(
		{ name, displayName }: typeof dueField,
		choices: ReadonlyArray<{ name: string; value: T }>,
	) => readChoice(context.getNodeParameter(name, itemIndex), displayName, choices);
	const type = choose(subjectTypeField, SUBJECTS);
	if (!type.ok) return type;
	const id = readPicked(context, itemIndex, subjectFields[type.value]);
	if (!id.ok) return id;
	const action = choose(actionField, ACTIONS);
	if (!action.ok) return action;
	const zone = context.getTimezone?.();
	const due = choose(dueField, DUE);
	if (!due.ok) return due;
	const dueAt =
		due.value === 'at'
			? readDueTime(context.getNodeParameter('dueAt', itemIndex), dueAtField.displayName, zone)
			: success(nextWorkingMorning(Date.now(), zone));
	if (!dueAt.ok) return dueAt;
	const assignTo = choose(assignToField, ASSIGN_TO);
	if (!assignTo.ok) return assignTo;
	const owner =
		assignTo.value === 'user' ? readPicked(context, itemIndex, taskOwnerField) : success(undefined);
	if (!owner.ok) return owner;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { reference } = options.value;
	const shape = readShape(context, itemIndex, TASK_OUTPUT);
	if (!shape.ok) return shape;
	const note = readNote(context, itemIndex, reference);
	if (!note.ok) return note;
	return success({
		subject: { type: type.value, id: id.value },
		action: action.value,
		dueAt: dueAt.value,
		ownerId: owner.value,
		note: note.value,
		reference,
		shape: shape.value,
	});
}

function readNote(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: string | undefined,
): Result<string> {
	const { name, displayName: field } = noteField;
	const text = readOptionalText(context.getNodeParameter(name, itemIndex, ''), { field });
	if (!text.ok) return text;
	if (text.value === undefined && isExpression(context.getNode(), name)) {
		return refuseEmpty(field, 'Give a note, or leave the field empty without an expression.');
	}
	const note = noteWith(text.value ?? '', reference);
	if (note.length <= LONGEST_NOTE) return success(note);
	return badInput(
		`"${field}" has ${note.length} characters, but a note may have at most ${LONGEST_NOTE}`,
		'Shorten it.',
	);
}
