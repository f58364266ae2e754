import { chooseVersion } from '../../nodes/Explorium/versions/chooseVersion';
import type { ExploriumClient } from '../../nodes/Explorium/client';
import { send } from '../../nodes/shared/send';
import { CallWindow } from '../../nodes/shared/callWindow';
import { Pacer } from '../../nodes/shared/pacer';
import { WaitMeter } from '../../nodes/shared/waitMeter';
import { writesOf } from '../../nodes/shared/unclearWrites';
import type { Vendor, VendorRequest } from '../../nodes/shared/vendor';

/** What a canned client answers with: status and body, in turn; the last one again and again. */
export type CannedAnswer = { status?: number; body: unknown };

/** A client without a network: every call goes through `send`, and is answered from a list. */
export interface CannedClient extends ExploriumClient {
	sent: VendorRequest[];
	/** What was reported as left out. */
	reports: string[];
}

/**
 * @param answers one for each call, or what gives it
 * @param version of Explorium's API
 */
export function cannedClient(
	answers: CannedAnswer[] | ((request: VendorRequest) => CannedAnswer),
	version: 'v1' | 'v2' = 'v1',
	otherVendor?: Vendor,
): CannedClient {
	const sent: VendorRequest[] = [];
	const reports: string[] = [];
	const apiVersion = chooseVersion(version);
	const answerTo = (request: VendorRequest): CannedAnswer =>
		typeof answers === 'function'
			? answers(request)
			: answers[Math.min(sent.length - 1, answers.length - 1)];
	const tools = {
		vendor: otherVendor ?? apiVersion.vendor,
		transport: async (request: VendorRequest) => {
			sent.push(request);
			const { status = 200, body } = answerTo(request);
			return { reply: { status, headers: {}, body } };
		},
		pacer: new Pacer(),
		waits: new WaitMeter(() => undefined),
		window: new CallWindow(),
		now: () => 0,
		random: () => 0,
		sleep: async () => undefined,
		isCancelled: () => false,
	};
	const limits = { maxAttempts: 3, maxWaitMs: 60_000, timeoutMs: 1000 };
	return Object.assign(async (request: VendorRequest) => await send(request, limits, tools), {
		cleaned: <T>(failure: T) => failure,
		report: (message: string) => void reports.push(message),
		reportEach: (say: (names: string[]) => string, name: string) => void reports.push(say([name])),
		version: apiVersion,
		partnerId: 'partner',
		writes: writesOf(undefined, 'canned'),
		sent,
		reports,
	});
}
