import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemRequest } from '../../shared/merge';
import { isEmptyList } from '../../shared/read/list';
import { readSettings, type Setting } from '../../shared/read/settings';
import { readSwitch } from '../../shared/read/switch';
import { badInput, failed, success, type Failure, type Result } from '../../shared/result';
import type { ExploriumClient } from '../client';
import { readEventTypes, readProspectIds } from '../input';
import { checkWebhookId, webhookSetting } from '../webhookChoice';
import { readPrefix } from './managed';

/** What is the same for all items, because all of them together are one list. */
export interface SyncSettings {
	prefix: string;
	eventTypes: string[];
	dryRun: boolean;
	webhookId?: string;
}

const UNCHANGED = 'Nothing has been changed.';
const LIST_INCOMPLETE =
	'Nothing has been changed: a list with something missing would end the monitoring of those left out.';

/** A reader for the items of one execution, which refuses those whose settings differ. */
export function itemReader(
	context: IExecuteFunctions,
): (item: number, client: ExploriumClient) => Result<ItemRequest<SyncSettings>> {
	let agreed: string | undefined;
	return (item, client) => {
		const request = readItem(context, client, item);
		if (!request.ok) return failed(sayUnchanged(request.failure));
		const settings = JSON.stringify(request.value.settings);
		agreed ??= settings;
		return settings === agreed ? request : refused({ failure: disagreement() });
	};
}

const offUnless = (field: string): Setting<boolean> => ({
	initial: false,
	read: (value) => readSwitch(value, field),
});

const SETTINGS = {
	allowEmptyList: offUnless('Allow Empty List'),
	dryRun: offUnless('Dry Run'),
	webhookId: webhookSetting,
};

function readItem(
	context: IExecuteFunctions,
	client: ExploriumClient,
	item: number,
): Result<ItemRequest<SyncSettings>> {
	const prefix = readPrefix(context.getNodeParameter('enrollmentKeyPrefix', item));
	if (!prefix.ok) return refused(prefix);
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes', item));
	if (!eventTypes.ok) return refused(eventTypes);
	const options = readSettings(context.getNodeParameter('options', item, {}), SETTINGS);
	if (!options.ok) return refused(options);
	const { allowEmptyList, dryRun, webhookId } = options.value;
	const ids = readIds(
		context.getNodeParameter('prospectIds', item),
		context.getInputData().length === 1,
		allowEmptyList,
	);
	if (!ids.ok) return ids;
	const webhook = checkWebhookId(client, webhookId);
	if (!webhook.ok) return refused(webhook);
	return success({
		itemIndex: item,
		ids: ids.value,
		settings: {
			prefix: prefix.value,
			eventTypes: eventTypes.value,
			dryRun,
			webhookId: webhook.value,
		},
	});
}

/**
 * Reads one item's prospects. An empty field is an empty list only where it is the only item's: among
 * others it is an expression that found nothing.
 */
function readIds(value: unknown, isOnlyItem: boolean, allowEmpty: boolean): Result<string[]> {
	if (isOnlyItem && (value === undefined || value === null || isEmptyList(value))) {
		if (allowEmpty) return success([]);
		return badInput(
			'"Prospect IDs" is empty, so the list has no prospects',
			`An expression that finds nothing gives an empty value: check the input of this item. ${UNCHANGED} Only to stop monitoring everyone under this prefix, turn on "Allow Empty List" under Options.`,
		);
	}
	if (hasGap(value)) {
		return badInput(
			'"Prospect IDs" has an empty entry',
			'An expression that finds nothing leaves an empty place between two commas.',
		);
	}
	return readProspectIds(value);
}

/** Whether a text has nothing before, between or after its commas. */
function hasGap(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasGap);
	return typeof value === 'string' && /(^|[,;])\s*([,;]|$)/.test(value.trim());
}

function disagreement(): Failure {
	return {
		kind: 'input',
		message:
			'"Enrollment Key Prefix", "Event Types" and the options differ from those of the items before',
		hint: 'All items together are one list, so these have to be the same for all.',
	};
}

/** The failure, with the words that nothing has been changed, and why. */
export function sayUnchanged(failure: Failure): Failure {
	return withHint(failure, LIST_INCOMPLETE);
}

/** The same for a setting, which leaves nobody out. */
const refused = ({ failure }: { failure: Failure }) => failed(withHint(failure, UNCHANGED));

function withHint(failure: Failure, words: string): Failure {
	if (failure.hint?.includes('Nothing has been changed')) return failure;
	return { ...failure, hint: [failure.hint, words].filter(Boolean).join(' ') };
}
