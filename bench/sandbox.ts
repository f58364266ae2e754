import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { HOST } from '../playground/src/ports.ts';
import { Service } from '../playground/src/service.ts';
import type { Limit, SandboxCounters, SandboxPerson, Vendor } from '../test/support/sandbox.ts';

const READY_WITHIN_MS = 30_000;
const READY = /Sandbox ready on (\S+)/;

/** A call and its answer. */
export interface Answered {
	/** ISO 8601. */
	at: string;
	status: number;
}

export type Limits = Partial<Record<Vendor, Limit | null>>;

export const NO_LIMITS: Limits = { explorium: null, saleshandy: null, outreach: null };

/** The sandbox of the three vendors in a process of its own, without a state file. */
export class Sandbox {
	readonly url: string;
	readonly pid: number;
	private readonly service: Service;
	private readonly http: AxiosInstance;

	private constructor(service: Service) {
		this.service = service;
		this.pid = service.pid!;
		this.url = READY.exec(service.log)![1];
		const baseURL = `${this.url}/control`;
		this.http = axios.create({ baseURL, proxy: false, maxBodyLength: Infinity });
	}

	/** @param latencyMs how long every call to a vendor waits before it is looked at */
	static async start(root: string, dataDir: string, latencyMs: number): Promise<Sandbox> {
		const service = new Service({
			name: 'The sandbox',
			args: [join(root, 'sandbox/main.ts')],
			cwd: root,
			env: {
				...process.env,
				SANDBOX_HOST: HOST,
				SANDBOX_PORT: '0',
				SANDBOX_LATENCY_MS: String(latencyMs),
			},
			logFile: join(dataDir, `sandbox-${latencyMs}.log`),
		});
		await service.waitUntilReady(() => READY.test(service.log), READY_WITHIN_MS);
		return new Sandbox(service);
	}

	/** A fresh world with so many people, and these limits with nothing used of them. */
	async reset(people: number, limits: Limits): Promise<void> {
		await this.http.post('/reset', { people });
		await this.http.delete('/requests');
		await this.http.post('/limits', limits);
	}

	/** Gives each of these prospects one event, whether Explorium knows them otherwise or not. */
	async addEvents(prospectIds: string[]): Promise<void> {
		const events = prospectIds.map((prospect_id) => ({
			prospect_id,
			event_name: 'prospect_changed_company',
			data: { previous_company_name: 'Before Ltd', current_company_name: 'After Inc' },
		}));
		await this.http.post('/events', events);
	}

	async people(): Promise<SandboxPerson[]> {
		const { data } = await this.http.get<{ people: SandboxPerson[] }>('/state');
		return data.people;
	}

	/** When each call reached a vendor and how it was answered, the last 20,000, oldest first. */
	async requests(vendor: Vendor): Promise<Answered[]> {
		const params = { vendor, bodies: 0 };
		return (await this.http.get<Answered[]>('/requests', { params })).data;
	}

	async counters(): Promise<SandboxCounters> {
		return (await this.http.get<SandboxCounters>('/counters')).data;
	}

	async stop(): Promise<void> {
		await this.service.stop();
	}
}
