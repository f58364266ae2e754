import type { IPollFunctions } from 'n8n-workflow';
import { optionDefaults } from '../../shared/optionDefaults';
import { readRequestSettings } from '../../shared/requestOptions';
import { badInput, success, type Result } from '../../shared/result';
import { readKeys } from '../enrollmentKeys';
import { readEventTypes } from '../input';
import type { TriggerSettings } from './poll';
import { triggerOptions } from './triggerOptions';
import { KEPT_DAYS } from './window';

interface Settings extends TriggerSettings {
	includeSweepDetails: boolean;
}

function readNumber(value: unknown, field: string, least: number, most: number): Result<number> {
	const number = Number(value);
	if (value !== '' && number >= least && number <= most) return success(number);
	const range = most === Infinity ? `at least ${least}` : `between ${least} and ${most}`;
	return badInput(`"${field}" is "${String(value)}", but must be a number ${range}`);
}

/** Reads the trigger's form. */
export function readTriggerSettings(context: IPollFunctions): Result<Settings> {
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes'));
	if (!eventTypes.ok) return eventTypes;
	const options: Record<string, unknown> = {
		...optionDefaults(triggerOptions),
		...(context.getNodeParameter('options', {}) as object),
	};
	const minutes = readNumber(options.minutesBetweenSweeps, 'Minutes Between Sweeps', 0, Infinity);
	if (!minutes.ok) return minutes;
	const lookBack = readNumber(options.lookBackDays, 'Look Back (Days)', 1, KEPT_DAYS);
	if (!lookBack.ok) return lookBack;
	const creditFloor = readNumber(options.creditFloor, 'Credit Floor', 0, Infinity);
	if (!creditFloor.ok) return creditFloor;
	const { concurrency } = readRequestSettings(context.getNodeParameter('requestOptions', {}));
	return success({
		source:
			context.getNodeParameter('source') === 'prospectIds'
				? { kind: 'prospectIds', value: context.getNodeParameter('prospectIds') }
				: { kind: 'enrollments', keys: readKeys(context.getNodeParameter('enrollmentKeys', [])) },
		eventTypes: eventTypes.value,
		emitExisting: options.emitExisting === true,
		lookBackDays: lookBack.value,
		minutesBetweenSweeps: minutes.value,
		creditFloor: creditFloor.value,
		concurrency,
		includeSweepDetails: options.includeSweepDetails === true,
	});
}
