import type {
	CredentialsByType,
	Json,
	RunRequest,
	RunResult,
} from '../../tools/core-host/protocol';
import { startHost, type Host } from './host.ts';
import { DEMO, startSandbox, type RecordedRequest, type Sandbox, type Vendor } from './sandbox.ts';

/** The compiled nodes of one vendor against a sandbox, set up for one test file. */
export interface VendorRig {
	host: Host;
	sandbox: Sandbox;
	/** Runs a node with a working credential. */
	run(request: RunRequest): Promise<RunResult>;
	/** What the vendor has been sent, oldest first: those whose path matches. */
	requests(path?: RegExp): Promise<RecordedRequest[]>;
	/** A fresh sandbox without Saleshandy's limit of 20 calls a minute. */
	reset(people?: number): Promise<void>;
	stop(): Promise<void>;
}

/** @param more further fields of the credential */
export async function startVendorRig(vendor: Vendor, more: Json = {}): Promise<VendorRig> {
	const host = await startHost({ packageFolder: process.env.TEST_PACKAGE });
	const sandbox = await startSandbox();
	const credentials = CREDENTIAL_OF[vendor](sandbox, more);
	return {
		host,
		sandbox,
		run: async (request) => await host.run({ credentials, ...request }),
		requests: async (path = /./) =>
			(await sandbox.control.requests(vendor)).filter((request) => path.test(request.path)),
		reset: async (people) => {
			await sandbox.control.reset({ people });
			await sandbox.control.limits({ saleshandy: null });
		},
		stop: async () => {
			await Promise.all([host.stop(), sandbox.stop()]);
		},
	};
}

export function exploriumCredential(sandbox: Sandbox, more: Json = {}) {
	return { exploriumApi: { apiKey: DEMO.exploriumKey, baseUrl: sandbox.explorium, ...more } };
}

export function saleshandyCredential(sandbox: Sandbox, apiKey = DEMO.saleshandyKey) {
	return { saleshandyApi: { apiKey, baseUrl: sandbox.saleshandy } };
}

export function outreachCredential(sandbox: Sandbox, accessToken = DEMO.outreachAccessToken) {
	return {
		outreachOAuth2Api: {
			clientId: DEMO.outreachClientId,
			clientSecret: DEMO.outreachClientSecret,
			baseUrl: sandbox.outreach,
			oauthTokenData: {
				access_token: accessToken,
				refresh_token: DEMO.outreachRefreshToken,
				token_type: 'bearer',
			},
		},
	};
}

const CREDENTIAL_OF: Record<Vendor, (sandbox: Sandbox, more: Json) => CredentialsByType> = {
	explorium: exploriumCredential,
	saleshandy: (sandbox) => saleshandyCredential(sandbox),
	outreach: (sandbox) => outreachCredential(sandbox),
};
