import { WaitMeter } from '../../../nodes/shared/waitMeter';

function meter() {
	const logged: number[] = [];
	return { logged, waits: new WaitMeter((leftMs) => void logged.push(leftMs)) };
}

it('counts calls that wait at the same time once', () => {
	const { waits } = meter();
	waits.begin(0, 4_000, 'rateLimited');
	waits.begin(1_000, 4_000, 'rateLimited');
	waits.end(4_000);
	waits.end(5_000);
	expect(waits.waitedMs).toBe(5_000);
	waits.begin(60_000, 1_000, 'rateLimited');
	waits.end(61_000);
	expect(waits.waitedMs).toBe(6_000);
});

it('logs a wait that is known to last more than 10 s, once in 30 s', () => {
	const { waits, logged } = meter();
	for (let second = 0; second < 70; second += 1) {
		// A wait is cut into slices of a second, and the clock of the process goes on between them.
		waits.begin(second * 1_000 + 2, (70 - second) * 1_000, 'rateLimited');
		waits.begin(second * 1_000 + 2, (70 - second) * 1_000, 'rateLimited');
		waits.end((second + 1) * 1_000);
		waits.end((second + 1) * 1_000);
	}
	expect(logged).toEqual([70_000, 40_000, 10_000]);
});

it('logs a wait of unknown length once it has lasted so long', () => {
	const { waits, logged } = meter();
	const startedAt: number[] = [];
	for (let at = 0; at < 15_000; at += 50) {
		waits.begin(at, 50, 'rateLimited');
		if (logged.length > startedAt.length) startedAt.push(at);
		waits.end(at + 50);
	}
	expect(startedAt).toEqual([10_000]);
});

it('logs no short waits, however many there are', () => {
	const { waits, logged } = meter();
	for (let at = 0; at < 200_000; at += 10_000) {
		waits.begin(at, 9_000, 'rateLimited');
		waits.end(at + 9_000);
	}
	expect(logged).toEqual([]);
	expect(waits.waitedMs).toBe(180_000);
});
