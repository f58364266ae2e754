import { isSameAddress } from '../../../nodes/Explorium/sameAddress';

const URL_HERE = 'https://n8n.example/webhook/5f1c/webhook';

describe('an address', () => {
	it.each([
		[URL_HERE, URL_HERE],
		[URL_HERE, 'HTTPS://N8N.Example/webhook/5f1c/webhook'],
		[URL_HERE, 'https://n8n.example:443/webhook/5f1c/webhook'],
		[URL_HERE, `${URL_HERE}/`],
		['http://n8n.example:80/x', 'http://n8n.example/x'],
		['https://n8n.example', 'https://n8n.example/'],
		['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
		['https://n8n.example/x/?a=1', 'https://n8n.example/x?a=1'],
		['no address', 'no address'],
		['', ''],
	])('is the same in another form: %s and %s', (one, other) => {
		expect(isSameAddress(one, other)).toBe(true);
		expect(isSameAddress(other, one)).toBe(true);
	});

	it.each([
		[URL_HERE, 'http://n8n.example/webhook/5f1c/webhook'],
		[URL_HERE, 'https://n8n.example:8443/webhook/5f1c/webhook'],
		[URL_HERE, 'https://n8n.example/webhook/5F1C/webhook'],
		[URL_HERE, `${URL_HERE}//`],
		[URL_HERE, `${URL_HERE}?a=1`],
		['https://n8n.example/x?to=/', 'https://n8n.example/x?to='],
		['https://me@n8n.example/x', 'https://n8n.example/x'],
		[URL_HERE, ''],
		['no address', 'No address'],
		['no address', 'no address/'],
	])('is another one: %s and %s', (one, other) => {
		expect(isSameAddress(one, other)).toBe(false);
		expect(isSameAddress(other, one)).toBe(false);
	});
});
