import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, findOperations } from './operations.mjs';

const START = '<!-- nodes: written by npm run nodes -->';
const END = '<!-- /nodes -->';
const HEAD = ['Node', 'What it does'];

/** A Markdown table, aligned as Prettier aligns it. */
function tableOf(rows) {
	const widths = HEAD.map((_, column) =>
		Math.max(...[HEAD, ...rows].map((cells) => cells[column].length)),
	);
	const line = (cells, fill = ' ') =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(' | ')} |`;
	return [line(HEAD), line(['', ''], '-'), ...rows.map((cells) => line(cells))].join('\n');
}

const toRow = ({ displayName, summary }) => [`**${displayName}**`, summary];

/** The table of one vendor's nodes, a row for each. Needs a build. */
export function tableOfVendor(root, vendor) {
	const operations = findOperations(root).filter((one) => one.vendor === vendor);
	return tableOf(operations.map((one) => toRow(describe(root, one))));
}

/** The page of a node, below docs/. */
const pageOf = (vendor, displayName) =>
	`nodes/${vendor.toLowerCase()}.md#${displayName
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replace(/ /g, '-')}`;

/** What docs/nodes.md should hold. Needs a build. */
export function nodesIndex(root) {
	const file = join(root, 'docs/nodes.md');
	const text = readFileSync(file, 'utf8');
	const [start, end] = [text.indexOf(START), text.indexOf(END)];
	if (start < 0 || end < start) throw new Error(`docs/nodes.md lacks ${START} or ${END}.`);
	const rows = findOperations(root).map((one) => {
		const { displayName, summary } = describe(root, one);
		return [`[${displayName}](${pageOf(one.vendor, displayName)})`, summary];
	});
	return {
		file,
		text: `${text.slice(0, start + START.length)}\n\n${tableOf(rows)}\n\n${text.slice(end)}`,
	};
}
