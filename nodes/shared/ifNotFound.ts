import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { markNothingFound } from './nothingFound';
import { choiceSetting } from './read/settings';
import { failed, success, type Failure, type Result } from './result';

/** What to do about an item whose search finds nothing. */
export const ifNotFoundField: INodeProperties = {
	displayName: 'If Not Found',
	name: 'ifNotFound',
	type: 'options',
	default: 'nothing',
	options: [
		{ name: 'Return Nothing for the Item', value: 'nothing' },
		{ name: 'Return an Item with Found: False', value: 'item' },
		{ name: 'Treat the Item as Failed', value: 'error' },
	],
	description:
		'What to do with an input item whose search finds nothing. With "Return an Item with Found: False" each record that is found has found: true, so that an If node can tell.',
};

/** The setting of `ifNotFoundField`. */
export const ifNotFoundSetting = choiceSetting(ifNotFoundField);

/** What a search was for, and what to do if it finds nothing. */
export interface WhatWasSought {
	ifNotFound: string;
	/** What it asked for, in words, to be put after the kind of record. */
	wanted: string;
}

/**
 * What one input item gets.
 *
 * @param records what its search found, as they are returned
 * @param record the kind of record, in the singular
 * @param doubt why nothing found does not mean that there is nothing, in a sentence without its dot
 */
export function foundOrNot(
	{ ifNotFound, wanted }: WhatWasSought,
	records: IDataObject[],
	vendor: string,
	record: string,
	doubt?: string,
): Result<IDataObject[]> {
	const isFound = records.length > 0;
	if (!isFound && doubt !== undefined && ifNotFound !== 'nothing') {
		return failed(notKnown(vendor, wanted, record, doubt));
	}
	if (ifNotFound === 'item') {
		if (isFound) return success(records.map((one) => ({ ...one, found: true })));
		const none = { found: false, reason: `${vendor} has no ${record} ${wanted}` };
		return success([markNothingFound(none)]);
	}
	if (!isFound && ifNotFound === 'error') return failed(nobodyFound(vendor, wanted, record));
	return success(records);
}

/**
 * The failure of an item that asked for what is not there.
 *
 * @param wanted what was searched for, to be put after the kind of record
 * @param record the kind of record, in the singular
 */
export function nobodyFound(vendor: string, wanted: string, record: string): Failure {
	return {
		kind: 'notFound',
		message: `${vendor} has no ${record} ${wanted}`,
		hint: 'Check the value. To go on without the item, set "If Not Found" under Options to another choice.',
	};
}

/** The failure of an item where something may be there that was not shown. */
function notKnown(vendor: string, wanted: string, record: string, doubt: string): Failure {
	return {
		kind: 'unreadable',
		message: `Whether ${vendor} has a ${record} ${wanted} is not known: ${doubt}`,
		hint: 'Check what the connected user may see, or try again later.',
	};
}
