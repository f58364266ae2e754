/** Longer tables are not read further. */
const MOST_ROWS = 200_000;
const SEPARATORS = [',', ';', '\t'];

/**
 * Reads a table in CSV: cells between commas, semicolons or tabs, whichever its first line has most of,
 * with or without quotes. Rows without anything in them are left out.
 *
 * @returns the cells of each row, without spaces at their ends; at most 200,000 rows
 */
export function parseCsv(text: string): string[][] {
	const separator = separatorOf(text);
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let isQuoted = false;
	const endCell = () => {
		row.push(cell.trim());
		cell = '';
	};
	const endRow = () => {
		endCell();
		if (row.some((one) => one !== '')) rows.push(row);
		row = [];
	};
	for (let at = 0; at < text.length && rows.length < MOST_ROWS; at += 1) {
		const mark = text[at];
		if (isQuoted) {
			if (mark !== '"') cell += mark;
			else if (text[at + 1] === '"') {
				cell += mark;
				at += 1;
			} else isQuoted = false;
		} else if (mark === '"' && cell.trim() === '') {
			cell = '';
			isQuoted = true;
		} else if (mark === separator) endCell();
		else if (mark === '\n') endRow();
		else cell += mark;
	}
	if (cell !== '' || row.length > 0) endRow();
	return rows;
}

function separatorOf(text: string): string {
	const [line] = text
		.slice(0, 10_000)
		.replace(/"[^"]*"/g, '')
		.split('\n');
	const count = (mark: string) => line.split(mark).length;
	return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}
