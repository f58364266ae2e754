import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Json, RunRequest, RunResult } from '../../tools/core-host/protocol';
import type { BulkNode } from './outreachBulkNodes';
import { act, readWorld, type Collection, type World } from './outreachWorld';
import type { RecordedRequest } from './sandbox';
import { startVendorRig, type VendorRig } from './vendorRig';

const RUN_MS = 20;

const KINDS = {
	accounts: {
		ids: [101, 102, 103],
		label: 'Outreach Account IDs',
		key: { name: 'domain', label: 'Domains' },
	},
	prospects: {
		ids: [1001, 1002, 1003],
		label: 'Outreach Prospect IDs',
		key: { name: 'emails', label: 'Emails' },
	},
};

/** The bulk nodes of one kind of record against a sandbox whose records are watched. */
export class BulkBench {
	/** Three of the records. */
	readonly ids: number[];
	/** What the form calls the ids. */
	readonly label: string;
	/** How long a batch takes that does not end while a test runs. */
	readonly longMs = 30_000;
	/** The form field to look records up by. */
	readonly key: { name: string; label: string };
	rig!: VendorRig;
	private start!: World;
	private batchesAtStart = 0;
	private readonly collection: Collection;

	constructor(collection: Collection) {
		this.collection = collection;
		({ ids: this.ids, label: this.label, key: this.key } = KINDS[collection]);
	}

	async open(): Promise<void> {
		this.rig = await startVendorRig('outreach');
	}

	/** Brings all records into the state a node starts from, and takes note of it. */
	async prepare({ start }: BulkNode): Promise<void> {
		const { rig } = this;
		await rig.reset();
		await this.switches({ batchPendingMs: 0, batchRunMs: 0 });
		const ids = Object.keys((await readWorld(rig.sandbox))[this.collection]).map(Number);
		for (const [action, attributes] of start) {
			await act(rig.sandbox, action, { ...attributes, ids });
		}
		this.start = await readWorld(rig.sandbox);
		this.batchesAtStart = await this.countBatches();
		await this.switches({ batchRunMs: RUN_MS });
		await rig.sandbox.control.clearRequests();
	}

	async switches(outreach: Json): Promise<void> {
		await this.rig.sandbox.control.switches({ outreach });
	}

	/** Runs a node with one item for each entry; an entry is what an item names its records by. */
	async run(
		{ node, parameters }: BulkNode,
		entries: unknown[],
		own: Json = {},
		settings: Partial<RunRequest> = {},
	): Promise<RunResult> {
		return await this.rig.run({
			node,
			parameters: { selectBy: 'ids', ids: '={{ $json.ids }}', ...parameters, ...own },
			items: entries.map((ids) => ({ ids })),
			...settings,
		});
	}

	/** The bulk actions that were sent, and nothing else. */
	async actions({ action }: BulkNode): Promise<RecordedRequest[]> {
		return await this.rig.requests(new RegExp(`^/api/v2/batches/actions/${action}$`));
	}

	/** The batch that the node's first bulk action made. */
	async batchId(row: BulkNode): Promise<number> {
		return (await this.actions(row))[0].responseBody.data.id;
	}

	/** How many batches were made since the start. */
	async batches(): Promise<number> {
		return (await this.countBatches()) - this.batchesAtStart;
	}

	/** Has Outreach answer the node's bulk action in another way, as often as it is sent. */
	async fault({ action }: BulkNode, outcome: Partial<FaultOrder>): Promise<void> {
		const order = { vendor: 'outreach', path: `${action}$`, times: 9 } as const;
		await this.rig.sandbox.control.fault({ ...order, ...outcome });
	}

	/** Lets every batch that still can come to its end. */
	async letTimePass(): Promise<void> {
		await this.rig.sandbox.control.clock({ advanceSeconds: 60 });
	}

	/** Compares all accounts and prospects with the start: these are changed, all others as they were. */
	async expectEffectOnlyOn(row: BulkNode, ids: number[]): Promise<void> {
		const now = await readWorld(this.rig.sandbox);
		expect(now).not.toEqual(this.start);
		expect(now).toEqual(this.worldAfter(row, ids));
	}

	async expectNoEffect(): Promise<void> {
		expect(await readWorld(this.rig.sandbox)).toEqual(this.start);
	}

	private worldAfter({ effect }: BulkNode, ids: number[]): World {
		const world = structuredClone(this.start);
		const records = world[this.collection];
		if (effect === 'deleted') {
			for (const id of ids) delete records[id];
			if (this.collection === 'accounts') leaveAccounts(world, ids);
			return world;
		}
		for (const id of ids) Object.assign(records[id], effect, { updatedAt: expect.any(String) });
		return world;
	}

	private async countBatches(): Promise<number> {
		return (await this.rig.sandbox.control.counters()).outreach.batches ?? 0;
	}
}

/** Prospects outlive their account. */
function leaveAccounts({ prospects }: World, deleted: number[]): void {
	for (const prospect of Object.values(prospects)) {
		if (deleted.includes(prospect.account as number)) prospect.account = null;
	}
}

/** Takes failed items to the error output. */
export const goingOn = { onError: 'continueErrorOutput' } as const;

/** The items that went well, and those that took the error output. */
export function splitOf({ output, error }: RunResult) {
	expect(error).toBeNull();
	return { good: output?.[0] ?? [], bad: output?.[1] ?? [] };
}
