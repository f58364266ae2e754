import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemRequest } from '../../../shared/merge';
import { isEmptyList } from '../../../shared/read/list';
import { readSettings, type Setting } from '../../../shared/read/settings';
import { readSwitch } from '../../../shared/read/switch';
import {
	badInput,
	failed,
	FOUND_NOTHING,
	success,
	type Failure,
	type Result,
} from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import type { ExploriumClient } from '../../client';
import { readEventTypes, readProspectIds } from '../../input';
import { checkWebhookId, webhookSetting } from '../../webhookChoice';
import { readPrefix } from './managed';

/** What is the same for all items, because all of them together are one list. */
export interface SyncSettings {
	prefix: string;
	eventTypes: string[];
	dryRun: boolean;
	webhookId?: string;
}

const UNCHANGED = 'Nothing was changed.';
const LIST_INCOMPLETE =
	'Nothing was changed: a list with something missing would end the monitoring of those left out.';

/** A reader for the items of one execution, which refuses those whose settings differ. */
export function itemReader(): typeof readItem {
	let agreed: SyncSettings | undefined;
	return (context, item, client) => {
		const request = readItem(context, item, client);
		if (!request.ok) return failed(sayUnchanged(request.failure));
		const { settings } = request.value;
		agreed ??= settings;
		const failure = disagreement(settings, agreed);
		return failure === undefined ? request : refused({ failure });
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
	item: number,
	client: ExploriumClient,
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
 * others it is an expression that found nothing. So are `null` and `undefined` anywhere.
 */
function readIds(value: unknown, isOnlyItem: boolean, allowEmpty: boolean): Result<string[]> {
	if (isOnlyItem && (value === undefined || value === null || isEmptyList(value))) {
		// What an expression did not find is no empty list: to take it for one would unenroll everybody.
		if (allowEmpty && isEmptyList(value)) return success([]);
		if (allowEmpty) return nothingFound();
		return badInput(
			'"Explorium Prospect IDs" is empty, so the list has no prospects',
			`${FOUND_NOTHING} Check the input of this item. ${UNCHANGED} Only if you want to stop monitoring everyone under this name, turn on "Allow Empty List" under Options.`,
		);
	}
	if (value === undefined || value === null || isEmptyList(value)) {
		return badInput(
			'"Explorium Prospect IDs" is empty: this item has no prospect ID',
			`Remove such items with a Filter node first. ${FOUND_NOTHING}`,
		);
	}
	if (hasGap(value)) {
		return badInput(
			'"Explorium Prospect IDs" has an empty entry',
			'An expression that finds nothing leaves an empty place between two commas.',
		);
	}
	return readProspectIds(value);
}

function nothingFound() {
	return badInput(
		'"Explorium Prospect IDs" finds nothing, which is no empty list',
		`Check the expression and the input of this item. An empty list is [] or an empty field. ${UNCHANGED}`,
	);
}

/** Whether a text has nothing before, between or after its commas. */
function hasGap(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasGap);
	return typeof value === 'string' && /(^|[,;])\s*([,;]|$)/.test(value.trim());
}

const LABELS: Record<keyof SyncSettings, string> = {
	prefix: 'List Name',
	eventTypes: 'Event Types',
	dryRun: 'Dry Run',
	webhookId: 'Webhook',
};

/** The failure of an item with other settings than those before it; nothing if they are the same. */
function disagreement(own: SyncSettings, agreed: SyncSettings): Failure | undefined {
	const shown = (value: unknown) =>
		value === undefined ? 'empty' : printValue(Array.isArray(value) ? value.join(', ') : value);
	const differing = (Object.keys(LABELS) as Array<keyof SyncSettings>)
		.filter((name) => shown(own[name]) !== shown(agreed[name]))
		.map((name) => `"${LABELS[name]}" is ${shown(own[name])} here, but ${shown(agreed[name])}`);
	if (differing.length === 0) return undefined;
	return {
		kind: 'input',
		message: `${differing.join(' and ')} in the items before`,
		hint: 'One run is one list, so all items must have the same settings. Use one node for each list.',
	};
}

/** The failure, with the words that nothing has been changed, and why. */
export function sayUnchanged(failure: Failure): Failure {
	return withHint(failure, LIST_INCOMPLETE);
}

/** The same for a setting, which leaves nobody out. */
const refused = ({ failure }: { failure: Failure }) => failed(withHint(failure, UNCHANGED));

function withHint(failure: Failure, words: string): Failure {
	if (failure.hint?.includes('Nothing was changed')) return failure;
	return { ...failure, hint: [failure.hint, words].filter(Boolean).join(' ') };
}
