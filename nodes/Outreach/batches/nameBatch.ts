import { readMoment } from '../../shared/read/moment';
import { actionWords, recordNameOf } from './actionNames';
import type { Batch } from './batch';
import { countToConfirm, isConfirming } from './state';

/**
 * A batch as people recognize it in a list, such as "Add tags · 120 prospects · waiting · 25 Nov 14:02".
 *
 * @param zone of the times, UTC if absent
 */
export function nameBatch(batch: Batch, zone = 'UTC', now = Date.now()): string {
	const { action, state, total, attributes } = batch;
	const count = isConfirming(batch) ? countToConfirm(batch) : total;
	const parts = [
		action === '' ? 'Batch' : actionWords(action),
		count === undefined
			? ''
			: `${count} ${recordNameOf(action) ?? 'record'}${count === 1 ? '' : 's'}`,
		isConfirming(batch) ? 'waiting' : state,
		timeIn(attributes.createdAt, zone, now),
	];
	return parts.filter((part) => part !== '').join(' · ');
}

/** When it was, such as "25 Nov 14:02"; with the year if that is another one than now. */
function timeIn(value: unknown, timeZone: string, now: number): string {
	const moment = typeof value === 'string' ? readMoment(value) : undefined;
	if (moment === undefined) return '';
	const format = new Intl.DateTimeFormat('en-GB', {
		...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
		...{ hourCycle: 'h23', timeZone },
	});
	const partsOf = (ms: number) =>
		Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]));
	const { day, month, year, hour, minute } = partsOf(moment.ms);
	const isThisYear = year === partsOf(now).year;
	return `${day} ${month} ${isThisYear ? '' : `${year} `}${hour}:${minute}`;
}
