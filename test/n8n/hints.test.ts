/** What a node says beside its output: see nodes/shared/whatHappened.ts. */
import type { RunRequest, RunResult } from '../../tools/core-host/protocol';
import { itemsOf, prospectId } from '../support/explorium';
import {
	exploriumCredential,
	saleshandyCredential,
	startVendorRig,
	type VendorRig,
} from '../support/vendorRig';

const NOBODY = 'nobody@example.test';
const goesOn = { onError: 'continueErrorOutput' } as const;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.limits({ explorium: null });
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
});

const people = async () => (await rig.sandbox.control.state()).people;
const hintsOf = ({ hints = [], error }: RunResult) => {
	expect(error).toBeNull();
	return hints.map(({ message, type }) => [type, message]);
};

async function run(node: string, parameters: object, items: object[], more = {}) {
	const credentials = node.startsWith('explorium')
		? exploriumCredential(rig.sandbox)
		: node.startsWith('saleshandy')
			? saleshandyCredential(rig.sandbox)
			: undefined;
	return await rig.run({
		node,
		parameters: { ...parameters },
		items: items as RunRequest['items'],
		...(credentials && { credentials }),
		...more,
	});
}

describe('nothing found', () => {
	const byEmail = { searchBy: 'emails', emails: '={{ $json.email }}' };
	const some = async () => {
		const [ada, ben] = await people();
		return [ada.email, NOBODY, ben.email, `x${NOBODY}`].map((email) => ({ email }));
	};

	it('is said with counts, and not of people who were found', async () => {
		const items = await some();
		const outreach = async (more: object = {}) =>
			await run('outreachGetManyProspects', { ...byEmail, ...more }, items);
		const said = [['info', 'No prospects were found in Outreach for 2 of 4 items.']];
		expect(hintsOf(await outreach())).toEqual(said);
		expect(hintsOf(await outreach({ options: { ifNotFound: 'item' } }))).toEqual(said);
		expect(hintsOf(await run('outreachGetManyProspects', byEmail, [items[0]]))).toEqual([]);
	});

	it('is said where a run has no output at all', async () => {
		const one = await run('outreachGetManyProspects', byEmail, [{ email: NOBODY }]);
		expect(itemsOf(one)).toEqual([]);
		expect(hintsOf(one)).toEqual([['info', 'No prospects were found in Outreach.']]);
	});

	it('is said by the other vendors as well', async () => {
		const [ada] = await people();
		const items = await some();
		const saleshandy = { searchBy: 'email', emails: '={{ $json.email }}' };
		expect(hintsOf(await run('saleshandyGetManyProspects', saleshandy, items))).toEqual([
			['info', 'No prospects were found in Saleshandy for 2 of 4 items.'],
		]);
		const match = { email: '={{ $json.email }}' };
		expect(hintsOf(await run('exploriumMatchProspects', match, items))).toEqual([
			['info', 'No prospects were found in Explorium for 2 of 4 items.'],
		]);
		const enrich = { prospectIds: '={{ $json.id }}' };
		const ids = [{ id: ada.id }, { id: 'f'.repeat(40) }];
		for (const [node, what] of [
			['exploriumEnrichProspectProfiles', 'profiles'],
			['exploriumEnrichProspectContacts', 'contacts'],
		]) {
			expect(hintsOf(await run(node, enrich, ids))).toEqual([
				['info', `No ${what} were found in Explorium for 1 of 2 items.`],
			]);
		}
	});

	it('is told to a tool in its output only', async () => {
		const { output } = await rig.host.callTool({
			node: 'saleshandyGetManyProspectsTool',
			parameters: { searchBy: 'email', emails: NOBODY },
			credentials: saleshandyCredential(rig.sandbox),
			args: {},
		});
		expect(JSON.parse(output ?? '')).toEqual([
			{ message: 'No prospects were found in Saleshandy.' },
		]);
	});
});

describe('what failed', () => {
	const addTags = async (ids: unknown[], options: object = {}, more: object = {}) =>
		await run(
			'outreachAddTagsToProspects',
			{ selectBy: 'ids', ids: '={{ $json.id }}', tags: 'VIP', options },
			ids.map((id) => ({ id })),
			more,
		);

	it('is said of records: failed, unknown and left out ones', async () => {
		expect(hintsOf(await addTags([1001, 1002]))).toEqual([]);
		expect(hintsOf(await addTags([1001, 987654], { failedRecords: 'output' }))).toEqual([
			['warning', '1 record done, 1 failed.'],
		]);
		expect(hintsOf(await addTags([1001, 987654], { acceptFewer: true }))).toEqual([
			['info', '1 record done, 1 left out.'],
		]);
		expect(hintsOf(await addTags([1001, 987654, 'x'], {}, goesOn))).toEqual([
			['warning', '1 record done, 1 failed. Nothing was done for 1 item.'],
		]);
	});

	it('is said of items', async () => {
		const parameters = { searchBy: 'ids', ids: '={{ $json.id }}' };
		const items = [{ id: 1001 }, { id: 'x' }, { id: 1002 }];
		expect(hintsOf(await run('outreachGetManyProspects', parameters, items, goesOn))).toEqual([
			['warning', '2 items done, 1 failed.'],
		]);
	});

	it('is said of records that nobody knows about', async () => {
		const switches = { failEveryNthItem: 2, itemData: 'opaque', batchItemsLink: 'array' };
		await rig.sandbox.control.switches({ outreach: switches });
		expect(hintsOf(await addTags([1001, 1002], { failedRecords: 'output' }))).toEqual([
			['warning', '2 records unknown.'],
		]);
	});

	it('is said once, however often n8n tries the node and comes to it', async () => {
		const retries = { continueOnFail: true, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const said = [['warning', '1 record done. Nothing was done for 1 item.']];
		expect(hintsOf(await addTags(['x', 1001], {}, retries))).toEqual(said);
		expect(hintsOf(await addTags(['x', 1001], {}, { ...goesOn, rounds: 3 }))).toEqual(said);
	});
});

it('says how long it waited for the rate limit', async () => {
	await rig.sandbox.control.limits({ explorium: { limit: 40, windowSeconds: 6, unit: 'ids' } });
	const ids = Array.from({ length: 80 }, (_, index) => ({ id: prospectId(index) }));
	const parameters = { prospectIds: '={{ $json.id }}' };
	const hints = hintsOf(await run('exploriumFetchProspectEvents', parameters, ids));
	const said = hints.map(([, message]) => message).join('\n');
	expect(said).toMatch(/^Waited [5-7] s for Explorium's rate limit\.$/m);
}, 60_000);
