import { rowOf, styleOf } from './support/sandbox-page';
import { startPageRig, type PageRig } from './support/sandbox-page-rig';

const ADA = 'ada.morales@northwind-robotics.example';
const DAY = 86_400;

let rig: PageRig;

beforeAll(async () => {
	rig = await startPageRig();
});

afterAll(() => rig?.stop());

beforeEach(async () => {
	await rig.sandbox.control.reset({ now: '2026-11-21T10:00:00Z' });
	await rig.sandbox.control.scene('job-change');
});

describe('mail', () => {
	it('stands beside the prospects, with a warning where somebody has left', async () => {
		await rig.on('mail', async (page) => {
			const { control } = rig.sandbox;
			const ada = rowOf(page, 'Ada Morales').locator('.outreach');
			const ben = rowOf(page, 'Ben Okafor').locator('.saleshandy');
			const next = ada.locator('.mail li').filter({ hasText: 'Next mail' });
			await next.getByText('in 2 days').waitFor();
			expect(await next.textContent()).toMatch(
				/^Next mail: in 2 days to ada\.morales@northwind-robotics\.example, Q4 outbound, step 2/,
			);
			await ada.getByText(/^Sent 20 Nov 2026 to ada\.morales@/).waitFor();
			await ben.getByText(/^Next mail: in 2 days to ben\.okafor@bluepeak\.example, Out/).waitFor();
			await ben.getByText('Outbound: active').waitFor();
			expect(await page.getByText('has left this address').count()).toBe(0);
			const usual = await styleOf(next, 'color');

			// Explorium finds out later, but the mailbox is gone.
			await control.changeCompany(ADA, { company: 'Headovations', discoveredInSeconds: DAY });
			await ada.getByText('has left this address').waitFor();
			expect(await styleOf(next, 'color')).not.toBe(usual);
			await page
				.getByRole('log')
				.getByText(/Ada Morales, Outreach: Next mail: .* has left this address/)
				.waitFor();
			// The mail that was sent before arrived.
			expect(await page.getByText(/had left this address/).count()).toBe(0);

			await control.clock({ advanceSeconds: 3 * DAY });
			await ada.getByText('bounced: had left this address').waitFor();
			await ada.getByText('sequence 15: bounced').waitFor();
			expect(await next.count()).toBe(0);
			await ben.getByText('Outbound: finished').waitFor();
		});
	});
});
