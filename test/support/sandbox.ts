import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { AxiosInstance } from 'axios';
import type { MailList } from '../../sandbox/control/mail-view.ts';
import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Delivery, DeliveryForm } from '../../sandbox/explorium/deliveries.ts';
import type { ContactForm, ProfileForm } from '../../sandbox/explorium/state.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const READY_WITHIN_MS = 15_000;

/** The secrets that the sandbox accepts. */
export const DEMO = {
	exploriumKey: 'demo-explorium-key',
	saleshandyKey: 'demo-saleshandy-key',
	outreachClientId: 'demo-client-id',
	outreachClientSecret: 'demo-client-secret',
	outreachAccessToken: 'demo-access-token',
	outreachRefreshToken: 'demo-refresh-token',
};

export type Vendor = 'explorium' | 'saleshandy' | 'outreach';

export interface SandboxEvent {
	event_id: string;
	event_name: string;
	event_time: string;
	prospect_id: string;
	discovered_at: number;
	data: Record<string, unknown>;
}

export interface SandboxPerson {
	id: string;
	name: string;
	email: string;
	explorium: {
		company: string;
		title: string;
		email: string;
		formerEmails: string[];
		monitored: boolean;
		pendingChanges: number;
		events: SandboxEvent[];
	};
	saleshandy: {
		id: string;
		attributes: Record<string, string>;
		tags: string[];
		sequences: Array<{ sequenceId: string; title: string | null; status: string }>;
	};
	outreach: {
		id: number;
		title: string | null;
		company: string | null;
		tags: string[];
		emails: string[];
		sequences: Array<{ sequenceId: number; state: string; mailboxId: number }>;
		/** In the same order; null for a sequence that is gone. */
		sequenceNames: Array<string | null>;
		tasks: Array<{
			id: number;
			action: string | null;
			note: string | null;
			dueAt: string | null;
			state: string;
		}>;
		ownerId: number | null;
		accountId: number | null;
		assignedUsers: number[];
		opportunities: number[];
		attributes: Record<string, unknown>;
	} | null;
	/** What goes to this person, and what was sent last. */
	mail: MailList;
}

export interface SandboxCounters {
	explorium: Record<string, number>;
	saleshandy: Record<string, number>;
	outreach: Record<string, number>;
	schemaViolations: number;
}

export interface SandboxState {
	now: string;
	people: SandboxPerson[];
	enrollments: Array<{
		enrollment_id: string;
		enrollment_key: string;
		event_types: string[];
		prospect_ids: string[];
		webhook_id?: string;
		status?: string;
	}>;
	webhooks: Array<{
		webhook_id: string;
		name: string;
		webhook_url: string;
		status: string;
		legacy: boolean;
	}>;
	credits: { allocated: number; remaining: number };
	counters: SandboxCounters;
	faults: unknown[];
	switches: Record<Vendor, Record<string, unknown>>;
}

/** Whatever JSON can hold; tests look into it freely. */
export type Json = ReturnType<typeof JSON.parse>;

export interface RecordedRequest {
	seq: number;
	at: string;
	vendor: Vendor;
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	requestHeaders: Record<string, string>;
	requestBody: Json;
	status: number;
	responseHeaders: Record<string, string>;
	responseBody: Json;
	durationMs: number | null;
	fault: number | null;
	served: number | null;
	closedByClientMs: number | null;
}

/** What the page asks for every second. */
export interface SandboxOverview {
	run: string;
	now: string;
	people: number;
	credits: { allocated: number; remaining: number };
	counters: SandboxCounters;
	requests: { oldest: number; next: number };
	faults: Array<FaultOrder & { id: number; hits: number; seen: number }>;
	switches: Record<Vendor, Record<string, unknown>>;
	limits: Record<Vendor, Limit | null>;
	n8n: string | null;
}

