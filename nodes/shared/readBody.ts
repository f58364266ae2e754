import type { NoReply } from './vendor';

/** The most bytes of an answer that are read, once it is unpacked. */
export const LARGEST_BODY = 50_000_000;
/** Codes of data that cannot be unpacked: of zlib, Brotli and Zstandard. */
const DAMAGED = /^(Z_|ERR_BROTLI|ERR__|ZSTD_)/;
/** What an encoder may put in front of a text. */
const BYTE_ORDER_MARK = '\ufeff';

interface Chunk {
	length: number;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof (body as AsyncIterable<Chunk> | null)?.[Symbol.asyncIterator] === 'function';
}

/**
 * Reads the body of an answer to its end.
 *
 * @param source the stream n8n hands over, or what an n8n that reads it itself made of it
 * @returns what the JSON says, otherwise the text; no reply where the body broke off, cannot be
 * unpacked, or is larger than 50 MB
 */
export async function readBody(source: unknown): Promise<{ body: unknown } | { noReply: NoReply }> {
	if (!isStream(source)) return { body: typeof source === 'string' ? parse(source) : source };
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of source) {
			size += chunk.length;
			// Leaving the loop closes the connection.
			if (size > LARGEST_BODY) {
				return { noReply: { reason: 'tooLarge', detail: `${LARGEST_BODY / 1e6} MB` } };
			}
			chunks.push(chunk);
		}
	} catch (error) {
		return { noReply: readBroken(String((error as { code?: unknown } | null)?.code ?? '')) };
	}
	return { body: parse(Buffer.concat(chunks).toString('utf8')) };
}

/** What the code of an error while a body was read means. */
export function readBroken(code: string): NoReply {
	const detail = DAMAGED.test(code) ? 'sent an answer that cannot be unpacked' : '';
	return { reason: 'broken', detail };
}

function parse(given: string): unknown {
	const text = given.startsWith(BYTE_ORDER_MARK) ? given.slice(1) : given;
	const isEmpty = text.trim() === '';
	if (isEmpty) return '';
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
