import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CredentialsByType, RunRequest } from '../../tools/core-host/protocol';
import { startRawServer } from '../support/rawServer';
import type { Sandbox, Vendor } from '../support/sandbox';
import {
	exploriumCredential,
	outreachCredential,
	saleshandyCredential,
	startVendorRig,
	type VendorRig,
} from '../support/vendorRig';

/** Per vendor: its credential, and a node that sends one harmless call. */
const VENDORS: Array<[Vendor, (sandbox: Sandbox) => CredentialsByType, RunRequest]> = [
	['explorium', exploriumCredential, { node: 'exploriumGetProspectEnrollments' }],
	['saleshandy', saleshandyCredential, { node: 'saleshandyGetManyFields' }],
	['outreach', outreachCredential, { node: 'outreachGetManyBatches' }],
];

/** A server that nobody entered as Base URL. */
let elsewhere: Server;
let visits = 0;
beforeAll(async () => {
	elsewhere = createServer((_, response) => {
		visits += 1;
		response.end('{}');
	});
	await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
afterAll(async () => await new Promise((done) => elsewhere.close(done)));
beforeEach(() => {
	visits = 0;
});

describe.each(VENDORS)('what is sent to %s', (vendor, credentialOf, request) => {
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.reset());

	const testCredential = async (changes: object = {}) => {
		const [[type, data]] = Object.entries(credentialOf(rig.sandbox));
		return await rig.host.testCredential({ type, data: { ...data, ...changes } });
	};

	const redirect = async (status: number) => {
		const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
		await rig.sandbox.control.fault({ vendor, status, headers: { location }, times: 20 });
	};

	it.each([301, 302, 303, 307, 308])('is not sent on elsewhere by a %i', async (status) => {
		await redirect(status);
		const { error } = await rig.run(request);
		expect(error?.message).toContain(`(${status}): a redirect to http://127.0.0.1`);
		expect(visits).toBe(0);
	});

	it('is not sent on elsewhere when the credential is tested', async () => {
		expect(await testCredential()).toMatchObject({ status: 'OK' });
		await redirect(302);
		expect(await testCredential()).toMatchObject({ status: 'Error' });
		expect(visits).toBe(0);
	});

	it.each([' ', '\n', '\u00a0', '\u200b', '\ufeff'])(
		'goes to a Base URL with %j around it, in the node and in the test of the credential',
		async (blank) => {
			const baseUrl = `${blank}${rig.sandbox[vendor]}/${blank}`;
			const [[type, data]] = Object.entries(credentialOf(rig.sandbox));
			const credentials = { [type]: { ...data, baseUrl } };
			expect((await rig.run({ ...request, credentials })).error).toBeNull();
			expect(await testCredential({ baseUrl })).toMatchObject({ status: 'OK' });
		},
	);

	it.each(['http s://x.example', 'https:x.example', ''])(
		'goes nowhere with the Base URL %j, in the node and in the test of the credential',
		async (baseUrl) => {
			const [[type, data]] = Object.entries(credentialOf(rig.sandbox));
			const credentials = { [type]: { ...data, baseUrl } };
			expect((await rig.run({ ...request, credentials })).error?.message).toContain('Base URL');
			expect(await testCredential({ baseUrl })).toMatchObject({ status: 'Error' });
		},
	);

	it.each([
		['a web page', '<html><title>Welcome</title></html>', 'text/html'],
		['nothing', '', 'application/json'],
		['null', 'null', 'application/json'],
		['an empty object', '{}', 'application/json'],
		['a detail', '{"detail":"Not Found"}', 'application/json'],
	])('does not call a credential good because of %s with 200', async (_, body, type) => {
		const server = await startRawServer((_request, response) => {
			response.writeHead(200, { 'content-type': type });
			response.end(body);
		});
		expect(await testCredential({ baseUrl: server.url })).toEqual({
			status: 'Error',
			message: expect.stringContaining('Check the Base URL, and any proxy on the way.'),
		});
		await server.stop();
	});

	it('does not go over plain http to another machine', async () => {
		// The same server, but by an address that is not called this machine.
		const baseUrl = rig.sandbox[vendor].replace('127.0.0.1', '0.0.0.0');
		const credentials = { [Object.keys(credentialOf(rig.sandbox))[0]]: { baseUrl } };
		const { error } = await rig.run({ ...request, credentials });
		expect(`${error?.message} ${error?.description}`).toContain('must start with https://');
		expect(await testCredential({ baseUrl })).toMatchObject({ status: 'Error' });
		expect(await rig.requests()).toEqual([]);
		expect(await testCredential({ baseUrl: `${rig.sandbox[vendor]}/` })).toMatchObject({
			status: 'OK',
		});
	});
});
