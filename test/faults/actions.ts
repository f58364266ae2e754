import type { INodeProperties } from 'n8n-workflow';
import type { CoreHost } from '../../tools/core-host/host.ts';
import type { Json, RunResult } from '../../tools/core-host/protocol.ts';
import type { Prepare } from '../support/nodeSpecs/spec.ts';
import { SPECS } from '../support/typicalRuns.ts';
import type { Vendor } from '../../sandbox/vendors.ts';
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
	for (const [vendor, specs] of Object.entries(SPECS)) {
		for (const [node, { usual }] of Object.entries(specs))
			examples.set(node, [vendor as Vendor, usual]);
	}
	return nodes.flatMap((node) => {
		const [vendor, prepare] = examples.get(node) ?? [];
		if (vendor === undefined || prepare === undefined) {
			throw new Error(`${node} has no spec row: CONTRIBUTING.md says where it goes.`);
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

/** Counts, what was not found and a wait excuse nothing: they are said however wrong the output is. */
const isReason = ({ type, message }: Json): boolean =>
	type === 'warning' && !/^([\d,]+ (item|record)s? |Nothing was done for )/.test(String(message));

function outcomeOf({ output, error, hints = [] }: RunResult): Outcome {
	const items = (output ?? []).flat();
	return {
		served: items.filter((item) => !isErrorItem(item)).map(({ json }) => json),
		failed: [...(error ? [saidBy(error)] : []), ...items.filter(isErrorItem).map(saidByItem)],
		hints: hints.filter(isReason).map((hint) => String(hint.message)),
		raw: { output, error, hints },
	};
}
