import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/**
 * How a credential with an API key signs in. It is code and no expression: n8n can work out none in the
 * middle of a poll once another poll of the workflow has ended, and the call would fail.
 *
 * Follows n8n 2.41 (packages/cli/src/credentials-helper.ts).
 *
 * @param header the vendor's name of the header
 */
export const keyInHeader =
	(header: string) =>
	async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: { ...request.headers, [header]: apiKey },
	});
