import type { BulkAction } from './bulk-action.ts';
import type { RecordType } from './attributes.ts';
import { statesOf, tasksOf } from './state.ts';
import type { OutreachRecord } from './state.ts';
import { coerce, fieldChanges } from './values.ts';

type Apply = BulkAction['apply'];

/** Adds or removes tags. A tag that is there already, or is not there, is no failure. */
export function applyTags(how: 'add' | 'remove'): Apply {
	return (_state, record, attributes, { now }) => {
		const tags = attributes.tags as string[];
		const present = (record.attributes.tags as string[] | null) ?? [];
		record.attributes.tags =
			how === 'add'
				? [...new Set([...present, ...tags])]
				: present.filter((tag) => !tags.includes(tag));
		return touched(record, now);
	};
}

/** Adds, removes or clears assigned users. */
export function applyAssignments(how: 'add' | 'remove' | 'clear'): Apply {
	return (_state, record, attributes, { now }) => {
		const ids = ((attributes.userIds as string[] | undefined) ?? []).map(Number);
		const present = record.many.assignedUsers ?? [];
		if (how === 'add') record.many.assignedUsers = [...new Set([...present, ...ids])];
		if (how === 'remove') record.many.assignedUsers = present.filter((id) => !ids.includes(id));
		if (how === 'clear') record.many.assignedUsers = [];
		return touched(record, now);
	};
}

/** Sets a relationship to the record whose id an attribute holds. */
export function relate(relationship: string, attribute: string): Apply {
	return (_state, record, attributes, { now }) => {
		const id = Number(attributes[attribute]);
		if (relationship === 'opportunities') record.many[relationship] = [id];
		else record.one[relationship] = id;
		return touched(record, now);
	};
}

/** Sets fields; one bad field fails the record and leaves it as it was. */
export function modify(type: RecordType): Apply {
	return (_state, record, attributes, { now }) => {
		const changes: Record<string, unknown> = {};
		for (const [name, value] of Object.entries(fieldChanges(attributes))) {
			const coerced = coerce(type, name, value);
			if ('problem' in coerced) return `Validation failed: ${coerced.problem}`;
			changes[name] = coerced.value;
		}
		Object.assign(record.attributes, changes);
		if (type === 'prospect') {
			const { firstName, lastName } = record.attributes;
			record.attributes.name = [firstName, lastName].filter(Boolean).join(' ');
		}
		return touched(record, now);
	};
}

/** Deletes a record, and what cannot exist without it. */
export function destroy(type: 'prospect' | 'account'): Apply {
	return (state, record) => {
		delete state.records[type][record.id];
		if (type === 'prospect') {
			for (const one of statesOf(state, record)) delete state.records.sequenceState[one.id];
			for (const one of tasksOf(state, record)) delete state.records.task[one.id];
			return undefined;
		}
		for (const prospect of Object.values(state.records.prospect)) {
			if (prospect.one.account === record.id) prospect.one.account = null;
		}
		return undefined;
	};
}

function touched(record: OutreachRecord, now: number): undefined {
	record.attributes.updatedAt = new Date(now).toISOString();
	return undefined;
}
