import { rowOf } from './support/sandbox-page';
import { delayOf, requestsOf, startPageRig, type PageRig } from './support/sandbox-page-rig';
import { askCredits, followUp } from './support/vendor-clients';

const ADA = 'ada.morales@northwind-robotics.example';

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(() => rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

describe('prospects', () => {
	it('stand side by side in the three systems, and show who follows whom', async () => {
		await rig.on('follow', async (page) => {
			const ada = rowOf(page, 'Ada Morales');
			for (const system of ['explorium', 'saleshandy', 'outreach']) {
				await ada.locator(`.${system}`).getByText('Northwind Robotics').waitFor();
			}
			expect(await page.locator('.changed').count()).toBe(0);

			await delayOf(page).selectOption({ label: 'after …' });
			await page.getByLabel('Seconds until Explorium finds out').fill('3');
			await ada.getByRole('button', { name: 'Change company: Ada Morales' }).click();
			await page.getByText(/^Ada Morales: VP Sales at .*Explorium finds out in [23] s/).waitFor();
			await ada
				.locator('.explorium')
				.getByText(/found out in \d s/)
				.waitFor();
			expect(await ada.locator('.explorium .company').textContent()).toBe('Northwind Robotics');
			expect(await ada.getByText('out of date').count()).toBe(0);

			await ada.locator('.explorium .company.changed').waitFor();
			const { company } = (await rig.sandbox.control.person(ADA)).explorium;
			expect(await ada.locator('.explorium .company').textContent()).toBe(company);
			expect(await ada.getByText('out of date').count()).toBe(2);
			expect(await ada.locator('.saleshandy .changed, .outreach .changed').count()).toBe(0);

			await followUp(rig.sandbox, ADA);
			await ada.locator('.outreach .sequences.changed').getByText('sequence 11: active').waitFor();
			await ada.locator('.outreach .tags.changed').getByText('Job changed').waitFor();
			await ada.locator('.outreach .company.changed').getByText(company).waitFor();
			await ada.locator('.saleshandy .company.changed').getByText(company).waitFor();
			expect(await ada.getByText('out of date').count()).toBe(0);
			expect(await ada.getByText(/^changed (now|\d+ s ago)$/).count()).toBe(3);
			// What can be seen is also read out.
			const news = page.getByRole('log');
			await news.getByText(`Ada Morales, Saleshandy: ${company}.`).waitFor();
			expect(
				await page
					.locator('tr')
					.filter({ has: page.locator('.changed') })
					.count(),
			).toBe(1);

			await ada.locator('.saleshandy summary').click();
			await ada.locator('.saleshandy details.changed').getByText('Notes').waitFor();
			// The rows are kept up to date without closing what somebody has opened.
			await rig.sandbox.control.changeRole(ADA, { title: 'Founder' });
			await ada.locator('.explorium .title').getByText('Founder').waitFor();
			expect(await ada.locator('.saleshandy details').getAttribute('open')).not.toBeNull();
		});
	});

	it('change role and have anniversaries, dated back where wished', async () => {
		await rig.on('dated', async (page) => {
			const ben = rowOf(page, 'Ben Okafor');
			await ben.getByRole('button', { name: 'Change role: Ben Okafor' }).click();
			await ben.getByText(/dated 1 Nov 2026, found out \d/).waitFor();
			await page.getByLabel('The event is dated').selectOption({ label: 'two months ago' });
			await ben.getByRole('button', { name: 'Work anniversary: Ben Okafor' }).click();
			await ben.getByText(/dated 1 Sept? 2026, found out \d/).waitFor();
			await page.getByLabel('The event is dated').selectOption({ label: 'as usual' });
			await ben.getByRole('button', { name: 'Work anniversary: Ben Okafor' }).click();
			await ben.getByText(/dated 1 Dec 2026, found out \d/).waitFor();
			await ben.getByRole('button', { name: 'Change role: Ben Okafor' }).click();
			await ben.getByText('and 1 earlier').waitFor();
			expect(await ben.locator('.events li').count()).toBe(3);
		});
	});

	it('say what is wrong with an own delay, and nothing happens', async () => {
		await rig.on('own-delay', async (page) => {
			await delayOf(page).selectOption('own');
			await page.getByLabel('Seconds until Explorium finds out').fill('-1');
			await page.getByRole('button', { name: 'Change role: Ada Morales' }).click();
			await page.getByText(/enter the seconds as a whole number/).waitFor();
			expect((await rig.sandbox.control.person(ADA)).explorium.events).toEqual([]);
		});
	});

	it('are found and paged through quickly, with thousands of them', async () => {
		await rig.sandbox.control.reset({ people: 3000 });
		await rig.on('thousands', async (page) => {
			const rows = page.locator('#people tr');
			const shown = page.locator('#shown');
			await shown.getByText('1 to 25 of 3000 prospects').waitFor();
			expect(await rows.count()).toBe(25);

			const started = Date.now();
			await page.getByLabel('Search prospects').fill('company-77');
			await shown.getByText(/prospects? \(of 3000 in all\)/).waitFor();
			expect(Date.now() - started).toBeLessThan(2000);
			const { found } = await rig.sandbox.control.people({ search: 'company-77' });
			expect(await rows.count()).toBe(found);
			for (const text of await rows.allTextContents()) expect(text).toMatch(/company-77/i);

			await page.getByLabel('Search prospects').fill('nobody like this');
			await page.getByText('No prospect fits.').waitFor();
			await page.getByLabel('Search prospects').fill('');
			await page.getByRole('button', { name: 'Next' }).click();
			await shown.getByText('26 to 50 of 3000').waitFor();
			const [first] = (await rig.sandbox.control.people({ from: '25', count: '1' })).people;
			await rows.first().getByText(first!.name).waitFor();
			await page.getByRole('button', { name: 'Previous' }).click();
			await shown.getByText('1 to 25 of 3000').waitFor();
			expect(
				await page.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled'),
			).toBe('true');

			await rig.sandbox.control.changeRole(first!.id);
			await page.getByLabel('With events only').check();
			await shown.getByText('1 prospect (of 3000 in all)').waitFor();
			await rows.first().getByText('not monitored').waitFor();
		});
	});

	it('show whatever they are called as text', async () => {
		const name = '<img src=x onerror=alert(1)>';
		await rig.sandbox.control.addPerson({
			email: 'x@acme.test',
			firstName: name,
			company: '<b>A</b>',
		});
		await rig.on('escaped', async (page) => {
			await rowOf(page, name).locator('.outreach').getByText('<b>A</b>').waitFor();
			await page.getByRole('button', { name: `Change role: ${name}` }).click();
			await page.locator('#said').getByText(name).waitFor();
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				status: 500,
				body: '<script>alert(1)</script>',
			});
			await askCredits(rig.sandbox);
			await requestsOf(page).first().click();
			await page.getByLabel('Reply body').getByText('<script>alert(1)</script>').waitFor();
			expect(await page.locator('main img, dialog script').count()).toBe(0);
		});
	});

	it('start over once somebody has confirmed it', async () => {
		await rig.on('start-over', async (page) => {
			await page.getByRole('button', { name: 'Change company: Ada Morales' }).click();
			await rowOf(page, 'Ada Morales').locator('.explorium .company.changed').waitFor();
			await page.getByRole('button', { name: 'Start over…' }).click();
			await page.keyboard.press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'hidden' });
			expect((await rig.sandbox.control.person(ADA)).explorium.events).toHaveLength(1);

			await page.getByRole('button', { name: 'Start over…' }).click();
			await page.getByLabel('Number of prospects').fill('5');
			await page.getByRole('button', { name: 'Start over', exact: true }).click();
			await page.locator('#shown').getByText('5 prospects').waitFor();
			await rowOf(page, 'Ada Morales')
				.locator('.explorium .company')
				.getByText('Northwind')
				.waitFor();
			expect(await page.locator('.changed').count()).toBe(0);
		});
	});
});
