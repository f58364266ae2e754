import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

/** The n8n contexts that can send requests. */
export type RequestContext =
	IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions | IHookFunctions;

/** What n8n does with a context while it sends one call. */
export interface WatchedContext {
	/** The context to send with; the signal ends every request that n8n makes for it. */
	contextWith(signal: AbortSignal): RequestContext;
	/** Whether the last request was answered 401, so that n8n is getting a new token. */
	isRenewing(): boolean;
	/** Hands on the credentials that were used, as they are now. */
	noteCredentials(): void;
}

/**
 * Watches one call. n8n sends a call of its own accord twice where a token has expired, and takes the
 * signal that ends a request from the context, whatever stands in the options; a poll has none.
 *
 * @param noteCredential gets each credential that n8n used, also with the token it renewed
 */
export function watch(
	context: RequestContext,
	noteCredential: (credential: object) => void,
): WatchedContext {
	const used: object[] = [];
	let isRenewing = false;
	const getCredentials = async (type: string, itemIndex?: number) => {
		const credential = await context.getCredentials<object>(type, itemIndex);
		used.push(credential);
		noteCredential(credential);
		return credential;
	};
	const noteStatus = (error: { response?: { status?: number } }) => {
		isRenewing = error.response?.status === 401;
		return Promise.reject(error);
	};
	const httpRequest: RequestContext['helpers']['httpRequest'] = async (options) => {
		isRenewing = false;
		return (await context.helpers.httpRequest(options).catch(noteStatus)) as unknown;
	};
	return {
		contextWith: (signal) =>
			Object.create(context, {
				getExecutionCancelSignal: { value: () => signal },
				getCredentials: { value: getCredentials },
				helpers: { value: Object.create(context.helpers, { httpRequest: { value: httpRequest } }) },
			}) as RequestContext,
		isRenewing: () => isRenewing,
		// n8n puts a token that it renewed into the credential it was given.
		noteCredentials: () => used.forEach(noteCredential),
	};
}
