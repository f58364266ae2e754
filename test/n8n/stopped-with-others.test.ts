/**
 * A node that stops at the first failure has made other calls at the same time. Whatever may have come of
 * them is said, and "nothing else" only where that is certain.
 */
import type { FaultOrder } from '../../sandbox/core/faults';
import type { Json } from '../../tools/core-host/protocol';
import { prospectId } from '../support/explorium';
import type { Vendor } from '../support/sandbox';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

interface Case {
	parameters: Json;
	items: Json[];
	/** The call that writes. */
	write: Pick<FaultOrder, 'method' | 'path'>;
}

const CASES: Record<string, Case> = {
	outreachAddProspectsToSequence: {
		parameters: {
			selectBy: 'ids',
			ids: '={{ $json.id }}',
			sequenceId: picked(11),
			mailboxId: picked('={{ $json.mailbox }}'),
		},
		items: [
			{ id: 1001, mailbox: 41 },
			{ id: 1002, mailbox: 42 },
		],
		write: { method: 'POST', path: 'actions' },
	},
	exploriumAddProspectEnrollments: {
		parameters: {
			enrollmentKey: '={{ $json.list }}',
			prospectIds: '={{ $json.id }}',
			eventTypes: ['prospect_changed_company'],
		},
		items: [
			{ list: 'list d', id: prospectId(0) },
			{ list: 'list e', id: prospectId(1) },
			{ list: 'list f', id: prospectId(2) },
		],
		write: { method: 'POST', path: 'enroll' },
	},
	outreachCreateTask: {
		parameters: { prospectId: picked('={{ $json.id }}'), note: 'Call' },
		items: [{ id: 1001 }, { id: 1002 }],
		write: { method: 'POST', path: '/tasks$' },
	},
};

const REFUSED = { status: 422, body: { errors: [{ id: 'x', title: 'Bad', detail: 'nope' }] } };
/** Each call looks afterwards whether it was carried out. That it cannot leaves this open. */
const BLIND: Array<Partial<FaultOrder>> = [{ method: 'GET', path: '/tasks', status: 403 }];

/** The items that a message names, in order. */
const namedIn = (text: string): number[] =>
	[...text.matchAll(/\[items? ([\d, ]+)\]/g)]
		.flatMap(([, list]) => list.split(', ').map(Number))
		.sort();

describe.each(Object.entries(CASES))('%s', (node, { parameters, items, write }) => {
	const vendor = /^[a-z]+/.exec(node)![0] as Vendor;
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.reset();
		for (const order of BLIND) {
			await rig.sandbox.control.fault({ vendor, times: 'always', ...order });
		}
	});

	const orderFaults = async (...faults: Array<Partial<FaultOrder>>) => {
		for (const one of faults) await rig.sandbox.control.fault({ vendor, ...write, ...one });
	};
	const stopped = async () => {
		const { error } = await rig.run({
			node,
			parameters: { requestOptions: { maxAttempts: 1 }, ...parameters },
			items,
		});
		return `${error?.message} ${error?.description}`;
	};
	/** How many of the calls that write have left. */
	const left = async () =>
		(await rig.requests(new RegExp(write.path!))).filter(({ method }) => method === write.method)
			.length;

	it('names every call whose outcome is not known', async () => {
		await orderFaults({ times: 'always', drop: 'after' });
		const text = await stopped();
		expect(await left()).toBe(items.length);
		expect(namedIn(text)).toEqual([...items.keys()]);
		expect(text).not.toContain('did not go through');
	});

	it('names them beside the one that was refused', async () => {
		await orderFaults({ times: 1, ...REFUSED }, { times: 'always', drop: 'after' });
		const text = await stopped();
		expect(await left()).toBe(items.length);
		expect(namedIn(text)).toEqual([...items.keys()]);
		expect(text).toMatch(/Also: .*(?:not known|may have)/);
		expect(text).not.toContain('did not go through');
	});

	it('names those that were refused for another reason, and the items that are done', async () => {
		const other = { errors: [{ id: 'y', title: 'Bad', detail: 'another reason' }] };
		await orderFaults({ times: 1, ...REFUSED }, { times: 1, status: 422, body: other });
		const text = await stopped();
		expect(text).toContain('another reason');
		expect(namedIn(text)).toEqual([0, 1]);
		if (items.length > 2) expect(text).toContain('Done for item 2.');
	});

	it('says that nothing was changed where all were refused', async () => {
		await orderFaults({ times: 'always', ...REFUSED });
		const text = await stopped();
		expect(text).not.toContain('Also:');
		expect(text).not.toContain('Nothing else');
	});
});
