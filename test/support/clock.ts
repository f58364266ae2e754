interface Alarm {
	at: number;
	ring: () => void;
}

const alarms: Alarm[] = [];
let isTicking = false;

/** Lets everybody go on who can without the time moving, then moves it to the next alarm. */
function tick(): void {
	alarms.sort((a, b) => a.at - b.at);
	const alarm = alarms.shift();
	isTicking = alarms.length > 0;
	if (isTicking) setImmediate(tick);
	if (alarm === undefined) return;
	clock.now = Math.max(clock.now, alarm.at);
	alarm.ring();
}

/** A clock that stands still while anybody works, and jumps ahead when all wait. */
export const clock = {
	now: 0,

	reset(): void {
		clock.now = Date.parse('2026-11-21T09:00:00Z');
	},

	async waitUntil(at: number): Promise<void> {
		await new Promise<void>((ring) => {
			alarms.push({ at, ring });
			if (isTicking) return;
			isTicking = true;
			setImmediate(tick);
		});
	},

	sleep: async (ms: number): Promise<void> => await clock.waitUntil(clock.now + ms),
};
