import type { Json } from '../../tools/core-host/protocol';
import type { Sandbox } from './sandbox';

export type Collection = 'accounts' | 'prospects';

/** Records by id, each as one flat object: attributes, and the ids its relationships point to. */
export type Records = Record<number, Json>;

/** All accounts and prospects that Outreach shows; prospects with the sequences they are in. */
export type World = Record<Collection, Records>;

interface Reference {
	id: number;
}

interface Resource extends Reference {
	attributes: Json;
	relationships: Record<string, { data: Reference | Reference[] | null }>;
}

/** A token of its own, as tests let the demo's expire. */
async function headers({ control }: Sandbox) {
	const { access_token } = await control.tokens();
	return {
		authorization: `Bearer ${access_token}`,
		'content-type': 'application/vnd.api+json',
	};
}

/** Reads the world through Outreach's own API. */
export async function readWorld(sandbox: Sandbox): Promise<World> {
	const known = await headers(sandbox);
	const list = async (collection: string): Promise<Resource[]> => {
		const url = `${sandbox.outreach}/api/v2/${collection}?page[size]=1000`;
		const answer = await fetch(url, { headers: known });
		if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
		return ((await answer.json()) as { data: Resource[] }).data;
	};
	const [accounts, prospects, states] = await Promise.all(
		['accounts', 'prospects', 'sequenceStates'].map(list),
	);
	const world = { accounts: flatById(accounts), prospects: flatById(prospects) };
	for (const prospect of Object.values(world.prospects)) prospect.sequences = [];
	for (const { state, sequence, mailbox, prospect } of states.map(flat)) {
		const { sequences } = world.prospects[prospect as number] ?? {};
		(sequences as Json[] | undefined)?.push({ sequence, mailbox, state });
	}
	return world;
}

/** Sends a bulk action past the nodes. */
export async function act(
	sandbox: Sandbox,
	action: string,
	attributes: Json & { ids: number[] },
): Promise<void> {
	const answer = await fetch(`${sandbox.outreach}/api/v2/batches/actions/${action}`, {
		method: 'POST',
		headers: await headers(sandbox),
		body: JSON.stringify({ data: { attributes } }),
	});
	if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
}

const flatById = (resources: Resource[]): Records =>
	Object.fromEntries(resources.map((one) => [one.id, flat(one)]));

function flat({ attributes, relationships }: Resource): Json {
	const related = Object.entries(relationships).map(([name, { data }]) => [
		name,
		Array.isArray(data) ? data.map(({ id }) => id) : (data?.id ?? null),
	]);
	return { ...attributes, ...Object.fromEntries(related) };
}
