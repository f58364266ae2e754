import type { INodeProperties, INodeType } from 'n8n-workflow';
import { requestOptions } from '../requestOptions';
import type { RecordType } from '../recordTypes';
import { bulkOptions, waitField } from './options';
import { targetFields } from './targetFields';

type Methods = NonNullable<INodeType['methods']>;

/** What the form of a bulk action has besides the records it works on. */
interface OwnParts {
	/** Stands first, where the action needs a word before it is used. */
	notice?: INodeProperties;
	fields?: INodeProperties[];
	/** Further entries of "Options". */
	options?: INodeProperties[];
	/** What fills the lists of these fields. */
	methods?: Omit<Methods, 'loadOptions'>;
}

/** The form of a bulk action, and what fills its lists. */
export interface BulkForm {
	recordType: RecordType;
	properties: INodeProperties[];
	methods: Methods;
}

/** Puts the form of a bulk action together. */
export function bulkForm(
	recordType: RecordType,
	{ notice, fields = [], options = [], methods }: OwnParts = {},
): BulkForm {
	return {
		recordType,
		properties: [
			...(notice ? [notice] : []),
			...targetFields(recordType),
			...fields,
			waitField,
			bulkOptions(options),
			requestOptions,
		],
		methods: { loadOptions: recordType.lists, ...methods },
	};
}
