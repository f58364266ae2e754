import type { Locator, Page } from 'playwright-core';
import type { FormLabels } from '../../support/formLabels';

/** What n8n asks for in a form that is not filled in yet, and what is only there to work with. */
const TOOLS = `
	[data-test-id="node-parameters"] [data-test-id="parameter-issues"],
	[data-test-id="node-parameters"] [data-test-id="credential-edit-button"]
	{ display: none !important; }
	[data-test-id="node-parameters"] * { caret-color: transparent !important; }
`;
const PANEL = `document.querySelector('[data-test-id="node-parameters"]')`;
const READ_TEXTS = `[
	${PANEL}.innerText,
	...[...${PANEL}.querySelectorAll('input, textarea')].map((field) => field.value || field.placeholder),
].join('\\n')`;
const PARTS = 'label, input, textarea, button, [data-test-id="parameter-item"]';
const FIND_BOTTOM = `Math.max(
	...[...${PANEL}.querySelectorAll('${PARTS}')]
		.filter((part) => part.getClientRects().length > 0)
		.map((part) => part.getBoundingClientRect().bottom),
)`;
const MARGIN = 16;
const STEP_MS = 150;
const MOST_STEPS = 60;

/** Opens the form of the node of this name on the canvas. */
export async function openForm(page: Page, name: string): Promise<Locator> {
	await page.locator(`[data-node-name="${name}"]`).first().dblclick();
	const form = page.getByTestId('node-parameters');
	await form.waitFor();
	return form;
}

/** Closes the open form. */
export async function closeForm(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** What somebody reads in the open form: the labels, and what else should be there and is not. */
export async function formTexts(
	form: Locator,
	{ fields, notices }: FormLabels,
): Promise<{ labels: string[]; missing: string[] }> {
	const labels = fields.map(({ label }) => label);
	const wanted = fields.flatMap(({ shows, hint }) => [...textsIn(shows), ...textsIn(hint)]);
	let found: { labels: string[]; missing: string[] } = { labels: [], missing: [] };
	// The lists of a form fill themselves one after the other.
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const { all, texts } = await readForm(form);
		found = {
			labels: all.filter((label) => labels.includes(label)),
			missing: [...wanted, ...notices.map(oneLine)].filter((text) => !texts.includes(text)),
		};
		if (found.labels.length >= labels.length && found.missing.length === 0) break;
		await form.page().waitForTimeout(STEP_MS);
	}
	return found;
}

/** A switch shows no text. */
const textsIn = (text?: string): string[] =>
	text === undefined || ['on', 'off'].includes(text) ? [] : text.split(', ').map(oneLine);

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** The labels of the fields that stand by themselves, and all that can be read. */
async function readForm(form: Locator): Promise<{ all: string[]; texts: string }> {
	const all = await form.locator('label > :first-child').allTextContents();
	const texts = (await form.page().evaluate(READ_TEXTS)) as string;
	return { all: all.map(oneLine), texts: oneLine(texts) };
}

/** A picture of the open form, as high as what is in it. */
export async function formPictureOf(page: Page, form: Locator): Promise<Buffer> {
	await page.addStyleTag({ content: TOOLS });
	await page.mouse.move(0, 0);
	let before: Buffer = Buffer.alloc(0);
	for (let step = 0; ; step += 1) {
		const box = await form.boundingBox();
		const bottom = (await page.evaluate(FIND_BOTTOM)) as number;
		if (box === null) throw new Error('There is no form to take a picture of.');
		const { x, y, width } = box;
		const picture = await page.screenshot({
			clip: { x: x + 1, y, width: width - 1, height: bottom - y + MARGIN },
			animations: 'disabled',
		});
		// It is done once it stays the same.
		if (picture.equals(before) || step === MOST_STEPS) return picture;
		before = picture;
		await page.waitForTimeout(STEP_MS);
	}
}
