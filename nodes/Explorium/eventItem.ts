import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ProspectEvent } from './api';
import { flatten } from './flatten';

/**
 * An event as the triggers give it: flat, with the key of the enrollment it comes from, if any.
 *
 * @param more what was fetched about the prospect
 */
export function eventItem(
	event: ProspectEvent,
	enrollment_key: string | undefined,
	more: IDataObject = {},
): INodeExecutionData {
	const key = enrollment_key === undefined ? {} : { enrollment_key };
	return { json: flatten(event, { ...key, ...more }) };
}
