import { count } from './format.ts';
import type { GrowthPoint, GrowthResult } from './growth.ts';
import { dot, FAINT, line, picture, text } from './svg.ts';

const WIDTH = 860;
const HEIGHT = 320;
const PANEL = 360;
const TOP = 64;
const BOTTOM = 260;
const COLORS = ['#2f6fde', '#d9643a', '#3a9a5b'];

interface Panel {
	left: number;
	title: string;
	value: (point: GrowthPoint) => number;
	print: (value: number) => string;
}

const PANELS: Panel[] = [
	{
		left: 56,
		title: 'Time per item, ms',
		value: ({ seconds, items }) => (seconds / items) * 1000,
		print: (value) => value.toFixed(2),
	},
	{
		left: 480,
		title: 'Peak memory of the process, MB',
		value: ({ peakMb }) => peakMb,
		print: count,
	},
];

function drawPanel({ left, title, value, print }: Panel, results: GrowthResult[]): string[] {
	const highest = Math.max(...results.flatMap(({ points }) => points.map(value)));
	const sizes = results[0].points.map(({ items }) => items);
	const x = (items: number) =>
		left +
		20 +
		(Math.log10(items / sizes[0]) / Math.log10(sizes.at(-1)! / sizes[0])) * (PANEL - 60);
	const y = (height: number) => BOTTOM - (height / highest) * (BOTTOM - TOP);
	const parts = [text(left, TOP - 22, title, { bold: true })];
	for (const level of [0, 0.5, 1]) {
		const at = y(level * highest);
		parts.push(
			line(
				[
					[left, at],
					[left + PANEL - 20, at],
				],
				FAINT,
			),
			text(left - 6, at + 4, print(level * highest), { anchor: 'end' }),
		);
	}
	for (const items of sizes) {
		parts.push(text(x(items), BOTTOM + 18, count(items), { anchor: 'middle' }));
	}
	results.forEach(({ points }, index) => {
		const places = points.map((one): [number, number] => [x(one.items), y(value(one))]);
		parts.push(line(places, COLORS[index], 2));
		parts.push(...places.map(([atX, atY]) => dot(atX, atY, COLORS[index])));
	});
	return parts;
}

/** Time per item and peak memory by the number of items. */
export function growthChart(results: GrowthResult[]): string {
	const title = 'Our nodes by the number of items';
	const legend = results.map(({ title: name }, index) =>
		text(56 + index * 200, HEIGHT - 16, `● ${name}`, { color: COLORS[index] }),
	);
	return picture(WIDTH, HEIGHT, title, [
		text(16, 24, title, { bold: true }),
		...PANELS.flatMap((panel) => drawPanel(panel, results)),
		...legend,
	]);
}
