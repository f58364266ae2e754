/** What a clock on the wall shows, in digits. */
export type ClockParts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

/** What a clock on the wall of a time zone shows at a moment; nothing where the zone is not known. */
export function clockParts(ms: number, zone: string): ClockParts | undefined {
	try {
		const format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		const named = format.formatToParts(ms).map(({ type, value }) => [type, value]);
		return Object.fromEntries(named) as ClockParts;
	} catch {
		return undefined;
	}
}
