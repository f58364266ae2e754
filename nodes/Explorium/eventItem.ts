import type { INodeExecutionData } from 'n8n-workflow';
import type { ProspectEvent } from './api';
import { flatten } from './flatten';

/** An event as the triggers give it: flat, with the key of the enrollment it comes from, if any. */
export function eventItem(
	event: ProspectEvent,
	enrollment_key: string | undefined,
): INodeExecutionData {
	const { event_id, event_name, event_time, prospect_id, ...data } = flatten(event);
	return {
		json: {
			event_id,
			event_name,
			event_time,
			prospect_id,
			...(enrollment_key === undefined ? {} : { enrollment_key }),
			...data,
		},
	};
}
