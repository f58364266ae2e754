import type { Page } from 'playwright-core';
import {
	oneLine,
	pageWords,
	sortLabels,
	wordsOnly,
	type PageLabels,
	type WorkflowLabels,
} from '../../support/pictureLabels';
import { root } from './running-demo';

/**
 * What somebody reads on the canvas of n8n's editor.
 *
 * @param ours the names of the nodes whose subtitles count
 */
export async function canvasLabels(page: Page, ours: string[]): Promise<WorkflowLabels> {
	const nodes = await page.evaluate(`[...document.querySelectorAll('.vue-flow__node')]
		.filter((node) => node.querySelector('[data-test-id="sticky"]') === null)
		.map((node) => [
			node.querySelector('[data-node-name]').dataset.nodeName,
			node.querySelector('[class*="_subtitle_"]')?.textContent ?? '',
		])`);
	const notes = await page.locator('[data-test-id="sticky"]').allTextContents();
	return sortLabels({
		nodes: Object.fromEntries(
			(nodes as Array<[string, string]>).map(([name, subtitle]) => [
				name,
				ours.includes(name) ? oneLine(subtitle) : '',
			]),
		),
		notes: notes.map(wordsOnly),
	});
}

/** What somebody reads on the sandbox's page, as far as it is in the window. */
export async function pageLabels(page: Page): Promise<PageLabels> {
	const seen = (await page.evaluate(READ_PAGE)) as string[];
	const { html, all } = pageWords(root);
	const shown = [...new Set(seen.map(oneLine))].filter((word) => all.has(word)).sort();
	return { shown, elsewhere: html.filter((word) => !shown.includes(word)).sort() };
}

const READ_PAGE = `(() => {
	const isInWindow = (node) => {
		const { top, bottom, right, width } = node.getBoundingClientRect();
		return width > 1 && right > 0 && bottom > 0 && top < innerHeight;
	};
	const seen = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const range = document.createRange();
		range.selectNodeContents(texts.currentNode);
		const parent = texts.currentNode.parentElement;
		if (isInWindow(range) && parent.closest('.unseen') === null) seen.push(texts.currentNode.data);
	}
	for (const field of document.querySelectorAll('select, input')) {
		if (!isInWindow(field)) continue;
		seen.push(field.selectedOptions?.[0]?.textContent ?? (field.value === '' ? field.placeholder : ''));
	}
	return seen;
})()`;
