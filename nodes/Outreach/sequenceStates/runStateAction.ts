import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { clockOf } from '../../shared/executionClock';
import { includeInputOption, inputFields, type InputFields } from '../../shared/includeInput';
import { itemsBehind, mergeItems, type ItemRequest } from '../../shared/merge';
import type { ItemFailure, Output } from '../../shared/nodeRun';
import { paired } from '../../shared/paired';
import { requestOptions } from '../requestOptions';
import { success } from '../../shared/result';
import { runCalls, type PlannedCalls, type Served } from '../../shared/runCalls';
import type { Run } from '../../shared/runNode';
import { eachInTurns, mapInTurns } from '../../shared/turns';
import { openOutreach } from '../client';
import { shownIn } from '../person/shownPerson';
import { searchAnySequences } from '../pickers';
import { changeState, type ChangeTools, type StateTarget } from './changeState';
import { findMembers } from './findMembers';
import { SEQUENCE_STATE } from './sequenceState';
import type { StateAction } from './stateActions';
import { ID_FIELD, readNamedState, targetFields, type NamedState } from './stateTarget';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [includeInputOption],
};

/** The form of a node that changes one sequence state, and what fills its list. */
export const stateActionForm: Pick<INodeType, 'methods'> & {
	properties: INodeType['description']['properties'];
} = {
	properties: [...targetFields, options, requestOptions],
	methods: { listSearch: { searchAnySequences } },
};

interface Request {
	itemIndex: number;
	named: NamedState;
}

/** Finishes, pauses or resumes the sequence states that the input items name, each of them once. */
export async function runStateAction(
	context: IExecuteFunctions,
	action: StateAction,
): Promise<INodeExecutionData[][]> {
	const inputs = inputFields(context);
	return await runCalls<ChangeTools, Request, StateTarget, IDataObject>(context, {
		open: async (opened, limits) => {
			return { client: await openOutreach(opened, limits), clock: clockOf(opened), limits };
		},
		read: (reading, itemIndex) => {
			const named = readNamedState(reading, itemIndex);
			if (!named.ok) return named;
			const included = inputs.read(reading, itemIndex);
			return included.ok ? success({ itemIndex, named: named.value }) : included;
		},
		plan: async (requests, run) => await planChanges(requests, run),
		attempt: async ({ settings }, _, { client }) => await changeState(client, action, settings),
		output: async (served) => await itemsOf(served, inputs),
		describe: ({ id }) => `${SEQUENCE_STATE} ${String(id)}`,
	});
}

/** What the node itself says. An input item may have fields of these names from a run before. */
const OF_STATE = ['id', 'state', 'name', 'email', 'error', 'details'];

/** One item for each input item that named the sequence state, with whom that item is about. */
async function itemsOf(
	{ call, ids, value }: Served<StateTarget, IDataObject>,
	inputs: InputFields,
): Promise<Output> {
	const { id, state, ...rest } = value;
	const items = await mapInTurns(itemsBehind(call.itemsOf, ids), (item) => {
		const own = { ...shownIn(inputs.of(item), 'prospect'), state, ...rest, id };
		return paired(inputs.keptIn(own, item, OF_STATE), item);
	});
	return { items };
}

/** Finds the sequence states; items that name the same one share its call. */
async function planChanges(
	requests: Request[],
	{ client: { client }, concurrency }: Run<ChangeTools, Request>,
): Promise<PlannedCalls<StateTarget>> {
	const members = requests.flatMap(({ named }) => ('id' in named ? [] : named));
	const find = await findMembers(client, members, concurrency);
	const found: Array<ItemRequest<StateTarget>> = [];
	const failures: ItemFailure[] = [];
	await eachInTurns(requests, ({ itemIndex, named }) => {
		const id = 'id' in named ? success(named.id) : find(named);
		if (!id.ok) {
			failures.push({ items: [itemIndex], failure: id.failure });
			return;
		}
		const target = { id: id.value, ...('id' in named && { field: ID_FIELD }) };
		found.push({ itemIndex, ids: [String(id.value)], settings: target });
	});
	return { calls: await mergeItems(found, 1, ({ id }) => String(id)), failures };
}
