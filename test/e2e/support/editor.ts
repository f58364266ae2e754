import type { Page } from 'playwright-core';
import type { Demo } from '../../../playground/src/start.ts';

/** Signs in to n8n's editor as the demo's owner. */
export async function signIn(page: Page, { n8nUrl, owner }: Demo): Promise<void> {
	await page.goto(`${n8nUrl}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
}
