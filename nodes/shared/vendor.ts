import type { AnswerCheck } from './answers';
import type { Failure } from './result';

/** The next step to offer for a refused call, by what was refused. */
export type Hints = Partial<Record<Failure['kind'], string>>;

/** What the request layer has to know of a vendor; one constant per vendor folder. */
export interface Vendor {
	/** As the vendor writes its name. */
	name: string;
	/** n8n's name of the credential type. */
	credentialType: string;
	/** The part of every address that names the API's version, such as `/v1`. */
	versionPath: string;
	/** Those of the API's other versions, which a Base URL may end in as well. */
	otherVersionPaths?: string[];
	/** n8n renews the access token on 401, so a 401 has to reach it. */
	usesOAuth2?: boolean;
	/** Sent with every body, where it is not plain JSON. */
	contentType?: string;
	hints: Hints;
	/** The status an answer really means, where the vendor uses another one for it. */
	meaningOf?(status: number, body: unknown): number;
}

/** One call to a vendor. */
export interface VendorRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the version path, ids already encoded. */
	path: string;
	/** Ready for the address line, without the question mark. */
	query?: string;
	headers?: Record<string, string>;
	body?: object;
	/** Doing it twice does no harm, so it may be sent again when its outcome is unclear. */
	repeatable: boolean;
	/** How many records it carries, for limits that count them; 1 unless told. */
	records?: number;
	/** What a 2xx has to hold to count as an answer to this call; anything will do if absent. */
	missing?: AnswerCheck;
}

/** An answer of any status. */
export interface Reply {
	status: number;
	headers: Record<string, unknown>;
	/** Parsed where it was JSON, otherwise text. */
	body: unknown;
}

/** No answer came. */
export interface NoReply {
	reason: 'notReached' | 'broken' | 'timedOut' | 'cancelled' | 'credential';
	/** What the layer below had to say. */
	detail: string;
}

/** Sends one request once. Never throws. */
export type Transport = (
	request: VendorRequest,
	timeoutMs: number,
) => Promise<{ reply: Reply } | { noReply: NoReply }>;
