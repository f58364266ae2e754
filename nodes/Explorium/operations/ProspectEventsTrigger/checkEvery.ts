import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { numberSetting, readSettings } from '../../../shared/read/settings';
import { success, type Result } from '../../../shared/result';

/** Explorium keeps events for 90 days. */
const MOST_HOURS = 2_160;

/** How often to check all watched prospects. It stands right under n8n's Poll Times. */
export const checkEveryField: INodeProperties = {
	displayName: 'Check Every (Hours)',
	name: 'checkEveryHours',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_HOURS },
	default: 6,
	description:
		'How long to wait before asking Explorium about all watched prospects again, whatever Poll Times says: the polls in between do nothing. Part of an hour is allowed, such as 0.5.',
	hint: 'Explorium uses credits for the events that a check returns, new or not',
};

/** The same as workflows of earlier versions keep it. n8n drops what a form does not know, so it is there, unseen. */
export const formerInterval: INodeProperties = {
	displayName: 'Check Every (Minutes)',
	name: 'minutesBetweenSweeps',
	type: 'hidden',
	typeOptions: { minValue: 0, maxValue: MOST_HOURS * 60 },
	default: 360,
	description: 'How earlier versions kept Check Every (Hours), which counts if it is not 6',
};

const hours = numberSetting(checkEveryField);
const minutes = numberSetting(formerInterval);

/**
 * Reads how many minutes lie between two checks, wherever the workflow keeps it. Hours that somebody has
 * set come first.
 */
export function readMinutesBetween(context: IPollFunctions): Result<number> {
	const set = hours.read(context.getNodeParameter(checkEveryField.name, hours.initial));
	if (!set.ok) return set;
	const options = context.getNodeParameter('options', {});
	const former = readSettings(options, {
		minutesBetweenSweeps: { ...minutes, initial: undefined as number | undefined },
	});
	if (!former.ok) return former;
	const { minutesBetweenSweeps } = former.value;
	const isSet = set.value !== hours.initial || minutesBetweenSweeps === undefined;
	return success(isSet ? set.value * 60 : minutesBetweenSweeps);
}
