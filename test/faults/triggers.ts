import { randomUUID } from 'node:crypto';
import type { CoreHost } from '../../tools/core-host/host.ts';
import type {
	Json,
	PollEngine,
	PollResult,
	WebhookChange,
} from '../../tools/core-host/protocol.ts';
import { signatureOf } from '../../sandbox/explorium/deliveries.ts';
import { saidBy, type Outcome, type Said } from './outcome.ts';
import type { Scene, Target } from './target.ts';

const EVENT_TYPES = ['prospect_changed_role', 'prospect_changed_company'];
const DAY_MS = 86_400_000;
/** Polls after the vendor is well again: one may still be waiting for its turn. */
const LATER_POLLS = 3;

const SOURCES: Record<string, (ids: string[]) => object> = {
	'prospect IDs': (ids) => ({ source: 'prospectIds', prospectIds: ids.join() }),
	enrollments: () => ({}),
	'prospect IDs, with contacts and profile': (ids) => ({
		source: 'prospectIds',
		prospectIds: ids.join(),
		options: { minutesBetweenSweeps: 0, addToEvents: ADDED },
	}),
};
const ADDED = ['contacts', 'profile'];

/** What the triggers do: polling, registering and being called. */
export function triggerTargets(host: CoreHost, names: string[]): Target[] {
	return names.flatMap((node) => {
		const type = host.nodeType(node);
		if (type.poll !== undefined) return pollTargets(node);
		return type.webhook === undefined ? [] : webhookTargets(node);
	});
}

function pollTargets(node: string): Target[] {
	const engines = ['plain', 'durable'];
	return Object.entries(SOURCES).flatMap(([source, parametersOf]) => [
		{
			name: `${node}: poll of ${source}`,
			kind: 'poll',
			vendor: 'explorium',
			modes: engines,
			async prepare(scene) {
				const poller = openPoller(node, scene, parametersOf);
				const { people } = await scene.lane.sandbox.control.state();
				await scene.lane.sandbox.control.changeRole(people[0].id);
				for (let turn = 0; turn < 2; turn += 1) throwIfFailed(await poller.poll());
				const events = [
					await scene.lane.sandbox.control.changeCompany(people[1].id),
					await scene.lane.sandbox.control.changeRole(people[2].id),
				];
				scene.goAhead(DAY_MS);
				return {
					act: async () => await pollUntilSaid(scene, poller),
					after: async (outcome) => {
						const ids = events.map(({ event_id }) => event_id);
						// The second person is the one that a fault may be about.
						return await settle(scene, poller, saidSo(scene, outcome, ids, ids.slice(1)), ids);
					},
				};
			},
		},
		{
			name: `${node}: first poll of ${source}`,
			kind: 'baseline',
			vendor: 'explorium',
			modes: engines,
			async prepare(scene) {
				const poller = openPoller(node, scene, parametersOf);
				const { control } = scene.lane.sandbox;
				const { people } = await control.state();
				await control.changeRole(people[0].id);
				await control.changeRole(people[1].id);
				return {
					act: async () => outcomeOf([await poller.poll()]),
					after: async (outcome) => {
						const baseline = await settle(scene, poller, outcome, []);
						const { event_id } = await control.changeCompany(people[1].id);
						return await settle(scene, poller, baseline, [event_id]);
					},
				};
			},
		},
	]);
}

interface OpenPoller {
	poll(): Promise<PollResult>;
}

function openPoller(
	node: string,
	{ lane, mode, version, requestOptions }: Scene,
	parametersOf: (ids: string[]) => object,
): OpenPoller {
	const ids = lane.state.world.people.slice(0, 4).map(({ id }) => id);
	return lane.host.openPoller({
		node,
		engine: mode as PollEngine,
		credentials: lane.credential('explorium', version),
		parameters: {
			eventTypes: EVENT_TYPES,
			options: { minutesBetweenSweeps: 0 },
			...parametersOf(ids),
			requestOptions,
		},
	});
}

/** Polls until the trigger has caught up, and adds what it emitted and what it should not have. */
async function settle(
	scene: Scene,
	poller: OpenPoller,
	before: Outcome,
	expected: string[],
): Promise<Outcome> {
	const results: PollResult[] = [];
	for (let turn = 0; turn < LATER_POLLS; turn += 1) {
		scene.goAhead(DAY_MS);
		results.push(await poller.poll());
	}
	const { served, failed, raw } = outcomeOf(results);
	const emitted = [...before.served, ...served].sort();
	const problems = failed.map(({ message }) => `the trigger does not recover: ${message}`);
	if (JSON.stringify(emitted) !== JSON.stringify([...expected].sort())) {
		const lost = expected.filter((id) => !emitted.includes(id)).length;
		problems.push(
			`${lost} of ${expected.length} events are lost, and ${emitted.length - expected.length + lost} too many emitted`,
		);
	}
	if (problems.length > 0) throw new Shortfall(problems.join('; '));
	return { ...before, served: [...expected].sort(), raw: [before.raw, raw] };
}

