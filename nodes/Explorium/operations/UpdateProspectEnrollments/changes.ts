import { addTo } from '../../../shared/addTo';
import type { MergedCall } from '../../../shared/merge';
import { badInput, failed, success, type Result } from '../../../shared/result';
import { eachInTurns, mapInTurns } from '../../../shared/turns';
import type { EnrollmentGaps, ListedEnrollments } from '../../answers/readEnrollments';
import type { Enrollment, EnrollmentChanges } from '../../api';
import { keyInPlaceOfId } from '../../enrollmentKeys';
import { PROSPECTS_PER_ENROLLMENT } from '../../explorium';

/** What one input item wants changed about an enrollment; the rest stays as it is. */
export interface Change {
	itemIndex: number;
	enrollmentId: string;
	key?: string;
	eventTypes?: string[];
	prospectIds?: string[];
	webhookId?: string;
}

/**
 * Joins the changes to one enrollment into one call: a second call would replace what the first one
 * set. Prospects add up, of the other values the last one holds.
 */
export async function joinChanges(changes: Change[]): Promise<Array<MergedCall<Change>>> {
	const joined = new Map<string, Joined>();
	await eachInTurns(changes, (change) => {
		const { enrollmentId, itemIndex, prospectIds = [] } = change;
		const earlier = joined.get(enrollmentId);
		if (earlier === undefined) {
			joined.set(enrollmentId, { change, prospectIds: new Set(prospectIds), items: [itemIndex] });
		} else {
			earlier.change = join(earlier.change, change);
			earlier.items.push(itemIndex);
			for (const id of prospectIds) earlier.prospectIds.add(id);
		}
	});
	return await mapInTurns(joined.values(), ({ change, prospectIds, items }) => ({
		settings: {
			...change,
			prospectIds: prospectIds.size > 0 ? [...prospectIds] : undefined,
		},
		ids: [change.enrollmentId],
		itemsOf: new Map([[change.enrollmentId, items]]),
	}));
}

interface Joined {
	change: Change;
	prospectIds: Set<string>;
	items: number[];
}

function join(earlier: Change, later: Change): Change {
	return {
		...earlier,
		key: later.key ?? earlier.key,
		eventTypes: later.eventTypes ?? earlier.eventTypes,
		webhookId: later.webhookId ?? earlier.webhookId,
	};
}

/** Refuses a change to more prospects than an enrollment holds. */
export function checkSize(change: Change): Result<Change> {
	const { enrollmentId, prospectIds = [] } = change;
	if (prospectIds.length <= PROSPECTS_PER_ENROLLMENT) return success(change);
	return badInput(
		`"Explorium Prospect IDs" holds ${prospectIds.length} prospects for the enrollment ${enrollmentId}, but at most ${PROSPECTS_PER_ENROLLMENT} are allowed`,
		'Items that name the same enrollment add up. Put the other prospects into another enrollment with Add Prospect Enrollments.',
	);
}

/** Whether the enrollment has to be read first: its other parts go into the output, and in version 1 into the update. */
export function isPartial({ key, eventTypes, prospectIds }: Change): boolean {
	return key === undefined || eventTypes === undefined || prospectIds === undefined;
}

/**
 * A way to find enrollments as Explorium lists them.
 *
 * @param listed all there are, if they have been read
 * @returns gives nothing for an ID that is not listed; a failure if the enrollment is there but cannot be
 * read, as its other parts would be lost, and for a key in place of an ID
 */
export function enrollmentFinder(
	listed: ListedEnrollments | undefined,
): (id: string) => Result<Enrollment | undefined> {
	const { enrollments = [], unreadable = [] } = listed ?? {};
	const byId = new Map(enrollments.map((one) => [one.enrollment_id, one]));
	// Of several entries with one ID the first counts.
	const reasons = new Map([...unreadable].reverse().map((one) => [one.enrollment_id, one.reason]));
	const byKey = new Map<string, Enrollment[]>();
	for (const one of enrollments) {
		addTo(byKey, one.enrollment_key, one);
	}
	return (id) => {
		const reason = reasons.get(id);
		if (reason !== undefined) return unusable(id, reason.replace(`(${id}) `, ''));
		const found = byId.get(id);
		const isKey = found === undefined && keyInPlaceOfId(id, byKey.get(id) ?? []);
		return isKey || success(found);
	};
}

/**
 * Refuses a change that would write back what Explorium did not show as it is: a key, event types or
 * prospects that cannot be read, or that are missing.
 */
export function checkGaps(
	{ enrollmentId, key, eventTypes, prospectIds }: Change,
	gaps: EnrollmentGaps = {},
): Result<void> {
	const gap =
		(key === undefined ? gaps.key : undefined) ??
		(eventTypes === undefined ? gaps.types : undefined) ??
		(prospectIds === undefined ? gaps.prospects : undefined);
	return gap === undefined ? success(undefined) : unusable(enrollmentId, gap);
}

/** @param reason to be put after "it" */
function unusable(id: string, reason: string) {
	return failed({
		kind: 'unreadable',
		message: `Explorium lists the enrollment ${id} in a form that cannot be read: it ${reason}`,
		hint: 'Nothing was changed. Give all three of "List Name", "Event Types" and "Explorium Prospect IDs", so that nothing has to be read, or try again later.',
	});
}

/** The whole enrollment as it is to be after the change. */
export function applyChange(
	change: Change,
	current: Enrollment | undefined,
): Result<Enrollment & { prospect_ids: string[] }> {
	const { enrollmentId, key, eventTypes, prospectIds, webhookId } = change;
	if (isPartial(change) && current === undefined) {
		return failed({
			kind: 'notFound',
			message: `Explorium has no enrollment with the ID "${enrollmentId}"`,
			hint: 'Pick it from the list, or get its ID with Get Prospect Enrollments.',
		});
	}
	if (current !== undefined && prospectIds === undefined && current.prospect_ids === undefined) {
		return badInput(
			`The enrollment ${enrollmentId} monitors businesses, which this node does not update`,
			'Pick an enrollment of prospects. Get Prospect Enrollments lists them.',
		);
	}
	return success({
		enrollment_id: enrollmentId,
		enrollment_key: key ?? current?.enrollment_key ?? '',
		event_types: eventTypes ?? current?.event_types ?? [],
		prospect_ids: prospectIds ?? current?.prospect_ids ?? [],
		...(webhookId && { webhook_id: webhookId }),
	});
}

/** The change in Explorium's words. */
export function changesOf({ key, eventTypes, prospectIds, webhookId }: Change): EnrollmentChanges {
	return {
		...(key !== undefined && { enrollment_key: key }),
		...(eventTypes && { event_types: eventTypes }),
		...(prospectIds && { prospect_ids: prospectIds }),
		...(webhookId && { webhook_id: webhookId }),
	};
}
