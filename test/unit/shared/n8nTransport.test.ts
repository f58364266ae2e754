import type { IHttpRequestOptions } from 'n8n-workflow';
import { n8nTransport, type RequestContext } from '../../../nodes/shared/n8nTransport';
import type { Vendor } from '../../../nodes/shared/vendor';

const BASE = 'https://api.acme.example';
const vendor: Vendor = {
	name: 'Acme',
	credentialType: 'acmeOAuth2Api',
	versionPath: '/v1',
	callsAtOnce: 8,
	usesOAuth2: true,
	hints: { unauthorized: 'Reconnect.' },
};

/** An error of n8n's request helper: the answer is in what caused it. */
class Refused extends Error {
	override readonly cause: object;

	constructor(
		readonly status: number,
		url: string,
	) {
		super('refused');
		this.cause = { config: { url }, response: { status, headers: {}, data: {} } };
	}
}

/**
 * n8n's helper for a vendor that answers these statuses in turn. An n8n that does not know
 * exceptions takes any value that is set for "throw nothing". Either renews the token at a 401 that
 * it would throw, and sends the call again.
 */
function context(knowsExceptions: boolean, statuses: number[]) {
	let calls = 0;
	let renewals = 0;
	const answer = (options: IHttpRequestOptions) => {
		const status = statuses[calls++] ?? 200;
		const ignored = options.ignoreHttpStatusErrors;
		const isThrown =
			typeof ignored === 'object' && knowsExceptions ? ignored.except.includes(status) : !ignored;
		if (isThrown && status >= 400) throw new Refused(status, options.url);
		return { statusCode: status, headers: {}, body: { ok: true } };
	};
	const helpers = {
		async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions) {
			try {
				return answer(options);
			} catch (error) {
				if ((error as Refused).status !== 401) throw error;
				renewals++;
				return answer(options);
			}
		},
	};
	return {
		self: { helpers } as unknown as RequestContext,
		counts: () => ({ calls, renewals }),
	};
}

async function statusOf(self: RequestContext, usesOAuth2 = true): Promise<number | undefined> {
	const transport = n8nTransport(self, { ...vendor, usesOAuth2 }, BASE);
	const answer = await transport({ method: 'GET', path: '/things', repeatable: true }, 1000);
	return 'reply' in answer ? answer.reply.status : undefined;
}

describe.each([
	['an n8n that knows which statuses to throw', true, 2],
	['an older n8n that throws all or none', false, 3],
])('%s', (_, knowsExceptions, callsAtRenewal) => {
	it('renews an expired access token', async () => {
		const n8n = context(knowsExceptions, knowsExceptions ? [401] : [401, 401]);
		expect(await statusOf(n8n.self)).toBe(200);
		expect(n8n.counts()).toEqual({ calls: callsAtRenewal, renewals: 1 });
	});

	it('says so where the new token is refused as well', async () => {
		const n8n = context(knowsExceptions, [401, 401, 401]);
		expect(await statusOf(n8n.self)).toBe(401);
		expect(n8n.counts()).toEqual({ calls: callsAtRenewal, renewals: 1 });
	});

	it('hands over any other status after one call', async () => {
		const n8n = context(knowsExceptions, [422]);
		expect(await statusOf(n8n.self)).toBe(422);
		expect(n8n.counts()).toEqual({ calls: 1, renewals: 0 });
	});

	it('hands over the status that follows a renewal', async () => {
		const n8n = context(knowsExceptions, knowsExceptions ? [401, 429] : [401, 401, 429]);
		expect(await statusOf(n8n.self)).toBe(429);
	});

	it('renews nothing for a key', async () => {
		const n8n = context(knowsExceptions, [401]);
		expect(await statusOf(n8n.self, false)).toBe(401);
		expect(n8n.counts()).toEqual({ calls: 1, renewals: 0 });
	});
});
