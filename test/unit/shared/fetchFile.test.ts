import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IHttpRequestOptions } from 'n8n-workflow';
import axios from 'axios';
import { fileFetcher } from '../../../nodes/shared/fetchFile';
import type { RequestContext } from '../../../nodes/shared/n8nTransport';

let server: Server | undefined;
const seen: IncomingMessage[] = [];

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	seen.length = 0;
});

/** Starts a server, and returns its address. */
async function serve(listener: RequestListener): Promise<string> {
	server = createServer((request, response) => {
		seen.push(request);
		listener(request, response);
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** n8n's helper without a credential, as far as it matters here. */
async function httpRequest({ url, abortSignal, disableFollowRedirect }: IHttpRequestOptions) {
	const { status, headers, data } = await axios.get(url, {
		proxy: false,
		signal: abortSignal as AbortSignal,
		responseType: 'stream',
		maxRedirects: disableFollowRedirect ? 0 : 5,
		validateStatus: () => true,
	});
	return { statusCode: status, headers, body: data as unknown };
}

function fetcher(timeoutMs = 2000, signal?: AbortSignal) {
	const context = { helpers: { httpRequest }, getExecutionCancelSignal: () => signal };
	return fileFetcher(context as unknown as RequestContext, timeoutMs);
}

it('reads a file without any key', async () => {
	const url = await serve((_, response) => response.end('Email,Reason\nann@x.test,"no, no"\n'));
	expect(await fetcher()(`${url}/a.csv?sig=1`)).toEqual({
		ok: true,
		value: 'Email,Reason\nann@x.test,"no, no"\n',
	});
	expect(seen[0].headers).not.toHaveProperty('authorization');
	expect(seen[0].headers).not.toHaveProperty('x-api-key');
});

it('follows no redirect', async () => {
	const url = await serve((_, response) =>
		response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
	);
	expect(await fetcher()(url)).toMatchObject({
		ok: false,
		failure: { message: 'the answer was 302' },
	});
	expect(seen).toHaveLength(1);
});

it.each<[string, RequestListener, RegExp]>([
	['a refusal', (_, response) => response.writeHead(403).end('secret'), /^the answer was 403$/],
	['JSON', (_, response) => response.end('{"a": 1}'), /not a text file/],
	[
		'a body that breaks off',
		(_, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('Email');
			setTimeout(() => response.destroy(), 50);
		},
		/broke off/,
	],
	['no answer', (_, response) => response.destroy(), /could not be reached/],
	['silence', () => {}, /did not come in time/],
])('says why there is none after %s', async (_name, listener, why) => {
	const url = await serve(listener);
	const read = await fetcher(300)(url);
	expect(read).toMatchObject({ ok: false, failure: { message: expect.stringMatching(why) } });
	expect(JSON.stringify(read)).not.toContain('secret');
});

it.each(['', 'nonsense', 'ftp://x.test/a.csv', 'file:///etc/passwd', 'javascript:alert(1)'])(
	'does not open %j',
	async (url) => {
		expect(await fetcher()(url)).toMatchObject({
			ok: false,
			failure: { message: 'its address is not a web address' },
		});
	},
);

it('ends with the execution', async () => {
	const url = await serve(() => {});
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 100);
	expect(await fetcher(60_000, controller.signal)(url)).toMatchObject({
		ok: false,
		failure: { kind: 'cancelled' },
	});
});
