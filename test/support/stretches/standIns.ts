import type { StandIn } from './fakeContext.ts';

/** What a vendor makes of the records it is asked about: all well, none there, or there and refused. */
export type Mood = 'good' | 'nobody' | 'refuses';

const NOW = '2026-01-01T00:00:00.000Z';
const NOT_FOUND = {
	status: 404,
	body: { errors: [{ id: 'resourceNotFound', detail: 'No such' }] },
};

/** The number in an address such as p12@example.com, or a domain such as d12.example.com. */
const numberIn = (text: string) => Number(/\d+/.exec(text)?.[0] ?? 0);

/** An Explorium ID of a number. */
export const hexId = (index: number, digits = 40) => index.toString(16).padStart(digits, '0');

const TYPES: Record<string, string> = { sequenceStates: 'sequenceState', batches: 'batch' };
const typeOf = (collection: string) => TYPES[collection] ?? collection.replace(/(?<=x)es$|s$/, '');
/** How many records a list has that is not narrowed down. */
const LISTED = 8;

const link = (type: string, id: number) => ({ data: { type, id } });

/** Values of a record that tell it from others by its number. */
function valuesOf(type: string, id: number, state: string): object {
	if (type === 'prospect') {
		return {
			emails: [`p${id}@example.com`],
			optedOut: false,
			emailOptedOut: false,
			callOptedOut: false,
			emailsOptStatus: null,
			callsOptStatus: null,
			tags: [],
			createdAt: NOW,
		};
	}
	if (type === 'account') return { name: `Company ${id}`, domain: `d${id}.com`, tags: [] };
	if (type === 'sequenceState') return { state };
	return type === 'mailbox' ? { userId: 1, email: 'm@example.com' } : { name: 'One' };
}

type Links = Record<string, { data: { type: string } }>;

interface Written {
	attributes: object;
	relationships?: Links;
}

interface Attributes {
	action?: string;
	ids?: number[];
	payload?: { ids: number[] };
}

interface Sent {
	action: string;
	ids: number[];
	state: string;
}

/**
 * A stand-in for Outreach, in which every record is there that is asked for. It remembers what was written.
 *
 * @param state in which sequence states are
 * @param batchState in which batches are that nobody has started
 */
