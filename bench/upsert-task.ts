import { makePeople } from '../sandbox/world/people.ts';
import { bareClient, loop } from './axios-loop.ts';
import type { MeasuredNode } from './n8n.ts';
import type { Sandbox } from './sandbox.ts';
import type { Outcome, Task } from './task.ts';

const MEDIA_TYPE = 'application/vnd.api+json';
/** So many addresses fit into the address line of one look-up. */
const LOOKED_UP_AT_ONCE = 100;
const TITLE = 'Head of Bench';

interface Found {
	data: Array<{ id: number; attributes: { emails: string[] } }>;
}

/** Half of the people are in Outreach. */
function emailsOf(people: number): { known: string[]; all: string[] } {
	const known = makePeople(people / 2).map(({ email }) => email);
	const others = known.map((_, number) => `new.person${number}@newcomers.example`);
	return { known, all: [...known, ...others] };
}

/** Setting the title of so many people, half of whom are new and to be created. */
export function upsertTask(people: number): Task {
	const { known, all } = emailsOf(people);
	return {
		vendor: 'outreach',
		people: known.length,
		items: `return ${JSON.stringify(all)}.map((email) => ({ json: { email } }));`,
		records: people,
		// Outreach has no call that creates or updates several.
		fewestCalls: people,
		counters: ['created', 'updated'],
		arrived: async (sandbox) => {
			const titled = (await sandbox.people()).filter(({ outreach }) => outreach?.title === TITLE);
			return titled.length + (await sandbox.counters()).outreach.created;
		},
	};
}

export const upsertNode: MeasuredNode = {
	type: 'n8n-nodes-prospect-events.outreachCreateOrUpdateProspect',
	credential: 'Outreach (sandbox)',
	parameters: {
		emails: '={{ $json.email }}',
		otherEmails: 'keep',
		fieldsToSet: 'byName',
		fieldValues: { field: [{ name: 'title', value: TITLE }] },
	},
};

/** The fewest calls that do it: all are looked up together, and each is written once. Nothing is checked. */
export function upsertByLoop(people: number) {
	const { all } = emailsOf(people);
	return async ({ url }: Sandbox): Promise<Outcome> => {
		const client = bareClient(`${url}/outreach/api/v2`, {
			authorization: 'Bearer demo-access-token',
			'content-type': MEDIA_TYPE,
		});
		const groups = Array.from({ length: Math.ceil(people / LOOKED_UP_AT_ONCE) }, (_, index) =>
			all.slice(index * LOOKED_UP_AT_ONCE, (index + 1) * LOOKED_UP_AT_ONCE),
		);
		const ids = new Map<string, number>();
		let failures = 0;
		const started = performance.now();
		await loop(groups, async (emails) => {
			const filter = emails.map(encodeURIComponent).join(',');
			const size = `page[size]=${LOOKED_UP_AT_ONCE}`;
			const answer = await client.get<Found>(`/prospects?filter[emails]=${filter}&${size}`);
			for (const { id, attributes } of answer.data.data) {
				for (const email of attributes.emails) ids.set(email, id);
			}
		});
		await loop(all, async (email) => {
			const id = ids.get(email);
			const { status } =
				id === undefined
					? await client.post('/prospects', {
							data: { type: 'prospect', attributes: { emails: [email], title: TITLE } },
						})
					: await client.patch(`/prospects/${id}`, {
							data: { type: 'prospect', id, attributes: { title: TITLE } },
						});
			if (status >= 300) failures += 1;
		});
		return { seconds: (performance.now() - started) / 1000, failures };
	};
}
