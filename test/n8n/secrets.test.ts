import type { RunRequest } from '../../tools/core-host/protocol';
import { DEMO } from '../support/sandbox';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const SECRETS = {
	explorium: [DEMO.exploriumKey],
	saleshandy: [DEMO.saleshandyKey],
	outreach: [DEMO.outreachClientSecret, DEMO.outreachAccessToken, DEMO.outreachRefreshToken],
};

/** One node per vendor, and what it is given. */
const RUNS: Array<['explorium' | 'saleshandy' | 'outreach', RunRequest]> = [
	[
		'explorium',
		{
			node: 'exploriumFetchProspectEvents',
			parameters: { prospectIds: '={{ $json.id }}' },
			items: [{ id: 'a'.repeat(40) }],
		},
	],
	[
		'saleshandy',
		{
			node: 'saleshandyGetManyProspects',
			parameters: { searchBy: 'all' },
			items: [{}],
		},
	],
	[
		'outreach',
		{
			node: 'outreachAddTagsToProspects',
			parameters: { selectBy: 'ids', ids: 1001, tags: 'VIP' },
			items: [{}],
		},
	],
];

/** Answers in which a vendor repeats what it was sent. */
const answersWith = (echo: string): Array<[string, object]> => [
	['400', { status: 400, body: { message: echo, error: echo, errors: [{ detail: echo }] } }],
	['401', { status: 401, body: { message: echo, detail: echo, errors: [{ detail: echo }] } }],
	['403', { status: 403, body: { details: echo, message: echo, errors: [{ title: echo }] } }],
	['422', { status: 422, body: { detail: echo, message: echo, errors: [{ detail: echo }] } }],
	['500', { status: 500, body: `<h1>${echo}</h1>`, headers: { 'x-correlation-id': echo } }],
	[
		'a 200 that is no success',
		{ status: 200, body: { error: true, status: 'failure', message: echo } },
	],
	['a dropped connection', { drop: 'before' }],
];

describe.each(RUNS)('%s', (vendor, request) => {
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.reset());

	const secrets = SECRETS[vendor];

	it.each(answersWith(secrets.join(' and ')))(
		'shows no secret after %s that repeats them',
		async (_, outcome) => {
			for (const onError of [undefined, 'continueErrorOutput'] as const) {
				await rig.sandbox.control.fault({ vendor, times: 20, ...outcome });
				const parameters = { ...request.parameters, requestOptions: { maxAttempts: 1 } };
				const result = await rig.run({ ...request, parameters, onError });
				await rig.sandbox.control.clearFaults();
				const shown = JSON.stringify(result);
				expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
				expect(shown.length).toBeGreaterThan(50);
			}
		},
	);
});