/** What an enrollment in a Saleshandy sequence is made of. */
export interface NewEnrollment {
	prospectId: string;
	sequenceId: string;
	stepId: string;
	status: string;
}

export interface SaleshandyView {
	sequences: Array<{
		id: string;
		title: string;
		active: boolean;
		steps: Array<{ id: string; number: number; type: number }>;
	}>;
	enrollments: Array<NewEnrollment & { addedAt: string; email?: string }>;
	imports: Array<{ requestId: string; isDone: boolean; stepId: string | null; people: number }>;
	dncLists: Array<{ id: string; name: string }>;
	doNotContact: Array<{ value: string; type: string; listId?: string }>;
}

export interface PeopleList {
	total: number;
	found: number;
	from: number;
	people: SandboxPerson[];
}

export interface RawEvent {
	prospect_id: string;
	event_name: string;
	event_time?: string;
	event_id?: string;
	discovered_at?: string | number;
	data?: Record<string, unknown>;
}

export interface Limit {
	limit: number;
	windowSeconds: number;
	unit?: 'ids' | 'requests';
}

export interface TokenAnswer {
	access_token: string;
	refresh_token: string;
	token_type: string;
	expires_in: number;
	scope: string;
	created_at: number;
}

export interface NewPerson {
	email: string;
	firstName?: string;
	lastName?: string;
	company?: string;
	title?: string;
	city?: string;
	phone?: string;
}

export interface SandboxOptions {
	/** Further environment, such as SANDBOX_RECORD or SANDBOX_STATE. */
	env?: Record<string, string>;
}

export interface Sandbox {
	url: string;
	explorium: string;
	saleshandy: string;
	outreach: string;
	control: SandboxControl;
	/** The answers so far that the vendor could not have given; who takes them expected them. */
	takeBugs(): string[];
	/** Stops the sandbox and waits until it is gone; throws if it gave an answer that nobody expected. */
	stop(): Promise<void>;
}

/** The control API, typed. Every method throws with the sandbox's own words when refused. */
export class SandboxControl {
	private readonly http: AxiosInstance;

	constructor(baseURL: string) {
		this.http = axios.create({ baseURL, proxy: false, validateStatus: () => true });
	}

	state(withPeople = true): Promise<SandboxState> {
		return this.call('GET', withPeople ? '/state' : '/state?people=0');
	}

	overview(): Promise<SandboxOverview> {
		return this.call('GET', '/overview');
	}

	people(query: Record<string, string> = {}): Promise<PeopleList> {
		return this.call('GET', `/people?${new URLSearchParams(query)}`);
	}

	/** The person with this email address (the one everybody knew at the start) or prospect id. */
	async person(idOrEmail: string): Promise<SandboxPerson> {
		const { people } = await this.state();
		const found = people.find((one) => one.id === idOrEmail || one.email === idOrEmail);
		if (found === undefined) throw new Error(`Nobody has the id or email ${idOrEmail}`);
		return found;
	}

	reset(options: { people?: number; now?: string } = {}): Promise<{ people: number }> {
		return this.call('POST', '/reset', options);
	}

