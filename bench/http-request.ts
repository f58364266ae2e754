import type { MeasuredNode } from './n8n.ts';

/** How the HTTP Request node is to space its calls out. */
export interface Batching {
	batchSize: number;
	/** Milliseconds between two batches. */
	batchInterval: number;
}

interface PostOptions {
	/** Name of the credential, and its type if it is not a header. */
	credential: string;
	credentialType?: string;
	/** Expressions, or plain text. */
	url: string;
	body: string;
	contentType?: string;
	batching?: Batching;
}

/**
 * n8n's HTTP Request node with a POST per item. It goes on where a call fails, which is kinder to it
 * than its default: that is to stop with the first error and to give nothing, also of what went well.
 */
export function httpRequest(options: PostOptions): MeasuredNode {
	const { credential, credentialType, url, body, contentType, batching } = options;
	const authentication = credentialType
		? { authentication: 'predefinedCredentialType', nodeCredentialType: credentialType }
		: { authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' };
	const content = contentType
		? { contentType: 'raw', rawContentType: contentType, body }
		: { specifyBody: 'json', jsonBody: body };
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		credential,
		onError: 'continueRegularOutput',
		parameters: {
			method: 'POST',
			url,
			...authentication,
			sendBody: true,
			...content,
			options: batching ? { batching: { batch: batching } } : {},
		},
	};
}
