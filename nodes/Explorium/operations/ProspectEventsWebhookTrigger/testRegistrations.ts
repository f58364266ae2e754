import type { Registration } from '../../versions/webhookRegistry';

/** A test whose address is registered, and which waits for its event. */
export interface Test {
	registration: Registration;
	/** Says that its event has come. */
	noteArrival(): void;
	/** Settles when its event has come. */
	arrival: Promise<void>;
	/** Says that n8n is done with the registration. */
	noteReady(): void;
	/** Settles when n8n is done with the registration. */
	ready: Promise<void>;
}

/**
 * Tests under way, by node. n8n keeps the static data of a test once its registration is complete; an
 * event that comes before has only this to go by.
 */
const underWay = new Map<string, Test>();

/** Remembers the registration of a test. */
export function rememberTest(node: string, registration: Registration): Test {
	let noteArrival = () => {};
	const arrival = new Promise<void>((resolve) => (noteArrival = resolve));
	let noteReady = () => {};
	const ready = new Promise<void>((resolve) => (noteReady = resolve));
	const test = { registration, arrival, noteArrival, ready, noteReady };
	underWay.set(node, test);
	return test;
}

/** The test under way. */
export function testOf(node: string): Test | undefined {
	return underWay.get(node);
}

/**
 * Forgets the registration of a test that ends.
 *
 * @param url that is no longer listened to; of another one nothing is forgotten
 */
export function forgetTest(node: string, url: string | undefined): Registration | undefined {
	const registration = underWay.get(node)?.registration;
	if (registration?.url !== url) return undefined;
	underWay.delete(node);
	return registration;
}
