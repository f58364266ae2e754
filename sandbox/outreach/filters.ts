import { attributeInfo } from './attributes.ts';
import type { RecordType } from './attributes.ts';
import { badParameter } from './errors.ts';
import type { Condition } from './query.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { RELATIONS, getRecord } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

const PREFIX_SEARCH: RecordType[] = ['prospect', 'account'];

/** The conditions the vendor knows; others are ignored or refused, as the switch says. */
export function knownConditions(
	sandbox: OutreachSandbox,
	type: RecordType,
	conditions: Condition[],
): Condition[] {
	const ignoresUpper = sandbox.switches.outreach.filterUpperBound === 'ignored';
	return conditions.filter((condition) => {
		if (ignoresUpper && condition.operator === 'lte') return false;
		if (isKnown(type, condition.path)) return true;
		if (sandbox.switches.outreach.unknownFilter === '400') {
			throw badParameter(`'${condition.path.join('.')}' is not a filter of '${type}'.`);
		}
		return false;
	});
}

/** Whether a record meets all conditions. */
export function matches(
	state: OutreachState,
	type: RecordType,
	record: OutreachRecord,
	conditions: Condition[],
): boolean {
	return conditions.every((condition) => meets(state, type, record, condition));
}

function isKnown(type: RecordType, [name = '', inner]: string[]): boolean {
	if (inner !== undefined) {
		const target = RELATIONS[type][name];
		if (type === 'batch' && name === 'prospect') return inner === 'id';
		return target !== undefined && (inner === 'id' || isKnown(target, [inner]));
	}
	if (name === 'id') return true;
	if (name === 'q') return PREFIX_SEARCH.includes(type);
	return attributeInfo(type, name)?.filterable === true;
}

function meets(
	state: OutreachState,
	type: RecordType,
	record: OutreachRecord,
	condition: Condition,
): boolean {
	const [name = '', inner] = condition.path;
	if (inner === undefined) {
		if (name === 'q') return startsWithAny(record, condition.values[0] ?? '');
		const value = name === 'id' ? record.id : record.attributes[name];
		return compare(value, condition);
	}
	if (type === 'batch') return concerns(state, record, condition);
	const target = RELATIONS[type][name] as RecordType;
	const ids = record.many[name] ?? [record.one[name] ?? null];
	return ids.some((id) => {
		if (inner === 'id' || id === null) return compare(id, condition);
		return compare(getRecord(state, target, id)?.attributes[inner], condition);
	});
}

/** Batches can be filtered by a prospect they were about. */
function concerns(state: OutreachState, batch: OutreachRecord, condition: Condition): boolean {
	const run = state.runs.find((one) => one.batchId === batch.id);
	if (run === undefined || !run.action.startsWith('prospects')) return false;
	return run.items.some((item) => compare(item.recordId, condition));
}

function startsWithAny(record: OutreachRecord, text: string): boolean {
	const wanted = text.toLowerCase();
	const { name, emails, domain, company } = record.attributes;
	const texts = [name, domain, company, ...(Array.isArray(emails) ? emails : [])];
	return texts.some((one) =>
		String(one ?? '')
			.toLowerCase()
			.split(/\s+/)
			.concat(String(one ?? '').toLowerCase())
			.some((word) => word.startsWith(wanted)),
	);
}

function compare(value: unknown, { operator, values }: Condition): boolean {
	const [first = ''] = values;
	if (first === '__null__') return isBlank(value);
	if (first === '__notnull__') return !isBlank(value);
	if (Array.isArray(value))
		return value.some((one) => compare(one, { path: [], operator, values }));
	if (isBlank(value)) return false;
	if (operator === 'gte') return order(value, first) >= 0;
	if (operator === 'lte') return order(value, first) <= 0;
	return values.some((one) => String(value) === one);
}

function isBlank(value: unknown): boolean {
	return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function order(value: unknown, bound: string): number {
	if (typeof value === 'number') return value - Number(bound);
	return String(value) < bound ? -1 : Number(String(value) > bound);
}
