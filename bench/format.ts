/** A number with commas between the thousands. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Seconds with as many digits as mean something. */
export function time(seconds: number): string {
	return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

export const megabytes = (value: number) => `${count(value)} MB`;

/** A ratio with as many digits as mean something. */
export const factor = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)}×`;

/** A table in Markdown; columns after the first are numbers. */
export function table(header: string[], rows: string[][]): string {
	const rule = header.map((_, index) => (index === 0 ? '---' : '--:'));
	return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const percent = (share: number) => `${Math.floor(share * 100)} %`;
