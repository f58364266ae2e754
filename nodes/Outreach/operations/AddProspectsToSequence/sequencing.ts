import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../shared/answers';
import { readCollection } from '../../../shared/read/settings';
import { badInput, success, type Result } from '../../../shared/result';
import { pickerField } from '../../../shared/pickerField';
import { readPicked } from '../../readId';
import type { Sender } from './checkSender';

export const sequenceField = pickerField({
	displayName: 'Sequence',
	name: 'sequenceId',
	method: 'searchSequences',
	placeholder: 'Choose a sequence...',
	exampleId: '11',
	description: 'The sequence to add to. The list shows those that are on and not locked.',
	hint: 'Outreach starts to send its messages to the prospects',
});

export const mailboxField = pickerField({
	displayName: 'Mailbox',
	name: 'mailboxId',
	method: 'searchMailboxes',
	placeholder: 'Choose a mailbox...',
	exampleId: '41',
	description: 'The mailbox to send from. The list shows those that can send.',
});

export const stepOverridesOption: INodeProperties = {
	displayName: 'Step Overrides',
	name: 'stepOverrides',
	type: 'json',
	default: '',
	description:
		'A JSON list of objects. Each overrides one step of the sequence, and is sent as it is.',
};

/** What adding to a sequence takes besides the prospects. */
export interface Sequencing extends Sender {
	stepOverrides?: IDataObject[];
}

/** Reads sequence, mailbox and overrides for one input item. */
export function readSequencing(context: IExecuteFunctions, itemIndex: number): Result<Sequencing> {
	const sequence = readPicked(context, itemIndex, sequenceField);
	if (!sequence.ok) return sequence;
	const mailbox = readPicked(context, itemIndex, mailboxField);
	if (!mailbox.ok) return mailbox;
	const sender = { sequenceId: sequence.value, mailboxId: mailbox.value };
	const options = readCollection(context.getNodeParameter('options', itemIndex, {}), 'Options');
	if (!options.ok) return options;
	const { stepOverrides } = options.value;
	const isLeftOut = !('stepOverrides' in options.value) || stepOverrides === '';
	if (isLeftOut) return success(sender);
	const overrides = readObjects(stepOverrides);
	if (overrides !== undefined) return success({ ...sender, stepOverrides: overrides });
	return badInput(
		'"Step Overrides" is not a JSON list of objects',
		'It must be a list such as [{"id": 1}].',
	);
}

function readObjects(value: unknown): IDataObject[] | undefined {
	let list: unknown = value;
	if (typeof value === 'string') {
		try {
			list = JSON.parse(value);
		} catch {
			return undefined;
		}
	}
	return Array.isArray(list) && list.every(isObject) ? (list as IDataObject[]) : undefined;
}
