import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../playground/src/ports.ts';
import { writeLabels } from '../support/pictureLabels';
import { startSandbox } from '../support/sandbox';
import { onPage } from './support/browser';
import { pageLabels } from './support/picture-labels';
import { root } from './support/running-demo';
import { rowOf, styleOf } from './support/sandbox-page';
import {
	delayOf,
	requestsOf,
	startPageRig,
	switchOn,
	type PageRig,
} from './support/sandbox-page-rig';
import { askCredits, followUp, searchSaleshandy } from './support/vendor-clients';

const ADA = 'ada.morales@northwind-robotics.example';
const LARGEST_PICTURE = 200_000;
const IS_KEPT = process.env.UPDATE_PICTURES === '1';
const PICTURE = join(root, IS_KEPT ? 'docs/images' : '.results', 'sandbox.png');

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(() => rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

describe('the page itself', () => {
	it('says when the sandbox is gone, and goes on when it is back', async () => {
		const port = String(await freePort());
		const env = { SANDBOX_PORT: port };
		const first = await startSandbox({ env });
		await onPage(rig.browser, 'sandbox-page-restart', async (page) => {
			for (let count = 0; count < 5; count += 1) await askCredits(first);
			await page.goto(first.url);
			await requestsOf(page).nth(4).waitFor();
			await first.stop();
			await page.getByText('The sandbox does not answer. Is it still running?').waitFor();
			const second = await startSandbox({ env });
			try {
				await page.getByText(/^Running\. Sandbox date/).waitFor();
				await askCredits(second);
				await requestsOf(page).first().waitFor();
				await requestsOf(page).nth(1).waitFor({ state: 'detached' });
			} finally {
				await second.stop();
			}
		});
	});

	it('does not move where motion is not wanted', async () => {
		await rig.on('motion', async (page) => {
			const animation = async (): Promise<string> => {
				await page.getByRole('button', { name: 'Change role: Ada Morales' }).click();
				const title = rowOf(page, 'Ada Morales').locator('.title.changed').first();
				return styleOf(title, 'animationName');
			};
			expect(await animation()).toBe('flash');
			await page.emulateMedia({ reducedMotion: 'reduce' });
			expect(await animation()).toBe('none');
		});
	});

	it('has its picture taken', async () => {
		// Few prospects: the fewer letters, the smaller the file.
		await rig.sandbox.control.reset({ people: 2, now: '2026-11-21T10:00:00Z' });
		await rig.sandbox.control.scene('job-change');
		await rig.on('picture', async (page) => {
			await changeCompany(page);
			await page.setViewportSize({ width: 1400, height: 705 });
			await takePicture(page, PICTURE);
			writeLabels(PICTURE, await pageLabels(page));
			// Other fonts make other sizes; only the picture that is kept has to be small.
			if (IS_KEPT) expect(statSync(PICTURE).size).toBeLessThan(LARGEST_PICTURE);
		});
	});

	it('fits wide and narrow windows, light and dark', async () => {
		await rig.on('looks', async (page) => {
			await makeScene(page);
			for (const colorScheme of ['light', 'dark'] as const) {
				for (const width of [1400, 800, 360]) {
					await page.emulateMedia({ colorScheme });
					await page.setViewportSize({ width, height: 900 });
					expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
					await takePicture(page, join(root, '.results', `sandbox-${colorScheme}-${width}.png`));
				}
			}
		});
	});
});

/** What README shows: a prospect has changed companies a moment ago, and nothing has followed yet. */
async function changeCompany(page: Page): Promise<void> {
	await askCredits(rig.sandbox);
	for (const who of ['ada', 'ben']) await searchSaleshandy(rig.sandbox, who);
	await page.getByRole('button', { name: 'Change company: Ada Morales' }).click();
	await rowOf(page, 'Ada Morales').getByText('has left this address').waitFor();
	await page.mouse.move(0, 0);
	await page.keyboard.press('Escape');
	await page.locator('#said').waitFor({ state: 'hidden' });
}

/** A bit of everything, as somebody might see it in the middle of trying things. */
async function makeScene(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Change company: Ada Morales' }).click();
	await followUp(rig.sandbox, ADA);
	await rig.sandbox.control.clearRequests();
	await rig.sandbox.control.changeRole('ben.okafor@bluepeak.example');
	await delayOf(page).selectOption({ label: 'after 1 min' });
	await page.getByRole('button', { name: 'Work anniversary: Ben Okafor' }).click();
	await switchOn(page, { Vendor: 'saleshandy', Fault: 'Answers with an error', 'How often': '3' });
	await askCredits(rig.sandbox);
	for (const who of ['ben', 'okafor']) await searchSaleshandy(rig.sandbox, who);
	await requestsOf(page).filter({ hasText: '503' }).waitFor();
	await rowOf(page, 'Ada Morales').locator('.sequences.changed').waitFor();
	await rowOf(page, 'Ben Okafor').locator('.explorium .title.changed').waitFor();
	await page.mouse.move(0, 0);
	await page.keyboard.press('Escape');
	await page.locator('#said').waitFor({ state: 'hidden' });
}

async function takePicture(page: Page, path: string): Promise<void> {
	mkdirSync(dirname(path), { recursive: true });
	await page.screenshot({ path, animations: 'disabled' });
}
