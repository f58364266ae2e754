import type { Browser, Locator, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { onPage, openBrowser } from './browser';
import { watch } from './sandbox-page';

/** A sandbox and a browser for its page, for the tests of one file. */
export interface PageRig {
	sandbox: Sandbox;
	browser: Browser;
	/**
	 * Runs the steps on the page, and demands that nothing went wrong in it meanwhile.
	 *
	 * @param expected failures that belong to the steps
	 */
	on(name: string, steps: (page: Page) => Promise<void>, expected?: unknown[]): Promise<void>;
	stop(): Promise<void>;
}

/** Starts both, the sandbox with further environment; no n8n takes part. */
export async function startPageRig(env: Record<string, string> = {}): Promise<PageRig> {
	const sandbox = await startSandbox({ env });
	const browser = await openBrowser();
	return {
		sandbox,
		browser,
		on: (name, steps, expected = []) =>
			onPage(browser, `sandbox-page-${name}`, async (page) => {
				page.setDefaultTimeout(10_000);
				const failures = watch(page, sandbox.url);
				await page.goto(sandbox.url);
				await page.locator('#people tr').first().waitFor();
				await steps(page);
				expect(failures).toEqual(expected);
			}),
		stop: async () => {
			await browser.close();
			await sandbox.stop();
		},
	};
}

/** Switches a fault on in the form: values by label. */
export async function switchOn(page: Page, choices: Record<string, string>): Promise<void> {
	const form = page.getByRole('form', { name: 'Switch a fault on' });
	for (const [label, value] of Object.entries(choices)) {
		const field = form.getByLabel(label, { exact: true });
		const isSelect = await field.evaluate((node) => node.tagName === 'SELECT');
		if (isSelect) await field.selectOption(value);
		else await field.fill(value);
	}
	await form.getByRole('button', { name: 'Switch on' }).click();
}

/** The choice of when Explorium finds out. */
export function delayOf(page: Page): Locator {
	return page.getByLabel('Explorium finds out', { exact: true });
}

/** The lines of the list of requests, newest first. */
export function requestsOf(page: Page): Locator {
	return page.locator('#requests button');
}

/** The list of faults that are on. */
export function activeOf(page: Page): Locator {
	return page.getByRole('list', { name: 'Faults that are on' });
}
