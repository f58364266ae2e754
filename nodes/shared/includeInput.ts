import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isTool } from './isTool';
import { readSettings, switchSetting } from './read/settings';
import type { Result } from './result';
import { withInput } from './withInput';

/** The entry of "Options" by which the output keeps what the input items hold. */
export const includeInputOption: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInput',
	type: 'boolean',
	default: true,
	description:
		'Whether to keep the fields of the input item in the output. Where the node gives a field of the same name, its own counts, and the other one is kept under "input". As an AI tool, the node leaves them out unless you add this option.',
};

/** The input items of one run, for the output items that keep their fields. */
export interface InputFields {
	/** Reads for one input item whether its fields are kept. */
	read: (reading: IExecuteFunctions, itemIndex: number) => Result<unknown>;
	/** What an input item holds; nothing where an AI agent made it up: a value may have any name there. */
	of: (itemIndex: number) => IDataObject;
	/**
	 * What the node gives for an input item, with the item's own fields where they are kept.
	 *
	 * @param names see `withInput`
	 */
	keptIn: (own: IDataObject, itemIndex: number, names?: readonly string[]) => IDataObject;
}

/** The input items of one run. A model would pay for what it did not ask for: a tool leaves them out. */
export function inputFields(context: IExecuteFunctions): InputFields {
	const { read, initial } = switchSetting(includeInputOption);
	const isMadeUp = isTool(context.getNode());
	const settings = { includeInput: { read, initial: initial && !isMadeUp } };
	const keeping = new Set<number>();
	const items = context.getInputData();
	const jsonOf = (itemIndex: number) => items[itemIndex]?.json ?? {};
	return {
		of: (itemIndex) => (isMadeUp ? {} : jsonOf(itemIndex)),
		read: (reading, itemIndex) => {
			const given = readSettings(reading.getNodeParameter('options', itemIndex, {}), settings);
			if (given.ok && given.value.includeInput) keeping.add(itemIndex);
			return given;
		},
		keptIn: (own, itemIndex, names) =>
			keeping.has(itemIndex) ? withInput(own, jsonOf(itemIndex), names) : own,
	};
}
