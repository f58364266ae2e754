import { requestsOf, startPageRig, type PageRig } from './support/sandbox-page-rig';
import { askCredits, followUp, searchSaleshandy } from './support/vendor-clients';

const ADA = 'ada.morales@northwind-robotics.example';

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(() => rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

describe('requests', () => {
	it('come newest first, can be narrowed, paused and cleared', async () => {
		await rig.on('requests', async (page) => {
			await page.getByText('None yet.').waitFor();
			await askCredits(rig.sandbox);
			await searchSaleshandy(rig.sandbox, 'first');
			await requestsOf(page).nth(1).waitFor();
			expect(await requestsOf(page).first().textContent()).toContain('search=first');

			await page.getByLabel('Of', { exact: true }).selectOption('explorium');
			// The list is empty for a moment before it holds the others.
			await requestsOf(page).filter({ hasText: 'Saleshandy' }).waitFor({ state: 'detached' });
			await requestsOf(page).filter({ hasText: 'Explorium' }).waitFor();
			expect(await requestsOf(page).count()).toBe(1);
			await page.getByLabel('Failed only').check();
			await page.getByText('None yet.').waitFor();
			await page.getByLabel('Failed only').uncheck();
			await page.getByLabel('Of', { exact: true }).selectOption('');
			await requestsOf(page).nth(1).waitFor();

			const pause = page.getByRole('button', { name: 'Pause' });
			await pause.click();
			await page.getByText('Paused. 0 more since then.').waitFor();
			await searchSaleshandy(rig.sandbox, 'second');
			await page.getByText('Paused. 1 more since then.').waitFor();
			expect(await requestsOf(page).count()).toBe(2);
			await pause.click();
			await requestsOf(page).filter({ hasText: 'search=second' }).waitFor();
			expect(await requestsOf(page).first().textContent()).toContain('search=second');

			await page.getByRole('button', { name: 'Clear list' }).click();
			await page.getByText('None yet.').waitFor();
			await askCredits(rig.sandbox);
			await requestsOf(page).first().waitFor();
			expect(await requestsOf(page).count()).toBe(1);
		});
	});

	it('show the last ones of very many', async () => {
		for (let count = 0; count < 230; count += 1) await askCredits(rig.sandbox);
		await rig.on('many', async (page) => {
			await requestsOf(page).nth(199).waitFor();
			expect(await requestsOf(page).count()).toBe(200);
			await searchSaleshandy(rig.sandbox, 'newest');
			await requestsOf(page).first().getByText('search=newest').waitFor();
			expect(await requestsOf(page).count()).toBe(200);
		});
	});

	it('open in full with a click, headers and bodies on both sides', async () => {
		await rig.on('open', async (page) => {
			await followUp(rig.sandbox, ADA);
			await requestsOf(page).filter({ hasText: '/attribute' }).click();
			const dialog = page.getByRole('dialog', { name: /^POST \/v1\/prospects\/.*\/attribute$/ });
			await dialog.getByLabel('Request body').getByText('attributeValue').waitFor();
			await dialog.getByLabel('Reply body').getByText('"success": true').waitFor();
			await dialog
				.getByText(/^Headers/)
				.first()
				.click();
			await dialog.getByText('x-api-key').waitFor();
			expect(await dialog.textContent()).not.toContain('demo-saleshandy-key');
			await dialog.getByRole('button', { name: 'Close' }).click();
			await dialog.waitFor({ state: 'hidden' });
		});
	});
});
