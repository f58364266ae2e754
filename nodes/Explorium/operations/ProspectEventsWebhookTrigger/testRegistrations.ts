import type { Registration } from '../../versions/webhookRegistry';

/**
 * Registrations of tests under way, by node. n8n keeps the static data of a test once its registration
 * is complete; an event that comes before has only this to go by.
 */
const underWay = new Map<string, Registration>();

/** Remembers the registration of a test. */
export function rememberTest(node: string, registration: Registration): void {
	underWay.set(node, registration);
}

/** The registration of the test under way. */
export function testOf(node: string): Registration | undefined {
	return underWay.get(node);
}

/**
 * Forgets the registration of a test that ends.
 *
 * @param url that is no longer listened to; of another one nothing is forgotten
 */
export function forgetTest(node: string, url: string | undefined): Registration | undefined {
	const registration = underWay.get(node);
	if (registration?.url !== url) return undefined;
	underWay.delete(node);
	return registration;
}
