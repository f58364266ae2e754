import { readFileSync } from 'node:fs';

/** A page without what is shown as it is typed. */
export const withoutFences = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

/** The address that GitHub gives to the first heading of this name on a page. */
export function anchorOf(heading: string): string {
	const words = heading.replace(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
	return words.replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(file: string): Set<string> {
	const anchors = new Set<string>();
	const page = withoutFences(readFileSync(file, 'utf8'));
	for (const [, heading] of page.matchAll(/^#+ (.+)$/gm)) {
		const anchor = anchorOf(heading);
		let free = anchor;
		for (let more = 1; anchors.has(free); more += 1) free = `${anchor}-${more}`;
		anchors.add(free);
	}
	return anchors;
}
