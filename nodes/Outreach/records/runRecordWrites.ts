import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import type { AtOnce } from '../../shared/concurrently';
import { counted } from '../../shared/counted';
import { itemsBehind } from '../../shared/merge';
import { pairedWithEach } from '../../shared/paired';
import type { Result } from '../../shared/result';
import { runCalls, type PlannedCalls } from '../../shared/runCalls';
import { openOutreach } from '../client';
import type { Resource } from '../jsonApi';
import type { RecordType } from '../recordTypes';

/** What became of a record. */
export interface WrittenRecord {
	/** As it is now; nothing where none was found, and none was to be created. */
	record?: Resource;
	isCreated: boolean;
	isUpdated: boolean;
}

/** How a node creates or updates single records. */
export interface RecordWriter<I, W, V extends WrittenRecord> {
	read: (context: IExecuteFunctions, itemIndex: number) => Result<I>;
	/** Finds the records and puts items about the same one together. Changes nothing. */
	plan: (client: Client, inputs: I[], concurrency: AtOnce) => Promise<PlannedCalls<W>>;
	write: (client: Client, write: W) => Promise<Result<V>>;
	show: (written: V & { record: Resource }) => IDataObject;
	/** In a message, for a record that there is none of. */
	none: string;
}

/** Creates or updates single records, and returns one item for each input item that named one. */
export async function runRecordWrites<I, W, V extends WrittenRecord>(
	context: IExecuteFunctions,
	{ name }: RecordType,
	{ read, plan, write, show, none }: RecordWriter<I, W, V>,
): Promise<INodeExecutionData[][]> {
	return await runCalls(context, {
		open: openOutreach,
		read,
		plan: async (inputs, { client, concurrency }) => await plan(client, inputs, concurrency),
		attempt: async ({ settings }, _ids, { client }) => await write(client, settings),
		output: ({ call, ids, value }) => {
			const { record } = value;
			if (record === undefined) return { items: [] };
			return { items: pairedWithEach(show({ ...value, record }), itemsBehind(call.itemsOf, ids)) };
		},
		describe: ({ record }) => String(record?.id ?? none),
		sayDone: (done, calls) => {
			const count = done.filter(({ isCreated, isUpdated }) => isCreated || isUpdated).length;
			return `Of ${counted(calls, name)}, ${count} ${count === 1 ? 'was' : 'were'} written.`;
		},
		nothing: `No ${name} was found or created in Outreach`,
	});
}
