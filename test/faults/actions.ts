import type { INodeProperties } from 'n8n-workflow';
import type { CoreHost } from '../../tools/core-host/host.ts';
import type { Json, RunResult } from '../../tools/core-host/protocol.ts';
import { TYPICAL_RUNS, type Prepare } from '../support/typicalRuns.ts';
import type { Vendor } from '../../sandbox/core/vendors.ts';
import { isErrorItem, saidBy, saidByItem, type Outcome } from './outcome.ts';
import type { Target } from './target.ts';
import { VARIANTS } from './variants.ts';

/** How long a batch is followed in a cell. */
const MAX_WAIT_S = 2;
const MODES = ['stop', 'continue'];

/** Every action node of the package, with the parameters of its typical run, and some in other ways. */
export function actionTargets(host: CoreHost, names: string[]): Target[] {
	const nodes = names.filter((name) => host.nodeType(name).execute !== undefined);
	const examples = new Map<string, [Vendor, Prepare]>();
	for (const [vendor, runs] of Object.entries(TYPICAL_RUNS)) {
		for (const [node, prepare] of Object.entries(runs))
			examples.set(node, [vendor as Vendor, prepare]);
	}
	return nodes.flatMap((node) => {
		const [vendor, prepare] = examples.get(node) ?? [];
		if (vendor === undefined || prepare === undefined) {
			throw new Error(
				`There is no typical run of ${node}: add one to test/support/typicalRuns.ts.`,
			);
		}
		const variants = Object.entries(VARIANTS[node] ?? {});
		return [['', prepare] as const, ...variants].flatMap(([title, way]) => {
			const name = title === '' ? node : `${node}, ${title}`;
			if (vendor !== 'explorium') return [actionTarget(host, name, node, vendor, way)];
			return (['v1', 'v2'] as const).map((version) => ({
				...actionTarget(host, `${name} (${version})`, node, vendor, way),
				version,
			}));
		});
	});
}

function actionTarget(
	host: CoreHost,
	name: string,
	node: string,
	vendor: Vendor,
	prepare: Prepare,
): Target {
	const { properties } = host.nodeType(node).description;
	const options = properties.find((one) => one.name === 'options')?.options as INodeProperties[];
	const follows = options?.some((one) => one.name === 'maxWait') ?? false;
	return {
		name,
		kind: 'action',
		vendor,
		modes: MODES,
		async prepare({ lane, mode, version, requestOptions }) {
			const rig = lane.rig(vendor, version);
			const request = await prepare(rig);
			const given = request.parameters ?? {};
			const parameters = {
				...given,
				...(follows && { options: { maxWait: MAX_WAIT_S, ...(given.options as Json) } }),
				requestOptions,
			};
			return {
				act: async () =>
					outcomeOf(
						await lane.host.run({
							...request,
							node,
							parameters,
							credentials: lane.credential(vendor, version),
							onError: mode === 'stop' ? 'stopWorkflow' : 'continueErrorOutput',
						}),
					),
			};
		},
	};
}

function outcomeOf({ output, error, hints = [] }: RunResult): Outcome {
	const items = (output ?? []).flat();
	return {
		served: items.filter((item) => !isErrorItem(item)).map(({ json }) => json),
		failed: [...(error ? [saidBy(error)] : []), ...items.filter(isErrorItem).map(saidByItem)],
		hints: hints.map((hint) => String(hint.message)),
		raw: { output, error, hints },
	};
}
