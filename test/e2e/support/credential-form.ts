import type { Locator, Page } from 'playwright-core';

async function openedForm(page: Page): Promise<Locator> {
	const form = page.getByTestId('editCredential-modal');
	await form.waitFor();
	return form;
}

/** Opens the form of a new credential of this type, the way a user who is signed in does. */
export async function openNewCredential(
	page: Page,
	n8nUrl: string,
	type: string,
): Promise<Locator> {
	await page.goto(`${n8nUrl}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').locator('input').fill(type);
	const options = page.getByTestId('new-credential-type-select-option');
	await options.filter({ hasText: type }).click();
	await page.getByTestId('new-credential-type-button').click();
	return openedForm(page);
}

/** Opens the form of a stored credential. */
export async function openCredential(page: Page, n8nUrl: string, name: string): Promise<Locator> {
	await page.goto(`${n8nUrl}/home/credentials`);
	await page.getByTestId('resources-list').getByText(name, { exact: true }).click();
	return openedForm(page);
}

/** A field of the form, by its name in the credential type. */
export function fieldOf(form: Locator, name: string): Locator {
	return form.getByTestId(`parameter-input-${name}`).locator('input');
}

/** Clicks the button that opens the vendor's consent page in a popup, and returns the popup. */
export async function askForConsent(form: Locator, button: string): Promise<Page> {
	const [popup] = await Promise.all([
		form.page().waitForEvent('popup'),
		form.getByRole('button', { name: button, exact: true }).click(),
	]);
	await popup.getByRole('heading', { name: 'Allow access to Outreach?' }).waitFor();
	// The editor closes the popup once n8n's callback page is in it, before anybody can read that.
	await popup.addInitScript({ content: 'window.close = () => {};' });
	return popup;
}
