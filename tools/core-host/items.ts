import type { INodeExecutionData } from 'n8n-workflow';
import { serializeError, toJson } from './errors.ts';
import type { Json, Output, OutputItem } from './protocol.ts';

const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'error']);

function isItem(value: Json): boolean {
	return (
		typeof value.json === 'object' &&
		value.json !== null &&
		Object.keys(value).every((key) => ITEM_KEYS.has(key))
	);
}

/** n8n items from plain objects, or as they are. */
export function toItems(items: Json[] = [{}]): INodeExecutionData[] {
	return structuredClone(items).map((item) =>
		isItem(item) ? (item as unknown as INodeExecutionData) : ({ json: item } as INodeExecutionData),
	);
}

function toOutputItem({ json, pairedItem, binary, error }: INodeExecutionData): OutputItem {
	return {
		json: toJson(json) as Json,
		...(pairedItem !== undefined && { pairedItem: toJson(pairedItem) }),
		...(binary !== undefined && { binary: toJson(binary) }),
		...(error !== undefined && { error: serializeError(error) }),
	};
}

/** A node's output as it leaves the host. */
export function toOutput(data: Array<INodeExecutionData[] | null> | null | undefined): Output {
	return data ? data.map((items) => (items ?? []).map(toOutputItem)) : null;
}
