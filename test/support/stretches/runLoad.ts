import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { fakeContext } from './fakeContext.ts';
import type { Load } from './loads.ts';
import type { Mood } from './standIns.ts';
import { watchLoop, type Held } from './watchLoop.ts';

/** What the items of a run are like. */
export type Kind = 'good' | 'bad' | 'nobody' | 'refuses' | 'same' | 'list';

export const KINDS: Kind[] = ['good', 'bad', 'nobody', 'refuses', 'same', 'list'];

/** No field takes more entries than that. */
const MOST_ENTRIES = 50_000;

/** The items of a run. */
function itemsOf({ item, bad, list }: Load, kind: Kind, many: number): IDataObject[] | undefined {
	const numbers = (start: number, count: number) =>
		Array.from({ length: count }, (_, at) => start + at);
	if (kind === 'bad') return numbers(1, many).map(() => ({ ...bad }));
	if (kind === 'same') return numbers(1, many).map(() => item(1));
	if (kind !== 'list') return numbers(1, many).map(item);
	const each = Math.min(many, MOST_ENTRIES);
	return list && numbers(0, many / each).map((part) => list(numbers(part * each + 1, each)));
}

/** What came of a run. */
export interface LoadRun extends Held {
	items: number;
	failed: number;
	/** The first error, if there is one. */
	error?: string;
}

/** Runs a node that goes on when items fail, and watches the event loop; nothing where a kind is none for it. */
export async function runLoad(
	node: INodeType,
	load: Load,
	kind: Kind,
	many: number,
): Promise<LoadRun | undefined> {
	const jsons = itemsOf(load, kind, many);
	if (jsons === undefined) return undefined;
	const mood: Mood = kind === 'nobody' || kind === 'refuses' ? kind : 'good';
	const context = fakeContext(node, load.parameters, jsons, load.standIn(mood), true);
	let output: INodeExecutionData[] = [];
	const held = await watchLoop(async () => {
		[output] = (await node.execute?.call(context)) as INodeExecutionData[][];
	});
	const failures = output.filter(({ json }) => 'error' in json && 'details' in json);
	const [first] = failures;
	return {
		...held,
		items: output.length,
		failed: failures.length,
		...(first && { error: String(first.json.error) }),
	};
}