export function outreachStandIn(mood: Mood, state: string, batchState: string): StandIn {
	const batches = new Map<number, Sent>();
	const written = new Map<string, Record<string, unknown>>();
	let last = 10_000_000;
	const record = (type: string, id: number) => ({
		type,
		id,
		attributes: valuesOf(type, id, state),
		relationships: {
			...(type === 'sequenceState' && {
				prospect: link('prospect', id),
				sequence: link('sequence', 11),
			}),
			...(['prospect', 'account', 'sequence'].includes(type) && { owner: link('user', 1) }),
		},
		...written.get(`${type} ${id}`),
	});
	const batch = (id: number) => {
		const {
			action,
			ids,
			state: stands,
		} = batches.get(id) ?? { action: 'prospectsAddTags', ids: [id], state: batchState };
		const total = ids.length;
		const failures = mood === 'refuses' ? total : 0;
		return {
			type: 'batch',
			id,
			attributes: { action, state: stands, total, pending: 0, failures },
		};
	};
	const items = (query: URLSearchParams) => {
		const id = Number(query.get('filter[batchId]'));
		const size = Number(query.get('page[size]'));
		const start = Number(query.get('page[after]') ?? 0);
		const { ids } = batches.get(id) ?? { ids: [id] };
		const data = ids.slice(start, start + size).map((prospectId, index) => ({
			type: 'batchItem',
			id: id * 1_000_000 + start + index,
			attributes: {
				batchId: id,
				data: { prospectId },
				...(mood === 'refuses'
					? { failed: true, info: `It is locked by ${index % 7}` }
					: { failed: false }),
				state: 'finished',
			},
		}));
		const after = start + size;
		query.set('page[after]', String(after));
		return { data, links: after < ids.length ? { next: `http://x/?${query.toString()}` } : {} };
	};
	const list = (collection: string, query: URLSearchParams) => {
		const type = typeOf(collection);
		const filters = [...query].filter(([name]) => name.startsWith('filter['));
		const asked = filters.flatMap(([name, value]) =>
			/\[(id|emails|domain|name|linkedInSlug)\](\[\])?$/.test(name) && !name.includes('[sequence]')
				? [numberIn(value)]
				: [],
		);
		if (mood === 'nobody' || type === 'type' || type === 'task')
			return { data: [], meta: { count: 0 } };
		const ids =
			filters.length === 0
				? Array.from({ length: LISTED }, (_, at) => at + 1)
				: [...new Set(asked)];
		return { data: ids.map((id) => record(type, id)), meta: { count: ids.length } };
	};
	const write = (type: string, id: number, body: unknown) => {
		const { attributes, relationships = {} } = (body as { data: Written }).data;
		const { subject, ...links } = relationships;
		// The subject of a task is shown by its type.
		if (subject !== undefined) links[subject.data.type] = subject;
		const before = record(type, id);
		written.set(`${type} ${id}`, {
			attributes: { ...before.attributes, ...attributes },
			relationships: { ...before.relationships, ...links },
		});
		return { body: { data: record(type, id) } };
	};
	return ({ method, path, query, body }) => {
		const [, collection, id, , action] = path.replace('/batches/actions', '/batches').split('/');
		const type = typeOf(collection);
		if (collection === 'batches' && method === 'POST' && action === undefined) {
			const { attributes } = (body as { data: { attributes: Attributes } }).data;
			last += 1;
			const { ids = [] } = attributes.payload ?? attributes;
			const name = attributes.action ?? path.slice(path.lastIndexOf('/') + 1);
			const start = mood === 'nobody' ? 'confirming' : 'finished';
			batches.set(last, { action: name, ids: mood === 'nobody' ? [] : ids, state: start });
			return { body: { data: batch(last) } };
		}
		if (collection === 'batches' && id !== undefined) {
			if (mood === 'nobody' && !batches.has(Number(id))) return NOT_FOUND;
			if (action !== undefined) {
				const { attributes } = batch(Number(id));
				const now = action === 'cancel' ? 'canceled' : 'finished';
				batches.set(Number(id), {
					action: attributes.action,
					ids: batches.get(Number(id))?.ids ?? [Number(id)],
					state: now,
				});
			}
			return { body: { data: batch(Number(id)) } };
		}
		if (collection === 'batchItems') return { body: items(query) };
		if (id === undefined && method === 'GET') return { body: list(collection, query) };
		const isKnown =
			mood !== 'nobody' ||
			['sequence', 'mailbox', 'user'].includes(type) ||
			written.has(`${type} ${id}`);
		if (action !== undefined) {
			if (!isKnown) return NOT_FOUND;
			const done = { finish: 'finished', pause: 'paused', resume: 'active' }[action];
			return write(type, Number(id), { data: { attributes: { state: done } } });
		}
		if (method === 'POST') return write(type, (last += 1), body);
		if (!isKnown) return NOT_FOUND;
		if (method === 'PATCH') return write(type, Number(id), body);
		return { body: { data: record(type, Number(id)) } };
	};
}

/** A stand-in for Explorium, version 1 of its API. */
export function exploriumStandIn(mood: Mood): StandIn {
	const context = { request_status: mood === 'nobody' ? 'miss' : 'success' };
	const ok = (body: object) => ({ body: { response_context: context, ...body } });
	let last = 0;
	const enrollments = Array.from({ length: 5000 }, (_, at) => ({
		enrollment_id: `en_${at}`,
		enrollment_key: `key_${at % 2500}`,
		event_types: ['prospect_changed_role'],
		prospect_ids: Array.from({ length: 20 }, (__, one) => hexId(at * 20 + one)),
	}));
	return ({ method, path, body }) => {
		const { prospect_ids, business_ids } = body as Record<string, string[] | undefined>;
		const ids = prospect_ids ?? business_ids ?? [];
		const known = mood === 'nobody' ? [] : ids;
		if (path.endsWith('/match')) {
			const { prospects_to_match: people } = body as {
				prospects_to_match: Array<{ email: string }>;
			};
			const rows = people.map(({ email }) => ({
				prospect_id: mood === 'nobody' ? null : hexId(numberIn(email)),
				input: { email },
			}));
			return ok({ matched_prospects: rows, total_matches: mood === 'nobody' ? 0 : rows.length });
		}
		if (path.endsWith('/bulk_enrich')) {
			const isBusiness = path.includes('businesses');
			return ok({
				data: known.map((id) => ({
					[isBusiness ? 'business_id' : 'prospect_id']: id,
					data: { name: 'One', emails: [{ address: 'a@example.com', type: 'professional' }] },
				})),
			});
		}
		if (path.endsWith('/enrollments')) {
			const { enrollment_id, enrollment_key } = body as {
				enrollment_id: string;
				enrollment_key: string;
			};
			if (method === 'GET') return ok({ enrollments: mood === 'nobody' ? [] : enrollments });
			if (method === 'POST') return ok({ enrollment_id: `en_new_${(last += 1)}`, enrollment_key });
			return ok(mood === 'nobody' ? {} : { enrollment_id });
		}
		if (path.endsWith('/events')) {
			const events = known.map((prospect_id) => ({
				event_id: `ev_${prospect_id}`,
				event_name: 'prospect_changed_role',
				event_time: NOW,
				prospect_id,
				data: { current_job_title: 'CEO' },
			}));
			return ok({ output_events: events });
		}
		return ok({
			credits: { allocated: 1, remaining: 1 },
			allocated_credits: 1,
			remaining_credits: 1,
		});
	};
}

