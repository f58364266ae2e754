import type { AnswerCheck } from './answers';
import type { Failure } from './result';

/**
 * The next step to offer for a refused call, by what was refused: `credits` where they are used up, `client`
 * where the app of an OAuth2 credential is not known.
 */
export type Hints = Partial<Record<Failure['kind'] | 'credits' | 'client', string>>;

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
	/**
	 * How long to wait after a call was refused for its rate and no time was told: the length of the
	 * vendor's window, in milliseconds.
	 */
	windowMs?: number;
	/**
	 * How many calls a run may have under way at once where the user sets no other bound: as many as the
	 * vendor's rate limit lets through in a minute, and not more than the form allows.
	 */
	callsAtOnce: number;
	/**
	 * Where a user sees whether a call was carried out whose answer was lost, to follow "look": "at the
	 * orders". The vendor's app unless told.
	 */
	lookAt?: string;
	/** Fields of the credential that hold no secret, besides n8n's own. */
	openFields?: string[];
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
	/**
	 * Its address is that of a list or a search, so a 404 means that the Base URL is wrong; with
	 * `unlessSaid` only if the vendor does not say what else was not found, such as a record in the body.
	 */
	namesNoRecord?: boolean | 'unlessSaid';
	/** Doing it twice does no harm, so it may be sent again when its outcome is unclear. */
	repeatable: boolean;
	/** It changes nothing, although its method is not GET. */
	reads?: true;
	/**
	 * As `Vendor.lookAt`, where this call leaves its traces elsewhere. Empty where the caller itself finds
	 * out whether the call was carried out, and says so.
	 */
	lookAt?: string;
	/** How many records it carries, for limits that count them; 1 unless told. */
	records?: number;
	/** What a 2xx has to hold to count as an answer to this call; anything will do if absent. */
	missing?: AnswerCheck;
	/** Whether a reply that is no 2xx is an answer to this call too; none is if absent. */
	isAnswer?: (reply: Reply) => boolean;
	/** Failures that are not worth the same call again: the caller goes on in another way. */
	handsBack?: (failure: Failure) => boolean;
}

/** Whether a call is meant to change something at the vendor. */
export const changesSomething = ({ method, reads }: VendorRequest): boolean =>
	method !== 'GET' && reads !== true;

/** An answer of any status. */
export interface Reply {
	status: number;
	headers: Record<string, unknown>;
	/** Parsed where it was JSON, otherwise text; empty text where nothing came. */
	body: unknown;
	/** The same call was sent before and got no clear answer: it may have been carried out then. */
	isAfterUnclear?: boolean;
}

/** Why no answer came. */
export type NoReplyReason =
	/** The call certainly did not leave. */
	| 'notReached'
	/** It did not leave either: the other side's certificate was not accepted. */
	| 'untrusted'
	/** n8n's protection against internal addresses stopped it. */
	| 'blocked'
	/** A proxy on the way refused to pass it on. */
	| 'proxy'
	/** The credential cannot be used; nothing but perhaps a 401 has come back. */
	| 'credential'
	/** The connection broke, or what came cannot be read. */
	| 'broken'
	/** The answer is larger than what is read. */
	| 'tooLarge'
	| 'timedOut'
	| 'cancelled'
	/** Something else went wrong, perhaps after the call had left. */
	| 'failed';

/** No answer came. */
export interface NoReply {
	reason: NoReplyReason;
	/** What the layer below had to say. */
	detail: string;
}

/** What became of one request. */
export type Exchange = { reply: Reply } | { noReply: NoReply };

/** Sends one request once, within its time. Never throws. */
export type Transport = (request: VendorRequest, timeoutMs: number) => Promise<Exchange>;
