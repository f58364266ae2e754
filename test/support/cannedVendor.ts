import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../tools/core-host/protocol';

/** A request as it came in. */
export interface CannedRequest {
	method: string;
	/** Below the host, without the query. */
	path: string;
	query: URLSearchParams;
	body: Json | undefined;
}

/** What is answered: JSON with 200 unless told. */
export interface CannedAnswer {
	status?: number;
	body: unknown;
}

/** A server on this machine that answers by a function, for what no real vendor would answer. */
export class CannedVendor {
	requests: CannedRequest[] = [];
	answer: (request: CannedRequest) => CannedAnswer | undefined = () => undefined;
	url = '';

	private readonly server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
			const text = Buffer.concat(chunks).toString();
			const body = text === '' ? undefined : (JSON.parse(text) as Json);
			const request = { method: incoming.method ?? '', path: pathname, query: searchParams, body };
			this.requests.push(request);
			const { status = 200, body: answer } = this.answer(request) ?? {
				status: 404,
				body: { errors: [{ id: 'resourceNotFound', detail: 'Nothing is here.' }] },
			};
			outgoing.writeHead(status, { 'content-type': 'application/json' });
			outgoing.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
		});
	});

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** The requests with this method, as their path and query. */
	sent(method: string): string[] {
		return this.requests.filter((one) => one.method === method).map(({ path }) => path);
	}
}

/** A credential for a canned Outreach. */
export const cannedOutreach = ({ url }: CannedVendor) => ({
	outreachOAuth2Api: {
		clientId: 'c',
		clientSecret: 's',
		baseUrl: url,
		oauthTokenData: { access_token: 'a', refresh_token: 'r', token_type: 'bearer' },
	},
});
