import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

/** An output item that came of one input item. */
export interface PairedItem extends INodeExecutionData {
	pairedItem: IPairedItemData;
}

/**
 * Links an output item to the input item it came from. It is never linked to several: an expression such
 * as `$('Trigger').item` could not tell then which of them is meant.
 */
export function paired(json: IDataObject, item: number): PairedItem {
	return { json, pairedItem: { item } };
}

/** The same output item for each of some input items, so that each has its own. */
export function pairedWithEach(json: IDataObject, items: number[]): PairedItem[] {
	return items.map((item) => paired(json, item));
}
