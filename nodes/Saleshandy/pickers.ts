import type {
	FieldType,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';
import { textIn } from '../shared/answers';
import { openClient, type Client } from '../shared/client';
import { mapperField } from '../shared/mappedFields';
import { unwrap } from '../shared/nodeError';
import { EDITOR_OPTIONS, readRequestSettings } from '../shared/requestOptions';
import { badInput } from '../shared/result';
import { listFields, listProspectPage, type Prospect } from './api';
import { listDncLists } from './dnc';
import { isUpdatable } from './fieldList';
import { saleshandy } from './saleshandy';
import { listSequences, listSteps, type Step } from './sequences';

/** Saleshandy's field types that have a form element of their own in n8n. */
const FORM_TYPES: Record<string, FieldType> = {
	number: 'number',
	currency: 'number',
	date: 'dateTime',
};

/** The way to Saleshandy for what n8n's editor lists. */
export const openForEditor = async (context: ILoadOptionsFunctions): Promise<Client> =>
	await openClient(context, saleshandy, readRequestSettings(EDITOR_OPTIONS));

/** The fields that can be updated, by id. */
export async function getUpdatableFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const client = await openForEditor(this);
	const fields = unwrap(this.getNode(), await listFields(client))
		.filter(isUpdatable)
		.map(({ id, label, fieldType }) =>
			mapperField({ id, displayName: label, type: FORM_TYPES[fieldType] ?? 'string' }),
		);
	return { fields };
}

/**
 * Prospects by a part of their name or address, the newest first. Up to 100 in one call, as 20 calls are all
 * that Saleshandy lets through in a minute: a search finds the others.
 */
export async function searchProspects(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await openForEditor(this);
	const search = filter.trim() === '' ? undefined : filter.trim();
	const query = { search, includeCustomFields: false, sortBy: 'createdAt', sort: 'DESC' };
	const { entries } = unwrap(this.getNode(), await listProspectPage(client, query, 1));
	const prospects = new Map(entries.map((one) => [one.id, one]));
	return {
		results: [...prospects.values()].map((one) => ({ name: nameProspect(one), value: one.id })),
	};
}

/** A prospect as people know one. */
function nameProspect({ id, email, attributes = [] }: Prospect): string {
	const valueOf = (label: string) => textIn(attributes.find(({ key }) => key === label)?.value);
	const name = [valueOf('First Name'), valueOf('Last Name')].filter(Boolean).join(' ');
	const known = name || email || id;
	return name && email ? `${known} (${email})` : known;
}

/** Do Not Contact lists by a part of their name, with how many entries each has. */
export async function searchDncLists(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await openForEditor(this);
	const search = filter.trim() === '' ? undefined : filter.trim();
	const lists = unwrap(this.getNode(), await listDncLists(client, search));
	return {
		results: lists.map(({ id, name, total }) => {
			const entries = total === '1' ? 'entry' : 'entries';
			return { name: total === undefined ? name : `${name} (${total} ${entries})`, value: id };
		}),
	};
}

/** All sequences by title; those that are not active say so, and those that share a title name their ID. */
export async function searchSequences(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await openForEditor(this);
	const sequences = unwrap(this.getNode(), await listSequences(client));
	const wanted = filter.trim().toLowerCase();
	const counts = new Map<string, number>();
	for (const { title } of sequences) counts.set(title, (counts.get(title) ?? 0) + 1);
	const results = sequences
		.map(({ id, title, isActive }) => ({
			name: `${title}${counts.get(title) === 1 ? '' : ` (${id})`}${isActive ? '' : ' – not active'}`,
			value: id,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}

/** The steps of the sequence that the form names. */
export async function searchSteps(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const given: unknown = this.getCurrentNodeParameter('sequenceId', { extractValue: true });
	const sequenceId = textIn(given);
	if (sequenceId === undefined || sequenceId.startsWith('=')) {
		return unwrap(this.getNode(), chooseSequence());
	}
	const client = await openForEditor(this);
	const steps = unwrap(this.getNode(), await listSteps(client, sequenceId));
	const wanted = filter.trim().toLowerCase();
	const results = steps
		.map((step) => ({ name: nameOf(step), value: step.id }))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}

function chooseSequence() {
	return badInput(
		'The steps of a Saleshandy sequence can be listed once a sequence is chosen',
		'Choose one under "Sequence". If that is an expression, give the ID of the step.',
	);
}

function nameOf({ id, name, number, isEmail }: Step): string {
	const called = name ?? (number === undefined ? `Step ${id}` : `Step ${number}`);
	return isEmail === undefined ? called : `${called} – ${isEmail ? 'email' : 'not an email'}`;
}
