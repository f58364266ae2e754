import { printPath, readVendorText } from '../../../nodes/shared/vendorText';

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
