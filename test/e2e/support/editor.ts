import type { Page } from 'playwright-core';
import type { Demo } from '../../../playground/src/start.ts';

/** Signs in to n8n's editor as the demo's owner. Throws if n8n runs without its editor. */
export async function signIn(page: Page, { n8nUrl, owner }: Demo): Promise<void> {
	const answer = await page.goto(`${n8nUrl}/signin`);
	if (!answer?.ok())
		throw new Error('n8n runs without its editor: start the demo with "editor: true"');
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
}