	changeCompany(
		id: string,
		options: {
			company?: string;
			title?: string;
			event_time?: string;
			discoveredInSeconds?: number;
		} = {},
	): Promise<SandboxEvent> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/change-company`, options);
	}

	changeRole(
		id: string,
		options: { title?: string; event_time?: string; discoveredInSeconds?: number } = {},
	): Promise<SandboxEvent> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/change-role`, options);
	}

	anniversary(
		id: string,
		options: { years?: number; event_time?: string; discoveredInSeconds?: number } = {},
	): Promise<SandboxEvent> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/anniversary`, options);
	}

	/** What Explorium knows of one person, whatever the switches say; null leaves it to them. */
	showPerson(
		id: string,
		shown: { contacts?: ContactForm | null; profile?: ProfileForm | null },
	): Promise<unknown> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/contacts`, shown);
	}

	addPerson(person: NewPerson): Promise<SandboxPerson> {
		return this.call('POST', '/people', person);
	}

	/** What the sequences of Saleshandy and Outreach have sent, and what they send next. */
	mail(query: { person?: string; vendor?: Vendor } = {}): Promise<MailList> {
		return this.call('GET', `/mail?${new URLSearchParams(query)}`);
	}

	/** Puts a person into a sequence, active at once. */
	addToSequence(
		id: string,
		what: { vendor: 'outreach'; sequenceId: number } | { vendor: 'saleshandy'; sequenceId: string },
	): Promise<SandboxPerson> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/add-to-sequence`, what);
	}

	/** The person wants no mail any more, at one vendor or at both. */
	optOut(id: string, vendor?: 'saleshandy' | 'outreach'): Promise<SandboxPerson> {
		const body = vendor === undefined ? {} : { vendor };
		return this.call('POST', `/people/${encodeURIComponent(id)}/opt-out`, body);
	}

	/** Somebody adds a second record to Outreach, with the address that the person has now. */
	duplicate(id: string): Promise<SandboxPerson> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/duplicate`, {});
	}

	/** The CRM writes the address that it knows to Outreach. */
	crmSync(
		id: string,
		how: { when?: 'now' | 'after-next-write'; delaySeconds?: number } = {},
	): Promise<SandboxPerson> {
		return this.call('POST', `/people/${encodeURIComponent(id)}/crm-sync`, how);
	}

	/** Something is going on from now on. */
	scene(name: string): Promise<unknown> {
		return this.call('POST', `/scene/${name}`, {});
	}

	addEvents(events: RawEvent | RawEvent[]): Promise<{ added: number; event_ids: string[] }> {
		return this.call('POST', '/events', events);
	}

	deleteEvents(eventIds?: string[]): Promise<void> {
		return this.call('DELETE', '/events', eventIds === undefined ? {} : { event_ids: eventIds });
	}

	clock(change: { advanceSeconds: number } | { now: string }): Promise<{ now: string }> {
		return this.call('POST', '/clock', change);
	}

	fault(fault: FaultOrder): Promise<{ id: number }> {
		return this.call('POST', '/faults', fault);
	}

	clearFaults(): Promise<void> {
		return this.call('DELETE', '/faults');
	}

	removeFault(id: number): Promise<void> {
		return this.call('DELETE', `/faults/${id}`);
	}

	/** Faults, switches and rate limits as at the start. */
	restore(): Promise<void> {
		return this.call('POST', '/restore', {});
	}

	switches(changes: Partial<Record<Vendor, Record<string, unknown>>>): Promise<unknown> {
		return this.call('POST', '/switches', changes);
	}

	describeSwitches(): Promise<
		Record<Vendor, Record<string, { value: unknown; default: unknown; description: string }>>
	> {
		return this.call('GET', '/switches');
	}

	limits(limits: Partial<Record<Vendor, Limit | null>>): Promise<unknown> {
		return this.call('POST', '/limits', limits);
	}

	requests(vendor?: Vendor, since = 0): Promise<RecordedRequest[]> {
		const filter = vendor === undefined ? '' : `&vendor=${vendor}`;
		return this.call('GET', `/requests?since=${since}${filter}`);
	}

	/** The list of requests, as narrowed by a query. */
	listRequests(query: Record<string, string>): Promise<Array<Partial<RecordedRequest>>> {
		return this.call('GET', `/requests?${new URLSearchParams(query)}`);
	}

	request(seq: number): Promise<RecordedRequest> {
		return this.call('GET', `/requests/${seq}`);
	}

	clearRequests(): Promise<void> {
		return this.call('DELETE', '/requests');
	}

	counters(): Promise<SandboxCounters> {
		return this.call('GET', '/counters');
	}

	describeLimits(): Promise<Record<Vendor, { value: Limit | null; default: Limit }>> {
		return this.call('GET', '/limits');
	}

	credits(remaining: number): Promise<unknown> {
		return this.call('POST', '/explorium/credits', { remaining });
	}

	/** What Explorium has sent to webhooks. */
	deliveries(): Promise<Delivery[]> {
		return this.call('GET', '/explorium/deliveries');
	}

	/** Sends events to the webhooks once more, in this order and form. */
	deliver(event_ids: string[], form: DeliveryForm = {}): Promise<Delivery[]> {
		return this.call('POST', '/explorium/deliveries', { event_ids, ...form });
	}

	tokens(options: { scopes?: string[]; expiresInSeconds?: number } = {}): Promise<TokenAnswer> {
		return this.call('POST', '/outreach/tokens', options);
	}

	expireTokens(which: { access?: boolean; refresh?: boolean }): Promise<void> {
		return this.call('POST', '/outreach/expire', which);
	}

	/** Sets attributes of an Outreach prospect behind the API's back, e.g. `optedOut`. */
	setOutreachProspect(id: number, attributes: Record<string, unknown>): Promise<unknown> {
		return this.call('POST', `/outreach/prospects/${id}`, attributes);
	}

	/** Saleshandy's sequences, and who is in them. */
	saleshandy(): Promise<SaleshandyView> {
		return this.call('GET', '/saleshandy');
	}

	/** Puts a Saleshandy prospect into a sequence, or gives the one in it another status. */
	setSaleshandyEnrollment(enrollment: NewEnrollment): Promise<unknown> {
		return this.call('POST', '/saleshandy/enrollments', enrollment);
	}

	/** Adds to what nothing is sent to. */
	addSaleshandyDoNotContact(
		entries: Array<{ value: string; type: 'email' | 'domain'; listId?: string }>,
	): Promise<unknown> {
		return this.call('POST', '/saleshandy/do-not-contact', entries);
	}

	private async call<T>(method: string, url: string, data?: unknown): Promise<T> {
		const answer = await this.http.request<T & { error?: string }>({ method, url, data });
		if (answer.status < 300) return answer.data;
		throw new Error(`${method} /control${url}: ${answer.status} ${answer.data.error}`);
	}
}

