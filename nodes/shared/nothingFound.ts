import type { IDataObject } from 'n8n-workflow';

const marked = new WeakSet<IDataObject>();

/** Marks an item that says that nothing was found, so that the node can count it. */
export function markNothingFound<T extends IDataObject>(json: T): T {
	marked.add(json);
	return json;
}

/** Whether an item only says that nothing was found. */
export const saysNothingFound = (json: IDataObject): boolean => marked.has(json);
