import type { Client } from '../../../shared/client';
import { inTurn } from '../../../shared/inTurn';
import { failed, success, type Result } from '../../../shared/result';
import { relatedId, type Resource } from '../../jsonApi';
import { listWhole, notWhole } from '../../listRecords';
import { createRecord, mayHaveCreated } from '../../records/createRecord';
import type { RecordValues } from '../../records/recordValues';
import { findOwner } from './findOwner';
import type { Subject, TaskWish } from './readTask';
import { hasReference, isSameNote } from './reference';

const TASKS = { name: 'task', path: '/tasks' };

/** A task that a wish led to. */
export interface MadeTask {
	/** Whether it was created now; an open one with the reference was there otherwise. */
	created: boolean;
	task: Resource;
}

/**
 * Creates tasks, those about one record one after the other: https://developers.outreach.io/api/reference
 *
 * A task with a reference is not created if an open one of its record has it. One whose answer is lost is
 * looked for among the open tasks, and never created again.
 */
export function taskCreator(): (client: Client, wish: TaskWish) => Promise<Result<MadeTask>> {
	const inOrder = inTurn();
	const owners = new Map<string, Promise<Result<number>>>();
	/** The tasks of other wishes: none of them is a lost one. */
	const taken = new Set<number>();
	return async (client, wish) => {
		const about = nameOf(wish.subject);
		return await inOrder([about], async () => {
			if (wish.ownerId === undefined && !owners.has(about)) {
				owners.set(about, findOwner(client, wish.subject));
			}
			const owner = wish.ownerId === undefined ? await owners.get(about) : undefined;
			if (owner?.ok === false) return owner;
			const made = await makeTask(client, wish, wish.ownerId ?? owner?.value ?? 0, taken);
			if (made.ok) taken.add(Number(made.value.task.id));
			return made;
		});
	};
}

const nameOf = ({ type, id }: Subject) => `${type} ${id}`;

async function makeTask(
	client: Client,
	wish: TaskWish,
	ownerId: number,
	taken: ReadonlySet<number>,
): Promise<Result<MadeTask>> {
	const { subject, action, dueAt, note, reference } = wish;
	const values: RecordValues = {
		attributes: { action, dueAt, ...(note !== '' && { note }) },
		relationships: { owner: { type: 'user', id: ownerId }, subject },
	};
	const keys = [reference === undefined ? nameOf(subject) : `${nameOf(subject)} ${reference}`];
	if (reference !== undefined && !(await mayHaveCreated(client, TASKS, values, keys))) {
		const open = await openTasks(client, subject);
		if (!open.ok) return open;
		const known = open.value.find((task) => hasReference(task.attributes.note, reference));
		if (known !== undefined) return success({ created: false, task: known });
	}
	const made = await createRecord(client, TASKS, values, {
		keys,
		lookFor: `at the tasks of the ${nameOf(subject)}`,
		find: async () => {
			const open = await openTasks(client, subject);
			if (!open.ok) return open;
			const others = open.value.filter(({ id }) => !taken.has(Number(id)));
			return success(others.filter((task) => isLike(task, wish, ownerId)));
		},
		isIt: (task) => relatedId(task, subject.type) === subject.id && saysTheSame(task, wish),
		readsBack: true,
	});
	return made.ok ? success({ created: true, task: made.value.record }) : made;
}

/** Whether a task has the type and the note of a wish. */
function saysTheSame({ attributes }: Resource, { action, note, reference }: TaskWish): boolean {
	if (attributes.action !== action) return false;
	return reference === undefined
		? isSameNote(attributes.note, note)
		: hasReference(attributes.note, reference);
}

/** Whether a task is the one of a wish. */
function isLike({ attributes, ...task }: Resource, wish: TaskWish, ownerId: number): boolean {
	if (wish.reference !== undefined) return hasReference(attributes.note, wish.reference);
	const owner = relatedId({ attributes, ...task }, 'owner');
	return (
		attributes.action === wish.action &&
		Date.parse(String(attributes.dueAt)) === Date.parse(wish.dueAt) &&
		isSameNote(attributes.note, wish.note) &&
		(owner === null || owner === ownerId)
	);
}

/** The tasks of a record that are to be done, of those that people and programs make. */
async function openTasks(client: Client, { type, id }: Subject): Promise<Result<Resource[]>> {
	const query = `filter%5B${type}%5D%5Bid%5D=${id}&filter%5BtaskType%5D=manual&filter%5Bstate%5D=incomplete,pending`;
	const listed = await listWhole(client, TASKS.path, query);
	if (!listed.ok) return listed;
	const all = listed.value;
	const own = all.filter((task) => relatedId(task, type) === id);
	// A list of others only does not answer the question, nor does a task that does not show its note.
	const isForeign = all.length > 0 && own.length === 0;
	const odd = isForeign ? all : own.filter(({ attributes: { note } }) => !isReadable(note));
	if (odd.length > 0) return failed(notWhole(odd.length, TASKS.path));
	return success(
		own.filter(
			({ attributes: { taskType, state, completed } }) =>
				taskType === 'manual' && state !== 'complete' && completed !== true,
		),
	);
}

const isReadable = (note: unknown) => note === null || typeof note === 'string';