/** Starts a sandbox on a free port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const child = spawn(NODE, [join(ROOT, 'sandbox', 'main.ts')], {
		cwd: ROOT,
		env: { ...process.env, SANDBOX_PORT: '0', ...options.env },
		// The channel makes the sandbox stop by itself should this process die.
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	let bugs: string[] = [];
	const takeBugs = () => {
		const taken = bugs;
		bugs = [];
		return taken;
	};
	const url = await readyAddress(child, (line) => bugs.push(line));
	return {
		url,
		explorium: `${url}/explorium`,
		saleshandy: `${url}/saleshandy`,
		outreach: `${url}/outreach`,
		control: new SandboxControl(`${url}/control`),
		takeBugs,
		stop: async () => {
			await stopProcess(child);
			if (bugs.length > 0) throw new Error(takeBugs().join('\n'));
		},
	};
}

function readyAddress(child: ChildProcess, onBug: (line: string) => void): Promise<string> {
	return new Promise((resolve, reject) => {
		let output = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`The sandbox was not ready in time: ${output}`));
		}, READY_WITHIN_MS);
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			const address = /Sandbox ready on (\S+)/.exec(output)?.[1];
			if (address === undefined) return;
			clearTimeout(timer);
			resolve(address);
		};
		child.stdout?.on('data', read);
		const lines = createInterface({ input: child.stderr as Readable });
		lines.on('line', (line) => {
			output += `${line}\n`;
			if (line.includes('SANDBOX BUG')) onBug(line);
		});
		child.once('exit', (code) => {
			clearTimeout(timer);
			reject(new Error(`The sandbox ended with code ${code}: ${output}`));
		});
	});
}

function stopProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => resolve());
		child.kill('SIGTERM');
	});
}
