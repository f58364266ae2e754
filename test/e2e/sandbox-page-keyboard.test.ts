import { isFocused, listUnnamed, rowOf, styleOf, tabTo, typeChoice } from './support/sandbox-page';
import {
	activeOf,
	delayOf,
	requestsOf,
	startPageRig,
	type PageRig,
} from './support/sandbox-page-rig';
import { askCredits } from './support/vendor-clients';

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(() => rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

describe('without a mouse', () => {
	it('a prospect is found and changes company', async () => {
		await rig.on('keyboard-prospect', async (page) => {
			await page.keyboard.press('/');
			expect(await isFocused(page.getByLabel('Search prospects'))).toBe(true);
			await page.keyboard.type('okafor');
			await page.locator('#shown').getByText('1 prospect (of 12 in all)').waitFor();
			await typeChoice(page, delayOf(page), 'after 10');
			expect(await delayOf(page).inputValue()).toBe('10');
			const button = page.getByRole('button', { name: 'Change company: Ben Okafor' });
			await tabTo(page, button);
			expect(await styleOf(button, 'outlineWidth')).toBe('3px');
			await page.keyboard.press('Enter');
			await page
				.getByRole('status')
				.getByText(/^Ben Okafor: .*finds out in (9|10) s/)
				.waitFor();
			// Ready for the next one: neither the outcome nor the next look takes the focus away.
			await rowOf(page, 'Ben Okafor')
				.getByText(/found out in [78] s/)
				.waitFor();
			expect(await isFocused(button)).toBe(true);
			await page.keyboard.press('Space');
			await rowOf(page, 'Ben Okafor').locator('.events li').nth(1).waitFor();
		});
	});

	it('a fault is switched on, seen, looked into and switched off', async () => {
		await rig.on('keyboard-fault', async (page) => {
			const form = page.getByRole('form', { name: 'Switch a fault on' });
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			expect(await isFocused(page.getByRole('link', { name: 'To the faults' }))).toBe(true);
			await page.keyboard.press('Enter');
			await typeChoice(page, form.getByLabel('Vendor'), 'Ex');
			await typeChoice(page, form.getByLabel('Status'), '502');
			await tabTo(page, form.getByRole('button', { name: 'Switch on' }));
			await page.keyboard.press('Enter');
			await activeOf(page).getByText('answers 502').waitFor();

			expect((await askCredits(rig.sandbox)).status).toBe(502);
			const request = requestsOf(page).filter({ hasText: '502' });
			await request.waitFor();
			await tabTo(page, request, 'Shift+Tab');
			expect(await styleOf(request, 'outlineWidth')).toBe('3px');
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: 'GET /v1/credits' });
			await dialog.getByText('a fault of the sandbox').waitFor();
			await tabTo(page, dialog.getByLabel('Reply body'));
			await page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'hidden' });
			expect(await isFocused(request)).toBe(true);

			await tabTo(page, activeOf(page).getByRole('button'));
			await page.keyboard.press('Space');
			await page.getByText('None is on').waitFor();
			expect((await askCredits(rig.sandbox)).status).toBe(200);
			expect(await isFocused(page.getByRole('heading', { name: 'Faults' }))).toBe(true);
		});
	});

	it('every control has a name and a place in the order', async () => {
		await rig.on('names', async (page) => {
			await askCredits(rig.sandbox);
			await requestsOf(page).first().waitFor();
			const unnamed = await listUnnamed(page);
			expect(unnamed).toEqual([]);
			expect(await page.locator('[tabindex]:not([tabindex="0"], [tabindex="-1"])').count()).toBe(0);
		});
	});
});
