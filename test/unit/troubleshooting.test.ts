import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page quotes what the nodes say. This keeps the quotes true. */
const ROOT = join(__dirname, '../..');
const GAP = '…';

/** What the vendors say, and the nodes pass on. */
const OF_VENDORS = ['Invalid token', 'required scope'];

/** Vendors' names and what is put in while a node runs become gaps, in messages and quotes alike. */
const withGaps = (text: string): string =>
	text
		.replace(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, GAP)
		.replace(/(?:Explorium|Saleshandy|Outreach)(?: \/ (?:Explorium|Saleshandy|Outreach))*/g, GAP);

const source = globSync('{nodes,credentials}/**/*.ts', { cwd: ROOT })
	.map((file) => withGaps(readFileSync(join(ROOT, file), 'utf8')))
	.join('\n');

const section = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');
const quotes = [...section.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) =>
	[...cell.matchAll(/(?<!\w)_([^_].*?)_(?!\w)/g)].map(([, quote]) => quote),
);

it('finds the quotes', () => {
	expect(quotes.length).toBeGreaterThan(25);
});

it.each(quotes)('the nodes say "%s"', (quote) => {
	const filled = OF_VENDORS.reduce((text, words) => text.replace(words, GAP), quote);
	// The kind of record, the key it is known by and the status are put in too.
	const parts = withGaps(filled.replace(/\bprospects?\b|\bemail\b|\b404\b/g, GAP))
		.split(GAP)
		.map((part) => part.trim())
		.filter((part) => part.length > 3);
	expect(parts.filter((part) => !source.includes(part))).toEqual([]);
});
