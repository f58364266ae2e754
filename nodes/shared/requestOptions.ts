import type { INodeProperties } from 'n8n-workflow';
import { CallWindow } from './callWindow';
import { optionDefaults } from './optionDefaults';
import { numberSetting, readSettings } from './read/settings';
import { LONGEST_WAIT_S, MOST_ATTEMPTS, MOST_CALLS_AT_ONCE } from './requestBounds';
import { success, type Result } from './result';
import type { SendLimits } from './send';
import type { Vendor } from './vendor';

/** What a user may set about the calls of a node. */
export interface RequestSettings extends SendLimits {
	/** How many calls may be under way at once; each reading of the form begins anew. */
	concurrency: CallWindow;
}

type OptionName = 'callsAtOnce' | 'longestWait' | 'maxAttempts' | 'timeout';

/** The form of the settings above, the same in every node of a vendor. */
export const requestOptionsOf = ({
	callsAtOnce,
}: Pick<Vendor, 'callsAtOnce'>): INodeProperties => ({
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Wait for Rate Limit at Most (Seconds)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: LONGEST_WAIT_S },
			default: 300,
			description:
				'How long one call may wait in total before it is sent: until the rate limit allows it, and between its attempts',
		},
		{
			displayName: 'Wait for Answer at Most (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 120,
			description: 'How long to wait for the answer to one attempt of a call',
		},
		{
			displayName: 'Attempts per Call',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_ATTEMPTS },
			default: 5,
			description:
				'How many times a call is sent at most. A call that could do something twice is sent again only when it surely had no effect.',
		},
		{
			displayName: 'Calls at Once',
			name: 'callsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_CALLS_AT_ONCE },
			default: callsAtOnce,
			description:
				'At most this many calls are under way at once. The node starts with few and makes more while the answers come quickly.',
		},
	],
});

const anyForm = requestOptionsOf({ callsAtOnce: MOST_CALLS_AT_ONCE });

const [longestWaitField, timeoutField, maxAttemptsField, callsAtOnceField] =
	anyForm.options as INodeProperties[];

const settings = {
	maxAttempts: numberSetting(maxAttemptsField, true),
	callsAtOnce: numberSetting(callsAtOnceField, true),
	longestWait: numberSetting(longestWaitField),
	timeout: numberSetting(timeoutField),
};

/**
 * Reads the values of that form. What is not set has its default; the vendor's bound of the calls at once
 * comes with the way to the vendor.
 *
 * @returns a failure that names the field for what is no number, or is outside what the form allows
 */
export function checkRequestSettings(values: unknown): Result<RequestSettings> {
	const read = readSettings(values ?? {}, settings, anyForm.displayName);
	if (!read.ok) return read;
	const { callsAtOnce, maxAttempts, longestWait, timeout } = read.value;
	const isSet = Object.hasOwn(values ?? {}, 'callsAtOnce');
	return success({
		concurrency: new CallWindow(isSet ? callsAtOnce : undefined),
		maxAttempts,
		maxWaitMs: longestWait * 1000,
		timeoutMs: timeout * 1000,
	});
}

const defaults = optionDefaults(anyForm);

/** The bounds of calls that fill a list in the editor: nobody waits there for long. */
export const EDITOR_OPTIONS = { maxAttempts: 2, longestWait: 10, timeout: 10 };

/** Reads the values of that form; what is not set, or is no number, has its default. */
export function readRequestSettings(values: unknown): RequestSettings {
	const given = (values ?? {}) as Partial<Record<OptionName, unknown>>;
	const read = (name: OptionName, least: number) => {
		const value = Number(given[name] ?? defaults[name]);
		return Math.max(least, Number.isFinite(value) ? value : Number(defaults[name]));
	};
	return {
		concurrency: new CallWindow(
			given.callsAtOnce === undefined ? undefined : Math.floor(read('callsAtOnce', 1)),
		),
		maxAttempts: Math.floor(read('maxAttempts', 1)),
		maxWaitMs: read('longestWait', 0) * 1000,
		timeoutMs: read('timeout', 1) * 1000,
	};
}
