import { count, time } from './format.ts';
import type { CaseResult, Result } from './measure.ts';
import { median } from './stats.ts';
import { INK, line, picture, rectangle, text } from './svg.ts';

const WIDTH = 860;
const LABELS = 330;
const BARS = 360;
const ROW = 24;
const BAR = 16;
const HEAD = 44;
const GAP = 22;
const OURS_COLOR = '#2f6fde';
const OTHER_COLOR = '#9aa3b5';
const LOSSY_COLOR = '#d9643a';

function color({ contender }: Result, isComplete: boolean): string {
	if (!isComplete) return LOSSY_COLOR;
	return contender.startsWith('our node') ? OURS_COLOR : OTHER_COLOR;
}

/** Bars of the median times, each case on a scale of its own; a thin line shows the spread. */
export function barChart(title: string, cases: CaseResult[]): string {
	const parts = [text(16, 26, title, { bold: true })];
	let y = HEAD;
	for (const { title: name, results, records } of cases) {
		parts.push(text(16, y + 14, name, { bold: true }));
		y += ROW;
		const longest = Math.max(...results.flatMap(({ runs }) => runs.map((run) => run.seconds)));
		const wide = (seconds: number) => Math.max(1, (seconds / longest) * BARS);
		for (const result of results) {
			const seconds = result.runs.map((run) => run.seconds);
			const middle = median(seconds);
			const arrived = Math.min(...result.runs.map((run) => run.arrived));
			const isComplete = result.callsNobody || arrived === records;
			const part = result.measuredWith ? `, measured with ${count(result.measuredWith)}` : '';
			const note = isComplete ? part : `, ${count(arrived)} of ${count(records)} records`;
			parts.push(
				text(LABELS - 8, y + 13, result.contender, { anchor: 'end' }),
				rectangle(LABELS, y, wide(middle), BAR, color(result, isComplete)),
				line(
					[
						[LABELS + wide(Math.min(...seconds)), y + BAR / 2],
						[LABELS + wide(Math.max(...seconds)), y + BAR / 2],
					],
					INK,
				),
				text(LABELS + wide(Math.max(...seconds)) + 8, y + 13, `${time(middle)}${note}`),
			);
			y += ROW;
		}
		y += GAP;
	}
	return picture(WIDTH, y, title, parts);
}
