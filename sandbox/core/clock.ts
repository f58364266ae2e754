/** The sandbox's time: the real time plus an offset that tests move. */
export class Clock {
	offsetMs = 0;

	/** Milliseconds since the epoch, as every vendor in the sandbox sees it. */
	now(): number {
		return Date.now() + this.offsetMs;
	}

	/** Moves time forward (or back, with a negative number). */
	advance(milliseconds: number): void {
		this.offsetMs += milliseconds;
	}

	/** Jumps to a moment; time goes on from there. */
	set(milliseconds: number): void {
		this.offsetMs = milliseconds - Date.now();
	}

	/**
	 * Translates a moment of sandbox time to the time a client's own clock shows. Rate-limit
	 * headers need it: clients compare them with their clock, which tests do not move.
	 */
	toRealTime(milliseconds: number): number {
		return milliseconds - this.offsetMs;
	}
}
