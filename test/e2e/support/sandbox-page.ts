import type { Locator, Page } from 'playwright-core';

/** More than the page has elements in its tab order, with its usual 12 prospects. */
const MOST_TABS = 150;

/** Collects what must not happen on the page: errors, and requests to anywhere else. */
export function watch(page: Page, origin: string): string[] {
	const failures: string[] = [];
	page.on('pageerror', (error) => failures.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => failures.push(`dialog: ${dialog.message()}`));
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) failures.push(`console: ${message.text()}`);
	});
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) failures.push(`request: ${url}`);
	});
	return failures;
}

/** The row of a prospect. */
export function rowOf(page: Page, name: string): Locator {
	return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** Goes to an element as somebody without a mouse does; fails if Tab never gets there. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
	for (let count = 0; count < MOST_TABS; count += 1) {
		if (await isFocused(target)) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${key} does not get to ${target}`);
}

/** Chooses an option of the select that has the focus, by typing. */
export async function typeChoice(page: Page, select: Locator, text: string): Promise<void> {
	await tabTo(page, select);
	await page.keyboard.type(text);
}

export async function isFocused(target: Locator): Promise<boolean> {
	if ((await target.count()) !== 1) return false;
	return target.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** A property of how an element looks right now. */
export async function styleOf(target: Locator, property: string): Promise<string> {
	return target.evaluate((node, name) => {
		const style = node.ownerDocument.defaultView?.getComputedStyle(node);
		return (style as unknown as Record<string, string>)[name] ?? '';
	}, property);
}

/** The controls that somebody who cannot see them could not tell apart. */
export async function listUnnamed(page: Page): Promise<unknown> {
	return page.evaluate(`[...document.querySelectorAll('button, input, select, a, summary')]
		.filter((node) => node.checkVisibility())
		.filter((node) => {
			const label = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent;
			return (label ?? node.textContent).trim() === '';
		})
		.map((node) => node.outerHTML)`);
}
