const FONT = 'font-family="system-ui, sans-serif" font-size="13"';
export const INK = '#1f2430';
export const FAINT = '#d5d8df';

const escapeText = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface TextStyle {
	anchor?: 'start' | 'middle' | 'end';
	bold?: boolean;
	color?: string;
}

/** A line of text; `y` is its base line. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
	const { anchor = 'start', bold = false, color = INK } = style;
	const weight = bold ? ' font-weight="600"' : '';
	return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}"${weight}>${escapeText(content)}</text>`;
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string) {
	return `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${height}" rx="2" fill="${fill}"/>`;
}

export function line(points: Array<[number, number]>, stroke: string, width = 1): string {
	const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
	return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
}

export function dot(x: number, y: number, fill: string): string {
	return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="${fill}"/>`;
}

/** A whole picture on white, so that it can be read on any background. */
export function picture(width: number, height: number, title: string, parts: string[]): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${FONT}>`,
		`<title>${escapeText(title)}</title>`,
		rectangle(0, 0, width, height, '#ffffff'),
		...parts,
		'</svg>\n',
	].join('\n');
}
