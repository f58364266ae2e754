import type { Locator, Page } from 'playwright-core';
import { isFocused, styleOf } from './support/sandbox-page';
import { delayOf, startPageRig, type PageRig } from './support/sandbox-page-rig';
import { fetchCompanyChanges } from './support/vendor-clients';

const ADA = 'ada.morales@northwind-robotics.example';
const N8N = 'http://127.0.0.1:5678';
const PHONE = { width: 390, height: 844 };

let alone: PageRig;
let withN8n: PageRig;

beforeAll(async () => {
	alone = await startPageRig();
	withN8n = await startPageRig({ SANDBOX_N8N_URL: N8N });
});

afterAll(async () => {
	await withN8n?.stop();
	await alone?.stop();
});

beforeEach(async () => {
	for (const { sandbox } of [alone, withN8n]) {
		await sandbox.control.reset({ now: '2026-11-21T10:00:00Z' });
	}
});

const buttonOf = (page: Page, label: string): Locator =>
	page.getByRole('button', { name: `${label}: Ada Morales` });
const saidOn = (page: Page): Locator => page.locator('#said');

/** How much lighter the lighter of two colors is, as WCAG counts it. */
async function contrastOf(target: Locator): Promise<number> {
	const of = (color: string): number => {
		const [red, green, blue] = [...color.matchAll(/[\d.]+/g)].slice(0, 3).map(([value]) => {
			const share = Number(value) / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
	};
	const link = of(await styleOf(target, 'color'));
	const back = of(await styleOf(saidOn(target.page()), 'backgroundColor'));
	return (Math.max(link, back) + 0.05) / (Math.min(link, back) + 0.05);
}

describe('what comes next', () => {
	it('is said with a link to n8n, until n8n has the event', async () => {
		await withN8n.on('next', async (page) => {
			await page.mouse.wheel(0, 120);
			const button = buttonOf(page, 'Change company');
			const before = await button.boundingBox();
			await button.click();
			const said = saidOn(page);
			await said
				.getByText(/^Ada Morales: .*Explorium knows\. n8n looks within a minute\./)
				.waitFor();
			// Screen readers read what a status gets to hold.
			expect(await said.getAttribute('role')).toBe('status');
			expect(await button.boundingBox()).toEqual(before);
			const link = said.getByRole('link', { name: 'Open n8n' });
			expect(await link.getAttribute('href')).toBe(`${N8N}/home/executions`);
			expect(await link.getAttribute('target')).toBe('_blank');
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				expect(await contrastOf(link)).toBeGreaterThan(4.5);
			}

			const { id } = await withN8n.sandbox.control.person(ADA);
			await fetchCompanyChanges(withN8n.sandbox, id);
			await said.getByText(/n8n has it now\.$/).waitFor();
			await said.waitFor({ state: 'hidden', timeout: 20_000 });
		});
	});

	it('makes room at the next click, and catches none', async () => {
		await withN8n.on('next-click', async (page) => {
			await buttonOf(page, 'Change company').click();
			const looks = saidOn(page).getByText('n8n looks within a minute');
			await looks.waitFor();
			expect(await styleOf(saidOn(page), 'pointerEvents')).toBe('none');
			await page.getByRole('heading', { name: 'Requests' }).click();
			await looks.waitFor({ state: 'hidden' });

			await buttonOf(page, 'Change role').press('Enter');
			await looks.waitFor();
			await page.keyboard.press('Escape');
			await looks.waitFor({ state: 'hidden' });
		});
	});

	it('counts from when Explorium finds out', async () => {
		await withN8n.on('next-later', async (page) => {
			await delayOf(page).selectOption({ label: 'after 10 s' });
			await buttonOf(page, 'Change company').click();
			const said = saidOn(page);
			await said.getByText(/finds out in (9|10) s, and n8n looks within a minute after/).waitFor();
			const { id } = await withN8n.sandbox.control.person(ADA);
			await fetchCompanyChanges(withN8n.sandbox, id);
			await withN8n.sandbox.control.clock({ advanceSeconds: 100 });
			await said.getByText('n8n has not looked yet. Is a workflow with the trigger').waitFor();
			await said.getByRole('link', { name: 'Open n8n' }).waitFor();
		});
	});

	it('is the truth where n8n looks for something else', async () => {
		await withN8n.on('next-else', async (page) => {
			await buttonOf(page, 'Work anniversary').click();
			await saidOn(page).getByText('n8n looks within a minute').waitFor();
			const { id } = await withN8n.sandbox.control.person(ADA);
			await fetchCompanyChanges(withN8n.sandbox, id);
			await page.locator('#requests button').first().waitFor();
			await withN8n.sandbox.control.clock({ advanceSeconds: 80 });
			await saidOn(page).getByText('n8n has looked, but not for this').waitFor();
		});
	});

	it('names no n8n where none is known', async () => {
		await alone.on('next-alone', async (page) => {
			await buttonOf(page, 'Change company').click();
			await saidOn(page)
				.getByText(/^Ada Morales: .*Explorium knows\.$/)
				.waitFor();
			expect(await page.getByRole('link', { name: 'Open n8n' }).count()).toBe(0);
		});
		await withN8n.on('next-header', async (page) => {
			const link = page.getByRole('banner').getByRole('link', { name: 'Open n8n' });
			expect(await link.getAttribute('href')).toBe(N8N);
		});
	});
});

describe('on a phone', () => {
	it('requests and faults come before the twelfth prospect', async () => {
		await alone.on('phone', async (page) => {
			await page.setViewportSize(PHONE);
			const rows = page.locator('#people tr:visible');
			expect(await rows.count()).toBe(3);
			const all = page.getByRole('button', { name: 'Show all 12 prospects' });
			expect(await all.getAttribute('aria-expanded')).toBe('false');
			const top = async (name: string): Promise<number> =>
				(await page.getByRole('heading', { name, exact: true }).boundingBox())!.y;
			expect(await top('Faults')).toBeLessThan(4 * PHONE.height);

			await all.focus();
			await page.keyboard.press('Enter');
			expect(await rows.count()).toBe(12);
			// The keyboard goes on where the others begin.
			expect(await isFocused(rows.nth(3).getByRole('button').first())).toBe(true);
			expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
			await page.getByRole('button', { name: 'Show the first 3 only' }).click();
			expect(await rows.count()).toBe(3);

			await page.getByLabel('Search prospects').fill('okafor');
			await page.locator('#shown').getByText('1 prospect (of 12 in all)').waitFor();
			expect(await page.locator('#all').isHidden()).toBe(true);
		});
	});

	it('links lead to the parts', async () => {
		await alone.on('phone-links', async (page) => {
			const links = page.getByRole('navigation', { name: 'Parts of this page' });
			const isInSight = async (name: string): Promise<boolean> => {
				const box = await page.getByRole('heading', { name, exact: true }).boundingBox();
				return box !== null && box.y >= 0 && box.y < PHONE.height;
			};
			await page.setViewportSize(PHONE);
			for (const name of ['Requests', 'Faults']) {
				await page.evaluate('scrollTo(0, 0)');
				expect(await isInSight(name)).toBe(false);
				await links.getByRole('link', { name: `To the ${name.toLowerCase()}` }).click();
				expect(await isInSight(name)).toBe(true);
			}
		});
	});

	it('a message fits', async () => {
		await withN8n.on('phone-said', async (page) => {
			await page.setViewportSize(PHONE);
			await buttonOf(page, 'Change company').click();
			await saidOn(page).getByText('n8n looks within a minute').waitFor();
			const box = (await saidOn(page).boundingBox())!;
			expect(box.x).toBeGreaterThanOrEqual(0);
			expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
			expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
		});
	});

	it('a wide window shows all, and no button for it', async () => {
		await alone.on('wide', async (page) => {
			expect(await page.locator('#people tr:visible').count()).toBe(12);
			expect(await page.locator('#all').isHidden()).toBe(true);
		});
	});
});
