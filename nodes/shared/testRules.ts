import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

/** What the test of a credential says. */
export interface TestTexts {
	/** As the vendor writes its name. */
	vendor: string;
	/** For statuses that mean something of their own with this vendor. */
	statuses: Record<number, string>;
	/** What the body of a success has to hold. */
	proof: string;
	/** Signs in a 2xx that it is no success, as the value of a key. */
	noSuccess?: Array<{ key: string; value: unknown; message: string }>;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const SERVER_FAILURES = [500, 502, 503, 504];

/**
 * The rules of a credential's test: what each status means, and what a success has to hold. n8n's test
 * takes any 2xx for a success, also an empty one or a web page.
 */
export function testRules({ vendor, statuses, proof, noSuccess = [] }: TestTexts): Rules {
	const forMany = (many: number[], message: string) =>
		Object.fromEntries(many.map((status) => [status, message]));
	const all: Record<number, string> = {
		...forMany(
			REDIRECTS,
			`This Base URL redirects, and redirects are not followed. Enter the address of the ${vendor} API itself.`,
		),
		402: `${vendor} knows this credential, but its credits are used up.`,
		404: `There is no ${vendor} API at this Base URL.`,
		407: `The proxy on the way to ${vendor} asks for a user name and password. Set them in the proxy settings of n8n.`,
		429: `${vendor} is being called too often right now. Try again in a minute.`,
		...forMany(
			SERVER_FAILURES,
			`${vendor}, or a proxy on the way to it, cannot answer right now. Try again later.`,
		),
		...statuses,
	};
	const ofStatus = Object.entries(all).map(([status, message]): IAuthenticateRuleResponseCode => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	}));
	const ofBody = [
		...noSuccess,
		{
			// A key that is not there has the value undefined.
			key: proof,
			value: undefined,
			message: `Something answered at this Base URL, but not as the ${vendor} API does. Check the Base URL, and any proxy on the way.`,
		},
	].map((properties): IAuthenticateRuleResponseSuccessBody => ({
		type: 'responseSuccessBody',
		properties,
	}));
	// n8n goes through all of them, whatever their type.
	return [...ofStatus, ...ofBody] as Rules;
}
