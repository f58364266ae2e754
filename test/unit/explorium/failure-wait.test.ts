import {
	isWaiting,
	noteFailure,
	noteSuccess,
	type Poller,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/failureWait';
import type { Failure, FailureKind } from '../../../nodes/shared/result';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIX_HOURS = 6 * HOUR;

let nodes = 0;
const newPoller = (): Poller => ({ node: `node ${++nodes}`, setup: 'setup', published: {} });
const failure = (kind: FailureKind): Failure => ({ kind, message: 'x' });

/** Polls every minute while something fails; the minutes of the calls and of the alerts. */
function fail(
	poller: Poller,
	kindAt: (minute: number) => FailureKind,
	{ minutes = 1440, longestMs = SIX_HOURS, isToldOnce = false, from = 0 } = {},
) {
	const tries: number[] = [];
	const alerts: number[] = [];
	for (let minute = from; minute < from + minutes; minute += 1) {
		const now = NOW + minute * MINUTE;
		if (isWaiting(poller, now, true)) continue;
		tries.push(minute);
		const about = { failure: failure(kindAt(minute)), isToldOnce, wasSweepDue: true };
		if (noteFailure(poller, about, now, longestMs)) alerts.push(minute);
	}
	return { tries, alerts };
}

it('waits longer after each failure, up to the interval between sweeps', () => {
	const { tries, alerts } = fail(newPoller(), () => 'unavailable');
	expect(tries).toEqual([0, 5, 15, 35, 75, 155, 315, 635, 995, 1355]);
	expect(alerts).toEqual(tries);
	expect(fail(newPoller(), () => 'rejected', { longestMs: 30 * MINUTE }).tries.slice(0, 6)).toEqual(
		[0, 5, 15, 35, 65, 95],
	);
	expect(fail(newPoller(), () => 'unavailable', { longestMs: 0, minutes: 3 }).alerts).toEqual([
		0, 1, 2,
	]);
});

it.each<FailureKind>(['unauthorized', 'forbidden', 'notFound', 'input'])(
	'looks every five minutes whether %s is mended, and says it as rarely as all else',
	(kind) => {
		const { tries, alerts } = fail(newPoller(), () => kind);
		expect(tries).toHaveLength(288);
		expect(alerts).toEqual([0, 5, 15, 35, 75, 155, 315, 635, 995, 1355]);
	},
);

it('does not flood when one failure gives way to another', () => {
	const kinds: FailureKind[] = ['unavailable', 'unauthorized', 'timedOut', 'rejected', 'input'];
	const { alerts } = fail(newPoller(), (minute) => kinds[minute % kinds.length]);
	expect(alerts.length).toBeLessThan(15);
});

it('says once that the credit floor is reached, and again when that comes again', () => {
	const poller = newPoller();
	const floor = { isToldOnce: true, minutes: 3 * 1440 };
	expect(fail(poller, () => 'forbidden', floor)).toMatchObject({ alerts: [0] });
	expect(fail(poller, () => 'forbidden', { ...floor, from: 5000 }).tries.length).toBe(864);
	noteSuccess(poller.node, false);
	expect(fail(poller, () => 'forbidden', { ...floor, from: 10_000 }).alerts).toEqual([10_000]);
	// Another failure says as well that the credits have come.
	expect(fail(poller, () => 'unavailable', { from: 15_000, minutes: 1 }).alerts).toEqual([15_000]);
	expect(fail(poller, () => 'forbidden', { ...floor, from: 16_000 }).alerts).toEqual([16_000]);
});

describe('does not wait', () => {
	const failed = () => {
		const poller = newPoller();
		fail(poller, () => 'unavailable');
		return poller;
	};
	const later = NOW + DAY;

	it('once a poll has got through, and counts again', () => {
		const poller = failed();
		expect(isWaiting(poller, later, true)).toBe(true);
		noteSuccess(poller.node, false);
		expect(isWaiting(poller, later, true)).toBe(true);
		noteSuccess(poller.node, true);
		expect(isWaiting(poller, later, true)).toBe(false);
		expect(fail(poller, () => 'unavailable', { from: 1440 }).tries.slice(0, 3)).toEqual([
			1440, 1445, 1455,
		]);
	});

	it('with another credential or other settings', () => {
		const poller = failed();
		expect(isWaiting({ ...poller, setup: 'mended' }, later, true)).toBe(false);
	});

	it('when the workflow is published again, but for the attempts of n8n itself', () => {
		const poller = failed();
		const lastFailure = NOW + 1355 * MINUTE;
		const again = { ...poller, published: {} };
		expect(isWaiting(again, lastFailure + 1000, true)).toBe(true);
		expect(isWaiting(again, lastFailure + 2 * MINUTE, true)).toBe(false);
		expect(isWaiting(poller, lastFailure + 2 * MINUTE, true)).toBe(true);
	});

	it('with a sweep that has become due since, if only a part had failed', () => {
		const poller = newPoller();
		const part = { failure: failure('unavailable'), isToldOnce: false, wasSweepDue: false };
		noteFailure(poller, part, NOW, SIX_HOURS);
		expect(isWaiting(poller, NOW + MINUTE, false)).toBe(true);
		expect(isWaiting(poller, NOW + MINUTE, true)).toBe(false);
	});

	it('for longer when the clock is set back', () => {
		expect(isWaiting(failed(), NOW - DAY, true)).toBe(false);
	});
});
