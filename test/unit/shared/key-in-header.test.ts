import { ExploriumApi } from '../../../credentials/ExploriumApi.credentials';
import { SaleshandyApi } from '../../../credentials/SaleshandyApi.credentials';

const request = { url: 'https://vendor.example/', headers: { accept: 'application/json' } };

it.each([
	[new ExploriumApi(), 'api_key'],
	[new SaleshandyApi(), 'x-api-key'],
])('the key goes into its header without an expression: %#', async ({ authenticate }, header) => {
	expect(typeof authenticate).toBe('function');
	const sign = authenticate as Extract<typeof authenticate, (...given: never[]) => unknown>;
	expect(await sign({ apiKey: 'secret' }, request)).toEqual({
		url: 'https://vendor.example/',
		headers: { accept: 'application/json', [header]: 'secret' },
	});
	expect(request.headers).toEqual({ accept: 'application/json' });
});
