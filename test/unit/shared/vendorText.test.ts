import { printPath, readVendorText } from '../../../nodes/shared/vendorText';
import { threadMs } from '../../support/threadMs';

describe('readVendorText', () => {
	it.each([
		['details', { details: 'Bad key', correlation_id: 'c1' }, 'Bad key', 'c1'],
		[
			'error as a code beside a message',
			{ error: 'rate_limit_exceeded', message: 'Slow down' },
			'Slow down',
			undefined,
		],
		['error alone', { error: 'No credits' }, 'No credits', undefined],
		[
			'error as an object',
			{ error: { message: 'Nested', correlation_id: 'c2' } },
			'Nested',
			undefined,
		],
		[
			'a message with code',
			{ error: true, type: 'auth', code: 1001, message: 'Invalid token' },
			'Invalid token',
			undefined,
		],
		['a list of messages', { message: ['first', 'second'] }, 'first; second', undefined],
		[
			'an OAuth answer',
			{ error: 'invalid_grant', error_description: 'Token expired' },
			'Token expired',
			undefined,
		],
		['a context', { detail: 'x', response_context: { correlation_id: 'c3' } }, 'x', 'c3'],
		['the other context', { detail: 'x', request_context: { correlation_id: 'c4' } }, 'x', 'c4'],
		['plain text', 'Bad   Gateway\n', 'Bad Gateway', undefined],
		[
			'a page with a title',
			'<html><title> Oops </title></html>',
			'a web page titled "Oops"',
			undefined,
		],
		['a page with a heading', '<body><h1>502</h1></body>', 'a web page titled "502"', undefined],
		['a page without either', '<p>?</p>', 'a web page instead of data', undefined],
		['nothing', '', undefined, undefined],
		['null', null, undefined, undefined],
		['a list', [1], undefined, undefined],
		['an object that says nothing', { message: {}, details: null }, undefined, undefined],
	])('reads %s', (_form, body, text, correlationId) => {
		const read = readVendorText(body);
		expect([read.text, read.correlationId]).toEqual([text, correlationId]);
	});

	it('names the places that a validation complains about', () => {
		const { text, faults } = readVendorText({
			detail: [
				{ loc: ['body', 'prospect_ids', 7], msg: 'does not match', type: 'value_error' },
				{ loc: ['body', 'enrollment_key'], msg: 'too short', type: 'value_error' },
			],
		});
		expect(text).toBe('prospect_ids[7]: does not match; enrollment_key: too short');
		expect(faults[0]).toEqual({ path: ['prospect_ids', 7], text: 'does not match' });
	});

	it('reads a list of JSON:API errors', () => {
		const { text } = readVendorText({
			errors: [
				{
					id: 'validationError',
					detail: "Name can't be blank.",
					source: { pointer: '/data/attributes/name' },
				},
				{ id: 'unsupportedMediaType', details: 'Expected another type.' },
				{ title: 'Only a title' },
			],
		});
		expect(text).toBe("name: Name can't be blank.; Expected another type.; Only a title");
	});

	it('keeps it short', () => {
		const faults = Array.from({ length: 40 }, (_, index) => ({
			loc: ['body', 'ids', index],
			msg: 'bad',
		}));
		expect(readVendorText({ detail: faults }).text).toMatch(/and 35 more$/);
		expect(readVendorText({ details: 'x'.repeat(9000) }).text?.length).toBeLessThan(410);
	});
});

it('prints a path as the vendor would', () => {
	expect(printPath(['a', 0, 'b', 'c', 12])).toBe('a[0].b.c[12]');
});

describe('reads anything in a moment', () => {
	const MILLION = 1_000_000;
	const nested = (depth: number) => {
		let body: object = { message: 'deep' };
		for (let level = 0; level < depth; level += 1) body = { error: body };
		return body;
	};
	const many = (entry: unknown) => ({ errors: new Array<unknown>(100_000).fill(entry) });

	it.each<[string, unknown]>([
		['tags that do not end', '<a'.repeat(MILLION)],
		['titles that do not end', `<b>${'<title'.repeat(MILLION)}`],
		['titles without text', `<b>${'<title>'.repeat(MILLION)}`],
		['headings that do not end', `<b>${'<h1'.repeat(MILLION)}`],
		['blanks', `${' '.repeat(MILLION)}x`],
		['blanks in a message', { message: `${' '.repeat(MILLION)}x${' '.repeat(MILLION)}` }],
		['errors in errors', nested(50_000)],
		['a long list', many({ detail: 'x'.repeat(500) })],
		['a long list of long texts', many('y'.repeat(MILLION))],
		['a long place', { detail: [{ loc: new Array(MILLION).fill('a'), msg: 'bad' }] }],
	])('%s', (_what, body) => {
		const start = threadMs();
		const { text = '' } = readVendorText(body);
		expect(threadMs() - start).toBeLessThan(100);
		expect(text.length).toBeLessThan(500);
	});

	it('says how many faults there were, also where it looked at the first ones only', () => {
		expect(readVendorText(many('bad')).text).toMatch(/; and 99995 more$/);
		expect(readVendorText(many('bad')).faults).toHaveLength(1000);
	});

	it('knows a web page', () => {
		expect(readVendorText('<!doctype html><p>x').isPage).toBe(true);
		expect(readVendorText('1 < 2').isPage).toBeUndefined();
	});
});

it("reads the gateway's form", () => {
	const body = { error: true, error_code: 4000, error_message: 'Rate Limit exceeded' };
	expect(readVendorText(body).text).toBe('Rate Limit exceeded');
});
