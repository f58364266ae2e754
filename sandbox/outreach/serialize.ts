import { ATTRIBUTES, attributeInfo } from './attributes.ts';
import type { RecordType } from './attributes.ts';
import { CUSTOM_FIELDS } from './custom-fields.ts';
import { OutreachError } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { RELATIONS, TASK_SUBJECTS } from './state.ts';
import type { OutreachRecord } from './state.ts';

/** Which members of a record a client asked for with `fields[type]=…`; undefined means all. */
export type FieldSet = string[] | undefined;

/** A record as JSON:API shows it. */
export function resource(
	sandbox: OutreachSandbox,
	type: RecordType,
	record: OutreachRecord,
	baseUrl: string,
	fields?: FieldSet,
): Record<string, unknown> {
	const wanted = (name: string): boolean => fields === undefined || fields.includes(name);
	const attributes: Record<string, unknown> = {};
	for (const name of attributeNames(type, record)) {
		if (wanted(name)) attributes[name] = record.attributes[name] ?? null;
	}
	const relationships: Record<string, unknown> = {};
	for (const [name, target] of Object.entries(RELATIONS[type])) {
		if (wanted(name)) relationships[name] = relationship(sandbox, record, name, target);
	}
	if (type === 'task' && wanted('subject')) {
		relationships.subject = subjectOf(sandbox, record);
	}
	if (type === 'batch' && wanted('batchItems')) {
		const link = {
			links: {
				related: `${baseUrl}/batchItems?${encodeURIComponent('filter[batch][id]')}=${record.id}`,
			},
		};
		relationships.batchItems = sandbox.switches.outreach.batchItemsLink === 'array' ? [link] : link;
	}
	return {
		type,
		id: idOf(sandbox, record.id),
		attributes,
		relationships,
		links: { self: `${baseUrl}/${pluralOf(type)}/${record.id}` },
	};
}

/** Throws for a field the record type does not have. */
export function checkFields(type: RecordType, fields: string[]): void {
	for (const name of fields) {
		const known =
			attributeInfo(type, name) !== undefined ||
			RELATIONS[type][name] !== undefined ||
			(type === 'task' && name === 'subject') ||
			(type === 'batch' && name === 'batchItems');
		if (known) continue;
		throw new OutreachError(
			400,
			'fieldsParameter.unknownResourceField',
			'Unknown Resource Field',
			`'${name}' is not a field of '${type}'.`,
		);
	}
}

/** Path segment of a record type's collection. */
export function pluralOf(type: RecordType): string {
	if (type === 'mailbox') return 'mailboxes';
	if (type === 'batch') return 'batches';
	return type === 'opportunity' ? 'opportunities' : `${type}s`;
}

function attributeNames(type: RecordType, record: OutreachRecord): string[] {
	const custom = Object.keys(CUSTOM_FIELDS[type] ?? {});
	return [
		...new Set([...Object.keys(ATTRIBUTES[type]), ...custom, ...Object.keys(record.attributes)]),
	];
}

function relationship(
	sandbox: OutreachSandbox,
	record: OutreachRecord,
	name: string,
	target: RecordType,
): unknown {
	const many = record.many[name];
	const one = record.one[name];
	const reference = (id: number): unknown => ({ type: target, id: idOf(sandbox, id) });
	if (many !== undefined) return { data: many.map(reference) };
	return { data: one === undefined || one === null ? null : reference(one) };
}

/** What a task is about: the one record of several types that it was made for. */
function subjectOf(sandbox: OutreachSandbox, task: OutreachRecord): unknown {
	for (const type of TASK_SUBJECTS) {
		const id = task.one[type];
		if (typeof id === 'number') return { data: { type, id: idOf(sandbox, id) } };
	}
	return { data: null };
}

/** Ids are numbers, although JSON:API wants text; a switch shows the other reading. */
function idOf(sandbox: OutreachSandbox, id: number): number | string {
	return sandbox.switches.outreach.idsAsText ? String(id) : id;
}
