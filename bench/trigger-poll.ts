import type { CoreHost } from '../tools/core-host/host.ts';

const TYPES = ['prospect_changed_role', 'prospect_changed_company'];
const MONTHS_BACK = 3;
const POLLS = 7;
/** The first poll takes the baseline, the second warms up. */
const WARM_UP = 2;

/** What a trigger watches and remembers. */
export interface PollCase {
	prospects: number;
	eventsEach: number;
}

export interface PollFigures {
	/** Seconds of processor time, the median of the polls. */
	cpu: number;
	stateBytes: number;
}

const idOf = (number: number) => number.toString(16).padStart(40, '0');

function firstOfMonth(back: number): string {
	const today = new Date();
	return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString();
}

/** Explorium with everything it will answer written out beforehand. */
function makeAnswers({ prospects, eventsEach }: PollCase) {
	const ids = Array.from({ length: prospects }, (_, index) => idOf(index));
	const events = ids.map((id) =>
		Array.from({ length: eventsEach }, (_, index) => ({
			event_id: `${id.slice(-12)}-0f4f46bdf8a0fe1d7c9e-${index}`,
			event_name: TYPES[index % TYPES.length],
			event_time: firstOfMonth(index % MONTHS_BACK),
			prospect_id: id,
			data: { previous_company_name: 'Before Ltd', current_company_name: 'After Inc' },
		})),
	);
	const textOf = new Map(ids.map((id, index) => [id, JSON.stringify(events[index]).slice(1, -1)]));
	const enrollments = JSON.stringify({
		enrollments: [
			{ enrollment_id: 'en', enrollment_key: 'all', event_types: TYPES, prospect_ids: ids },
		],
	});
	return ({ url, body }: { url: string; body?: { prospect_ids: string[] } }) => {
		if (url.endsWith('/enrollments')) return enrollments;
		const list = body?.prospect_ids.map((id) => textOf.get(id)).join(',');
		return `{"output_events":[${list}]}`;
	};
}

/** Polls several times and takes the median. */
export async function measurePoll(host: CoreHost, one: PollCase): Promise<PollFigures> {
	const answer = makeAnswers(one);
	const poller = host.openPoller(
		{
			node: 'exploriumProspectEventsTrigger',
			workflowId: `scale-${one.prospects}-${one.eventsEach}`,
			parameters: { eventTypes: TYPES, options: { minutesBetweenSweeps: 0 } },
			credentials: { exploriumApi: { apiKey: 'key', baseUrl: 'https://explorium.example' } },
			engine: 'durable',
		},
		(context) => {
			context.helpers.httpRequestWithAuthentication = (async (_: string, options: never) => ({
				statusCode: 200,
				headers: {},
				body: JSON.parse(answer(options)),
			})) as never;
		},
	);
	const seconds: number[] = [];
	let stateBytes = 0;
	for (let poll = 0; poll < POLLS; poll += 1) {
		const before = process.cpuUsage();
		const { error, saved } = await poller.poll();
		const { user, system } = process.cpuUsage(before);
		if (error) throw new Error(error.message);
		seconds.push((user + system) / 1e6);
		stateBytes = JSON.stringify(saved).length;
	}
	poller.close();
	const measured = seconds.slice(WARM_UP).sort((a, b) => a - b);
	return { cpu: measured[Math.floor(measured.length / 2)], stateBytes };
}