/** A poll that failed may be silent if the next one tries again; that one is not. */
async function pollUntilSaid(scene: Scene, poller: OpenPoller): Promise<Outcome> {
	const results = [await poller.poll()];
	const isSilent = ({ output, error }: PollResult): boolean =>
		error === null && (output ?? []).flat().length === 0;
	while (results.every(isSilent) && results.length < LATER_POLLS) {
		scene.goAhead(DAY_MS);
		results.push(await poller.poll());
	}
	return outcomeOf(results);
}

/** A poll that comes back with less than there was has to say why. */
function saidSo({ fault }: Scene, outcome: Outcome, expected: string[], spared: string[]): Outcome {
	const isLess = expected.some((id) => !outcome.served.includes(id));
	if (isLess && outcome.failed.length === 0 && fault?.setsAside !== true) {
		throw new Shortfall('the poll emitted too little and said nothing');
	}
	if (fault?.spares && !spared.every((id) => outcome.served.includes(id))) {
		throw new Shortfall('one person costs the events of all others');
	}
	return outcome;
}

/** What a target itself finds wrong with how things went on. */
export class Shortfall extends Error {}

function throwIfFailed({ error }: PollResult): void {
	if (error) throw new Error(`Poll while all is well: ${error.message}`);
}

function outcomeOf(results: PollResult[]): Outcome {
	const items = results.flatMap(({ output }) => (output ?? []).flat());
	return {
		served: items.map(({ json }) => json.event_id),
		failed: [
			...results.flatMap(({ error }) => (error ? [{ ...saidBy(error), namesItem: true }] : [])),
			...items.flatMap(({ json }) => ADDED.flatMap((name) => saidOfAdded(json, name))),
		],
		hints: [],
		raw: results.map(({ output, error }) => ({ output, error })),
	};
}

/** What an item says of something that could not be added to it. */
function saidOfAdded(json: Json, name: string): Said[] {
	const error = json[`${name}_error`];
	if (error === undefined && json[name] !== null) return [];
	return [{ message: String(error ?? ''), rest: 'said in the item of its event', namesItem: true }];
}

function webhookTargets(node: string): Target[] {
	const modes = ['v1', 'v2'];
	const target = { vendor: 'explorium' as const, modes };
	return [
		{
			...target,
			name: `${node}: publish`,
			kind: 'publish',
			async prepare(scene) {
				const trigger = openTrigger(node, scene);
				return { act: async () => changed(await trigger.register()) };
			},
		},
		{
			...target,
			name: `${node}: unpublish`,
			kind: 'unpublish',
			async prepare(scene) {
				const trigger = openTrigger(node, scene);
				changed(await trigger.register(), true);
				return { act: async () => changed(await trigger.remove()) };
			},
		},
		{
			...target,
			name: `${node}: delivery`,
			kind: 'delivery',
			async prepare(scene) {
				const trigger = openTrigger(node, scene);
				changed(await trigger.register(), true);
				const { control } = scene.lane.sandbox;
				const { people } = await control.state();
				const event = await control.changeRole(people[0].id);
				const webhook = scene.lane.state.world.explorium.webhooks.at(-1);
				const body = JSON.stringify({
					event_id: event.event_id,
					event_name: event.event_name,
					event_time: event.event_time,
					prospect_id: event.prospect_id,
					enrollment_key: 'demo_watchlist',
					data: event.data,
				});
				const timestamp = String(Math.floor(Date.now() / 1000));
				const headers = {
					'content-type': 'application/json',
					'x-timestamp': timestamp,
					'x-signature': signatureOf(webhook?.webhook_secret ?? '', timestamp, body),
				};
				return {
					act: async () => {
						const { output, error, status } = await trigger.call({ headers, body });
						return {
							served: [status, (output ?? []).flat().map(({ json }) => json.event_id)],
							failed: error ? [{ ...saidBy(error), namesItem: true }] : [],
							hints: [],
							raw: { output, error },
						};
					},
				};
			},
		},
	];
}

function openTrigger(node: string, { lane, mode, requestOptions }: Scene) {
	return lane.host.openWebhook({
		node,
		credentials: lane.credential('explorium', mode === 'v1' ? 'v1' : 'v2'),
		// What a node keeps in its process is by workflow.
		workflowId: randomUUID(),
		parameters: { eventTypes: EVENT_TYPES, requestOptions },
		baseUrl: 'https://n8n.example.com',
	});
}

function changed({ error, created }: WebhookChange, mustWork = false): Outcome {
	if (mustWork && error) throw new Error(`Registering while all is well: ${error.message}`);
	return {
		served: [created],
		failed: error ? [{ ...saidBy(error), namesItem: true }] : [],
		hints: [],
		raw: error,
	};
}
