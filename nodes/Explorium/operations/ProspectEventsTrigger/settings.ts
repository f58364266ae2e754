import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { CallWindow } from '../../../shared/callWindow';
import { readChoice } from '../../../shared/read/choice';
import {
	choiceSetting,
	choicesSetting,
	numberSetting,
	readSettings,
	switchSetting,
} from '../../../shared/read/settings';
import { checkRequestSettings } from '../../../shared/requestOptions';
import { success, type Result } from '../../../shared/result';
import { readKeys } from '../../enrollmentKeys';
import { readEventTypes, readProspectIds } from '../../input';
import { ADDITIONS } from './additions';
import { readMinutesBetween } from './checkEvery';
import type { TriggerSettings } from './poll';
import { triggerOptions } from './triggerOptions';
import type { Source } from '../../watchList';

export interface Settings extends TriggerSettings {
	includeSweepDetails: boolean;
	isAtLeastOnce: boolean;
	concurrency: CallWindow;
}

const SOURCES = [
	{ name: 'Enrolled Prospects', value: 'enrollments' },
	{ name: 'Prospects From a List', value: 'prospectIds' },
] as const;

const SETTINGS = Object.fromEntries(
	(triggerOptions.options as INodeProperties[]).map((option) => [option.name, option]),
);

const OPTIONS = {
	addToEvents: choicesSetting(SETTINGS.addToEvents),
	creditFloor: numberSetting(SETTINGS.creditFloor),
	delivery: choiceSetting(SETTINGS.delivery),
	emitExisting: switchSetting(SETTINGS.emitExisting),
	includeSweepDetails: switchSetting(SETTINGS.includeSweepDetails),
	lookBackDays: numberSetting(SETTINGS.lookBackDays),
};

/** Reads the trigger's form. */
export function readTriggerSettings(context: IPollFunctions): Result<Settings> {
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes'), 'Trigger On');
	if (!eventTypes.ok) return eventTypes;
	const options = readSettings(context.getNodeParameter('options', {}), OPTIONS);
	if (!options.ok) return options;
	const request = checkRequestSettings(context.getNodeParameter('requestOptions', {}));
	if (!request.ok) return request;
	const minutesBetweenSweeps = readMinutesBetween(context);
	if (!minutesBetweenSweeps.ok) return minutesBetweenSweeps;
	const source = readSource(context);
	if (!source.ok) return source;
	const { addToEvents, delivery, ...others } = options.value;
	return success({
		...others,
		isAtLeastOnce: delivery === 'atLeastOnce',
		additions: ADDITIONS.filter((addition) => addToEvents.includes(addition)),
		minutesBetweenSweeps: minutesBetweenSweeps.value,
		source: source.value,
		eventTypes: eventTypes.value,
		concurrency: request.value.concurrency,
	});
}

function readSource(context: IPollFunctions): Result<Source> {
	const kind = readChoice(context.getNodeParameter('source'), 'Watch', SOURCES);
	if (!kind.ok) return kind;
	if (kind.value === 'prospectIds') {
		const ids = readProspectIds(context.getNodeParameter('prospectIds'));
		return ids.ok ? success({ kind: 'prospectIds', value: ids.value }) : ids;
	}
	const keys = readKeys(context.getNodeParameter('enrollmentKeys', []), context.getNode());
	return keys.ok ? success({ kind: 'enrollments', keys: keys.value }) : keys;
}
