import { pollTimes } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/pollTimes';
import { workDue } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/schedule';
import {
	firstRememberedMonth,
	windowStart,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/window';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const MINUTE = 60_000;

describe('workDue', () => {
	it.each([
		['at first', {}, 360, true, false],
		['at first, whatever the pause', {}, 30_000_000, true, false],
		['too early', { lastSweepAt: NOW - 359 * MINUTE }, 360, false, false],
		['in time', { lastSweepAt: NOW - 360 * MINUTE }, 360, true, false],
		['without a pause', { lastSweepAt: NOW }, 0, true, false],
		['in the middle of a sweep', { lastSweepAt: NOW, sweepStartedAt: NOW }, 360, true, false],
		['with failed ones, soon after', { lastSweepAt: NOW - MINUTE, failed: ['p'] }, 0, false, true],
		['with failed ones, later', { lastSweepAt: NOW - 10 * MINUTE, failed: ['p'] }, 0, true, true],
		['after the clock was set back', { lastSweepAt: NOW + 99 * MINUTE }, 360, true, false],
	])('%s', (_when, saved, minutes, sweep, retry) => {
		expect(workDue(saved, NOW, minutes)).toEqual({ sweep, retry });
	});
});

it('looks back to the day before the month in which the look-back ends', () => {
	expect(new Date(windowStart(NOW, 90)).toISOString()).toBe('2026-07-31T00:00:00.000Z');
	expect(new Date(windowStart(NOW, 1)).toISOString()).toBe('2026-10-31T00:00:00.000Z');
	expect(firstRememberedMonth(NOW)).toBe('2026-06');
});

it.each([
	[undefined, 22_400, 28_000],
	[36_000, 27_200, 34_000],
	[300_000, 30_000, 298_000],
	[1000, 720, 900],
])('with a budget of %s ms starts calls for %i ms and ends within %i ms', (budget, start, end) => {
	expect(pollTimes(budget, NOW)).toEqual({ stopAt: NOW + start, deadline: NOW + end });
});
