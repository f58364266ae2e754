import {
	activeOf,
	requestsOf,
	startPageRig,
	switchOn,
	type PageRig,
} from './support/sandbox-page-rig';
import { askCredits, searchSaleshandy } from './support/vendor-clients';

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(() => rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

describe('faults', () => {
	it('are switched on, hit calls and are switched off', async () => {
		await rig.on('faults', async (page) => {
			await page.getByText('None is on: the vendors answer as they should.').waitFor();
			await switchOn(page, {
				Vendor: 'saleshandy',
				Fault: 'Answers with an error',
				Status: '503',
				'Which calls': 'List prospects',
				'How often': '0',
			});
			await activeOf(page).getByText('answers 503').waitFor();
			await page.getByRole('link', { name: 'Faults on: Saleshandy 1' }).waitFor();

			expect((await searchSaleshandy(rig.sandbox, 'ada')).status).toBe(503);
			expect((await askCredits(rig.sandbox)).status).toBe(200);
			const failed = requestsOf(page).filter({ hasText: '503' });
			await failed.getByText('fault', { exact: true }).waitFor();
			expect(await failed.textContent()).toMatch(
				/Saleshandy.*\d+ ms.*GET \/v1\/prospects\?search=ada/,
			);
			await activeOf(page).getByText('List prospects · always · so far once').waitFor();

			await activeOf(page)
				.getByRole('button', { name: 'Switch off: Saleshandy, answers 503' })
				.click();
			await activeOf(page).getByRole('listitem').waitFor({ state: 'detached' });
			expect((await searchSaleshandy(rig.sandbox, 'ada')).status).toBe(200);
			expect(await page.locator('#alarm').isHidden()).toBe(true);
		});
	});

	it('of every kind and vendor are accepted, shown, and cleared with one button', async () => {
		await rig.on('kinds', async (page) => {
			const form = page.getByRole('form', { name: 'Switch a fault on' });
			let count = 0;
			for (const vendor of ['explorium', 'saleshandy', 'outreach']) {
				await form.getByLabel('Vendor').selectOption(vendor);
				const kinds = await form.getByLabel('Fault').locator('option').allTextContents();
				// Two of Outreach's kinds are positions of one switch.
				const skipped = kinds.filter((kind) => kind !== 'Bulk actions never end');
				for (const kind of skipped) {
					await switchOn(page, { Fault: kind });
					count += 1;
					await page
						.locator('#active li')
						.nth(count - 1)
						.waitFor();
					expect(await page.locator('#said.bad').count()).toBe(0);
				}
			}
			expect(count).toBeGreaterThan(40);
			expect(await activeOf(page).getByRole('listitem').count()).toBe(count);
			expect(await activeOf(page).textContent()).not.toMatch(/undefined|NaN|null|object/);

			await page.getByRole('button', { name: 'Clear all' }).click();
			await page.getByText('None is on: the vendors answer as they should.').waitFor();
			const { faults, switches, limits } = await rig.sandbox.control.overview();
			await rig.sandbox.control.reset();
			const usual = await rig.sandbox.control.overview();
			expect({ faults, switches, limits }).toEqual({
				faults: [],
				switches: usual.switches,
				limits: usual.limits,
			});
		});
	});

	it('do what they are called', async () => {
		await rig.on('effects', async (page) => {
			await switchOn(page, { Vendor: 'explorium', Fault: 'Answers late', Seconds: '1' });
			await switchOn(page, { Fault: 'Connection breaks before it is done', 'How often': '1' });
			await switchOn(page, { Vendor: 'saleshandy', Fault: 'Rate limit', 'Calls a minute': '1' });
			await activeOf(page).getByText('1 call in 60 s').waitFor();
			await expect(askCredits(rig.sandbox)).rejects.toThrow(/hang up|ECONNRESET/);
			const started = Date.now();
			expect((await askCredits(rig.sandbox)).status).toBe(200);
			expect(Date.now() - started).toBeGreaterThanOrEqual(990);
			expect((await searchSaleshandy(rig.sandbox, 'a')).status).toBe(200);
			expect((await searchSaleshandy(rig.sandbox, 'a')).status).toBe(429);
			await requestsOf(page).filter({ hasText: 'no answer' }).waitFor();
			await requestsOf(page).filter({ hasText: '429' }).waitFor();
			// The one that was to happen once is over, and so no longer on.
			await page.getByRole('link', { name: 'Faults on: Explorium 1, Saleshandy 1' }).waitFor();
		});
	});

	it('can be narrowed by a pattern; a wrong one is refused in words', async () => {
		await rig.on(
			'pattern',
			async (page) => {
				const pattern = page.getByLabel('Pattern (regular expression)');
				expect(await pattern.isHidden()).toBe(true);
				await page.getByLabel('Which calls').selectOption('Own pattern of the path');
				await pattern.fill('(');
				await page.getByRole('button', { name: 'Switch on' }).click();
				await page
					.locator('#said.bad')
					.getByText(/That did not work: Invalid regular/)
					.waitFor();
				// The browser itself notes the refusal.
			},
			[expect.stringMatching(/400 \(Bad Request\)/)],
		);
	});

	it('include every switch of the vendors', async () => {
		await rig.on('switches', async (page) => {
			await page.getByText('All switches of the vendors').click();
			await page.getByLabel('softFailure').check();
			await activeOf(page).getByText('softFailure: on').waitFor();
			await page.getByLabel('itemData').selectOption('opaque');
			await activeOf(page).getByText('itemData: opaque').waitFor();
			const { switches } = await rig.sandbox.control.overview();
			expect(switches.explorium.softFailure).toBe(true);
			expect(switches.outreach.itemData).toBe('opaque');
			await page.getByRole('button', { name: 'Clear all' }).click();
			await page.getByText('None is on').waitFor();
			expect(await page.getByLabel('softFailure').isChecked()).toBe(false);
		});
	});
});
