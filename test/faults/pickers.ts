import type { INodeType } from 'n8n-workflow';
import type { CoreHost } from '../../tools/core-host/host.ts';
import { serializeError } from '../../tools/core-host/errors.ts';
import type { Json, MethodRequest } from '../../tools/core-host/protocol.ts';
import type { Vendor } from '../../sandbox/vendors.ts';
import { startBatch, startWaitingBatch } from '../support/batches.ts';
import type { Lane, Version } from './lane.ts';
import { saidBy, type Outcome } from './outcome.ts';
import type { Target } from './target.ts';

const KINDS = ['loadOptions', 'listSearch', 'resourceMapping'] as const;

type MethodKind = (typeof KINDS)[number];

/** Every method that fills a field in the editor; one that several nodes share, once. */
export function pickerTargets(
	host: CoreHost,
	names: string[],
	vendorOf: (node: string) => Vendor,
): Target[] {
	const known = new Set<unknown>();
	return names.flatMap((node) =>
		KINDS.flatMap((kind) =>
			methodsOf(host.nodeType(node), kind).flatMap(([method, implementation]) => {
				if (known.has(implementation)) return [];
				known.add(implementation);
				const vendor = vendorOf(node);
				const target = pickerTarget(node, kind, method, vendor);
				if (vendor !== 'explorium') return [target];
				return versionsOf(method).map((version) => ({
					...target,
					name: `${target.name} (${version})`,
					version,
				}));
			}),
		),
	);
}

/** In version 1 enrollments do not name a webhook, and the picker says so. */
const versionsOf = (method: string): Version[] =>
	method === 'searchWebhooks' ? ['v2'] : ['v1', 'v2'];

const methodsOf = (type: INodeType, kind: MethodKind): Array<[string, unknown]> =>
	Object.entries(type.methods?.[kind] ?? {});

function pickerTarget(node: string, kind: MethodKind, method: string, vendor: Vendor): Target {
	return {
		name: `${node}: ${method}`,
		kind: 'picker',
		vendor,
		modes: ['list'],
		async prepare({ lane, version, requestOptions }) {
			await furnish(lane, vendor);
			const request = {
				node,
				method,
				parameters: { ...chosen(lane, method), requestOptions },
				credentials: lane.credential(vendor, version),
			};
			return { act: async () => await list(lane.host, kind, request) };
		},
	};
}

/** What another field of the form has to hold before there is anything to pick from. */
function chosen({ state }: Lane, method: string): Json {
	if (method !== 'searchSteps') return {};
	const [{ id }] = state.world.saleshandy.sequences;
	return { sequenceId: { __rl: true, mode: 'id', value: id } };
}

/** Something to pick from that is not there at the start. */
async function furnish(lane: Lane, vendor: Vendor): Promise<void> {
	if (vendor === 'outreach') {
		const rig = lane.rig('outreach', 'v1');
		await startBatch(rig, [1001]);
		// Some pickers list only what waits, or what can still be canceled.
		await startWaitingBatch(rig, [1002]);
	}
	if (vendor === 'explorium') await registerWebhook(lane, 'v2');
}

/** Registers a webhook past the nodes. */
export async function registerWebhook(lane: Lane, version: Version): Promise<void> {
	const answer = await fetch(`${lane.sandbox.explorium}/${version}/webhooks`, {
		method: 'POST',
		headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Somebody else', webhook_url: 'https://example.com/hook' }),
	});
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

async function list(host: CoreHost, kind: MethodKind, request: MethodRequest): Promise<Outcome> {
	try {
		const result = await call(host, kind, request);
		return { served: result, failed: [], hints: [], raw: result };
	} catch (error) {
		const said = serializeError(error);
		return { served: [], failed: [{ ...saidBy(said), namesItem: true }], hints: [], raw: said };
	}
}

async function call(host: CoreHost, kind: MethodKind, request: MethodRequest): Promise<unknown[]> {
	if (kind === 'loadOptions') return await host.loadOptions(request);
	if (kind === 'listSearch') return (await host.listSearch(request)).results;
	return (await host.resourceMapping(request)).fields ?? [];
}
