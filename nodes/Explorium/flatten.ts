import type { IDataObject } from 'n8n-workflow';
import type { ProspectEvent } from './api';

/** An event with its data beside its own fields instead of below them. */
export function flatten({ data, ...event }: ProspectEvent): IDataObject {
	const { event_id, event_name, event_time, prospect_id, ...others } = event;
	return {
		event_id,
		event_name,
		event_time,
		prospect_id,
		...others,
		...(withoutRepeats(data, event) as IDataObject),
	};
}

function withoutRepeats(data: ProspectEvent['data'], event: object): object {
	return Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => !(key in event)));
}
