import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page, selectors } from 'playwright-core';
import { root } from './running-demo';

const BROWSERS = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/google-chrome',
	'/usr/bin/chromium-browser',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium, without anything that it would do on the network of its own accord. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = BROWSERS.find((path) => path !== undefined && existsSync(path));
	if (executablePath === undefined) {
		throw new Error('There is no Chromium: install it, or name one in CHROMIUM_PATH.');
	}
	// n8n's own spelling of the attribute.
	selectors.setTestIdAttribute('data-test-id');
	return chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			// n8n's pages name fonts elsewhere: without a network they would wait for them.
			'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
			'--no-proxy-server',
		],
	});
}

/** Runs the steps on a page of their own; if they fail, a picture of it stays in `.results/`. */
export async function onPage(
	browser: Browser,
	name: string,
	steps: (page: Page) => Promise<void>,
): Promise<void> {
	const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
	// Loading the editor for the first time takes a busy machine half a minute.
	page.setDefaultTimeout(90_000);
	try {
		await steps(page);
	} catch (error) {
		const folder = join(root, '.results', 'browser');
		mkdirSync(folder, { recursive: true });
		await page.screenshot({ path: join(folder, `${name}.png`) });
		throw error;
	} finally {
		await page.close();
	}
}