/** A stand-in for Saleshandy. */
export function saleshandyStandIn(mood: Mood): StandIn {
	const isKnown = mood !== 'nobody';
	const statuses = new Map<string, string>();
	const imported = new Set<string>();
	const listed = new Set<string>();
	const prospect = (id: number) => ({
		id: `S${id}`,
		email: `p${id}@example.com`,
		verificationStatus: 'valid',
		attributes: [{ id: 'f1', key: 'Email', value: `p${id}@example.com` }],
		tags: [],
	});
	let last = 0;
	const importsOf = new Map<string, string[]>();
	return ({ method, path, query, body }) => {
		const payload = (of: unknown) => ({ body: { message: 'Done', payload: of } });
		if (path === '/fields')
			return payload(
				Array.from({ length: 30 }, (_, at) => ({
					id: `f${at}`,
					label: `Field ${at}`,
					fieldType: 'text',
				})),
			);
		if (path === '/prospects' && method === 'GET') {
			const search = query.get('search');
			if (search === null) {
				const page = Number(query.get('page'));
				return payload(
					page > 10 ? [] : Array.from({ length: 100 }, (_, at) => prospect(page * 100 + at)),
				);
			}
			return payload(isKnown || imported.has(search) ? [prospect(numberIn(search))] : []);
		}
		if (path.endsWith('/attribute')) {
			if (!isKnown) return { status: 400, body: { message: 'Invalid prospect', error: true } };
			const { attributes } = body as { attributes: Array<{ fieldId: string }> };
			return payload({
				results: attributes.map(({ fieldId }) => ({ fieldId, success: mood !== 'refuses' })),
			});
		}
		if (path.endsWith('/minimal/sequences')) {
			const id = path.split('/')[2];
			if (!isKnown && !imported.has(`p${numberIn(id)}@example.com`)) return payload([]);
			return payload([
				{ id: 'seq1', sequenceId: 'seq1', title: 'One', status: statuses.get(id) ?? 'Active' },
			]);
		}
		if (path === '/prospects/status') {
			const { prospectAndSequenceIds: pairs, status } = body as {
				prospectAndSequenceIds: Array<{ prospectId: string }>;
				status: string;
			};
			if (mood === 'refuses') return payload({ success: 0, failed: 1 });
			for (const { prospectId } of pairs) statuses.set(prospectId, status);
			return payload({ success: pairs.length, failed: 0 });
		}
		if (path === '/sequences')
			return payload([
				{ id: 'seq1', title: 'One', active: true, steps: [{ id: 'st1', name: 'Step 1' }] },
			]);
		if (path.endsWith('/steps')) return payload([{ id: 'st1', number: 1, type: 1 }]);
		if (path === '/prospects/verification-status') {
			const { emails } = body as { emails: string[] };
			return payload(emails.map((email) => ({ email, verificationStatus: 'valid' })));
		}
		if (path === '/dnc/item/search') {
			const value = String(query.get('search'));
			const isThere = listed.has(value) && mood === 'good';
			return payload({
				dncList: isThere ? [{ id: 'dnc1', dncItems: [{ value }] }] : [],
				meta: { totalPages: 1 },
			});
		}
		if (path === '/dnc' && method === 'POST') {
			for (const value of (body as { items: string[] }).items) listed.add(value);
			return payload({});
		}
		if (path.includes('import') && method === 'POST') {
			const { prospectList = [] } = body as { prospectList?: Array<Record<string, string>> };
			for (const one of prospectList) imported.add(String(one.Email).toLowerCase());
			importsOf.set(String((last += 1)), []);
			return payload({ requestId: String(last) });
		}
		if (path.includes('import')) return payload({ isCompleted: true, status: 'completed' });
		return { status: 404, body: { message: `Nothing at ${path}` } };
	};
}
