import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Exchange } from '../../sandbox/core/recorder.ts';

type Json = Record<string, unknown>;

/** Calls that only read, although they are sent with POST. */
const READING_POSTS = /\/(events|match|enrich|bulk_enrich|token|verification-status)$/;
/** Calls that do something again when they are sent again. */
const NOT_REPEATABLE =
	/^POST \S*(\/enrollments|\/v2\/(?:webhooks|prospects|accounts|tasks)|\/v1\/dnc|\/import-with-field-name|\/sequenceStates|\/(prospectsAddToSequence|prospectsDestroyAll|accountsDestroyAll))$/;
const ISO_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g;
/** As the pickers of batches show it. */
const SHOWN_TIME = /\d{1,2} [A-Z][a-z]{2} \d{2}:\d{2}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Whether a request changes something at the vendor. */
export const changes = ({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean =>
	method !== 'GET' && !READING_POSTS.test(path);

/** Whether a request must not be sent again once it has been carried out. */
export const isOnceOnly = ({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean =>
	NOT_REPEATABLE.test(`${method} ${path}`);

/** Whether the vendor carried a request out, whatever became of the answer. */
export const isDone = ({ served }: Exchange): boolean => served !== null && served < 300;

/** What a run leaves behind at the vendors: all that people would notice, without times and ids of records about work. */
export function traceOf({ world }: Sandbox): string {
	const { explorium, saleshandy, outreach } = world;
	const { prospect, account, sequenceState } = outreach.records;
	const record = ({ id, attributes, one, many }: (typeof prospect)[number]) => {
		// Their numbers depend on what was made before; the sequences themselves are below.
		return { id, attributes, one, many: { ...many, sequenceStates: undefined } };
	};
	return settled({
		enrollments: explorium.enrollments
			.map(({ enrollment_id: _, ...one }) => JSON.stringify(one))
			.sort(),
		webhooks: explorium.webhooks
			.filter(({ status }) => status === 'active')
			.map(({ webhook_url }) => webhook_url)
			.sort(),
		saleshandy: saleshandy.prospects.map(({ values, tags }) => ({ values, tags })),
		saleshandySequences: saleshandy.enrollments
			.map(({ prospectId, sequenceId, stepId, status }) =>
				[prospectId, sequenceId, stepId, status].join(' '),
			)
			.sort(),
		doNotContact: saleshandy.doNotContact.map(({ value, listId }) => `${listId} ${value}`).sort(),
		prospects: Object.values(prospect).map(record),
		accounts: Object.values(account).map(record),
		sequences: Object.values(sequenceState)
			.map(({ attributes, one }) => [one.prospect, one.sequence, one.mailbox, attributes.state])
			.map(String)
			.sort(),
	});
}

/** Text of what a run gave, without what differs from one time to the next. */
export function settled(value: unknown, sandbox?: Sandbox, url = ''): string {
	const names = sandbox === undefined ? new Map<string, string>() : namesOf(sandbox);
	const text = JSON.stringify(value, (key, inner: unknown) => {
		if (/(At|_at|_time|At_time)$/.test(key) && key !== 'event_time') return '<time>';
		if (typeof inner === 'number' || typeof inner === 'string') {
			return names.get(String(inner)) ?? inner;
		}
		return sortedKeys(inner);
	});
	return (text ?? '')
		.replaceAll(url === '' ? '\0' : url, '<url>')
		.replace(ISO_TIME, '<time>')
		.replace(SHOWN_TIME, '<time>')
		.replace(UUID, '<uuid>');
}

/** Batches and enrollments get another number when one was made before. */
function namesOf({ world }: Sandbox): Map<string, string> {
	const { batch, batchItem } = world.outreach.records;
	const names: Array<[string, string]> = [
		...Object.keys(batch).map((id): [string, string] => [id, '<batch>']),
		...Object.keys(batchItem).map((id): [string, string] => [id, '<item>']),
		...world.explorium.enrollments.map((one): [string, string] => [
			one.enrollment_id,
			`<${one.enrollment_key}>`,
		]),
	];
	return new Map(names);
}

function sortedKeys(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value as Json).sort(([one], [other]) => (one < other ? -1 : 1)),
	);
}
