import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from './operations.mjs';
import { tableOfVendor } from './tables.mjs';
import { readManifest, vendorFolder } from './vendors.mjs';

/** The chapters of a page by heading, each up to the next heading. */
function chaptersOf(page) {
	const [, ...chapters] = page.split(/^#{2,} /m);
	return chapters.map((chapter) => {
		const end = chapter.indexOf('\n');
		return [chapter.slice(0, end), chapter.slice(end).trim()];
	});
}

/** The pages for all vendors whose chapters the vendors' READMEs repeat. */
const PAGES = ['docs/connect.md', 'docs/everyday.md', 'docs/nodes/outreach.md'];

/** Puts values into a text at `{{their names}}`. Only one with a question mark may be left out. */
function fillIn(text, values) {
	const filled = text.replace(/\{\{([^{}?]+)(\??)\}\}/g, (_, name, optional) => {
		if (values[name] === undefined && !optional) {
			throw new Error(`The README of ${values.name} needs "${name}", which is not there.`);
		}
		return fillIn(values[name] ?? '', values);
	});
	return filled.replace(/\n{3,}/g, '\n\n');
}

/** What the READMEs of the vendors' packages should hold. Needs a build. */
export function vendorReadmes(root) {
	const template = readFileSync(join(root, 'packages/README.template.md'), 'utf8');
	const shared = PAGES.flatMap((page) => chaptersOf(readFileSync(join(root, page), 'utf8')));
	return VENDORS.map((vendor) => {
		const folder = vendorFolder(root, vendor);
		const parts = readFileSync(join(folder, 'README.parts.md'), 'utf8');
		const values = {
			...Object.fromEntries(shared.map(([name, text]) => [`Page: ${name}`, text])),
			...Object.fromEntries(chaptersOf(parts)),
			name: readManifest(folder).name,
			table: tableOfVendor(root, vendor),
		};
		return { file: join(folder, 'README.md'), text: fillIn(template, values) };
	});
}
