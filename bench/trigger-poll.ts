import { hash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { INodeType, IPollFunctions } from 'n8n-workflow';
import type { CoreHost } from '../tools/core-host/host.ts';
import { median } from './stats.ts';
import { makeAnswers, TYPES, type PollCase } from './trigger-answers.ts';

const NODE = 'exploriumProspectEventsTrigger';

/** The first poll takes the baseline, the second warms up. */
const WARM_UP = 2;
const SWEEPS = 5;
/** So much that the trigger's own end of a poll is what counts. */
const BUDGET_MS = 250_000;
/** How often to look whether the event loop is free. */
const LOOK_MS = 5;

/** What polls of one size took. */
export interface PollFigures {
	/** Seconds of processor time, the median of the polls. */
	cpu: number;
	/** The same of the poll that took least. */
	leastCpu: number;
	/** The part of it that the node took; the rest are copies of the memory, such as n8n makes too. */
	nodeCpu: number;
	/** What no trigger can do without, in the same process: to read the answers and to hash each event. */
	leastNeeded: number;
	/**
	 * The longest that a poll held the event loop, in milliseconds of its thread's processor time: the
	 * median of the polls. On a machine that does nothing else, that is the time as well.
	 */
	blockMs: number;
	leastBlockMs: number;
	/** The most memory in use while the node was at work, above that before the sweep. */
	aboveIdleMb: number;
	stateBytes: number;
	/** The most polls that a sweep took; one, unless the machine is busy. */
	polls: number;
}

const megabytes = (bytes: number) => bytes / 1024 / 1024;

/** Memory in use once everything that is not needed any more is gone. */
function idleMemory(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage.rss();
}

/**
 * Sweeps several times, each time fetching everything that is watched, in one poll.
 *
 * @throws if a poll fails
 */
export async function measurePoll(
	host: CoreHost,
	one: PollCase,
	count = SWEEPS,
): Promise<PollFigures> {
	const answer = makeAnswers(one);
	const poller = host.openPoller(
		{
			node: NODE,
			workflowId: `scale-${one.prospects}-${one.eventsEach}`,
			parameters: { eventTypes: TYPES, options: { minutesBetweenSweeps: 0 } },
			credentials: { exploriumApi: { apiKey: 'key', baseUrl: 'https://explorium.example' } },
			engine: 'durable',
			budgetMs: BUDGET_MS,
		},
		(context) => {
			context.helpers.httpRequestWithAuthentication = (async (_: string, options: never) => {
				await new Promise((done) => setImmediate(done));
				async function* body() {
					yield* answer(options);
				}
				return { statusCode: 200, headers: {}, body: body() };
			}) as never;
		},
	);
	const watch = watchLoop(host.nodeType(NODE));
	const sweeps: Sweep[] = [];
	while (sweeps.length < WARM_UP + count) sweeps.push(await sweepOnce(poller, watch));
	poller.close();
	const measured = sweeps.slice(WARM_UP);
	const leastNeeded = Math.min(...measured.map(() => needed(answer)));
	const middle = (part: (sweep: Sweep) => number) => median(measured.map(part));
	return {
		cpu: middle(({ cpu }) => cpu),
		leastCpu: Math.min(...measured.map(({ cpu }) => cpu)),
		nodeCpu: middle(({ nodeCpu }) => nodeCpu),
		leastNeeded,
		blockMs: middle(({ blockMs }) => blockMs),
		leastBlockMs: Math.min(...measured.map(({ blockMs }) => blockMs)),
		aboveIdleMb: Math.max(...sweeps.map(({ aboveIdleMb }) => aboveIdleMb)),
		stateBytes: measured[0].stateBytes,
		polls: Math.max(...measured.map(({ polls }) => polls)),
	};
}

interface Sweep {
	cpu: number;
	nodeCpu: number;
	blockMs: number;
	aboveIdleMb: number;
	stateBytes: number;
	polls: number;
}

/** Seconds of processor time to read every answer and to hash each of its events once. */
function needed(answer: ReturnType<typeof makeAnswers>): number {
	const read = (call: Parameters<typeof answer>[0]) =>
		JSON.parse(Buffer.concat(answer(call)).toString()) as Record<string, object[]>;
	const before = process.cpuUsage();
	const [{ prospect_ids: ids }] = read({ url: '/enrollments' }).enrollments as [
		{ prospect_ids: string[] },
	];
	let letters = 0;
	for (let next = 0; next < ids.length; next += 40) {
		const body = { prospect_ids: ids.slice(next, next + 40) };
		for (const event of read({ url: '/events', body }).output_events) {
			letters += hash('sha256', Object.values(event).join(), 'base64url').length;
		}
	}
	const seconds = secondsOf(process.cpuUsage(before));
	// A sum that is used, so that nothing of this is left out.
	if (letters === 0) throw new Error('There are no events.');
	return seconds;
}

type Watch = ReturnType<typeof watchLoop>;

const secondsOf = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;

/**
 * Looks how long the node holds the event loop in a poll, however busy the machine is, what it takes of the
 * processor, and how much memory is in use. What n8n and the bench do before and after the poll, such as
 * copying the state, is left out.
 */
function watchLoop(type: INodeType) {
	let [longest, most, cpu] = [0, 0, 0];
	const { poll } = type;
	type.poll = async function (this: IPollFunctions) {
		[longest, most] = [0, 0];
		const began = process.cpuUsage();
		let last = process.threadCpuUsage();
		const look = () => {
			const { user, system } = process.threadCpuUsage(last);
			longest = Math.max(longest, user + system);
			most = Math.max(most, process.memoryUsage.rss());
			last = process.threadCpuUsage();
		};
		const timer = setInterval(look, LOOK_MS);
		try {
			return await poll!.call(this);
		} finally {
			clearInterval(timer);
			look();
			cpu = secondsOf(process.cpuUsage(began));
		}
	};
	return { longestMs: () => longest / 1000, mostMemory: () => most, cpu: () => cpu };
}

/** On a busy machine a poll may run into the end of its 30 seconds: then the next one goes on. */
async function sweepOnce(poller: ReturnType<CoreHost['openPoller']>, watch: Watch): Promise<Sweep> {
	let [longest, most] = [0, 0];
	const idle = idleMemory();
	let [cpu, nodeCpu, polls, stateBytes] = [0, 0, 0, 0];
	for (let isDone = false; !isDone; polls += 1) {
		const before = process.cpuUsage();
		const { error, saved } = await poller.poll();
		cpu += secondsOf(process.cpuUsage(before));
		nodeCpu += watch.cpu();
		longest = Math.max(longest, watch.longestMs());
		most = Math.max(most, watch.mostMemory());
		if (error) throw new Error(error.message);
		isDone = saved.sweepStartedAt === null;
		stateBytes = JSON.stringify(saved).length;
	}
	return { cpu, nodeCpu, polls, stateBytes, blockMs: longest, aboveIdleMb: megabytes(most - idle) };
}
