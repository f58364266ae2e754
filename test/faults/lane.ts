import type { FastifyInstance } from 'fastify';
import type { Sandbox as SandboxState } from '../../sandbox/sandbox.ts';
import { buildServer } from '../../sandbox/server.ts';
import type { Vendor } from '../../sandbox/vendors.ts';
import type { CoreHost } from '../../tools/core-host/host.ts';
import type { CredentialsByType, RunRequest, RunResult } from '../../tools/core-host/protocol.ts';
import { SandboxControl, type Sandbox } from '../support/sandbox.ts';
import {
	exploriumCredential,
	outreachCredential,
	saleshandyCredential,
	type VendorRig,
} from '../support/vendorRig.ts';
import type { FaultKind } from './faults.ts';

export type Version = 'v1' | 'v2';

/** A request that a run makes of a vendor. */
export interface Call {
	method: string;
	path: string;
}

/** A sandbox of its own, in this process, in which one cell after the other is tried. */
export class Lane {
	readonly host: CoreHost;
	readonly url: string;
	readonly state: SandboxState;
	readonly sandbox: Sandbox;
	/** Something in it never ended, and may still call. */
	isSpoilt = false;
	private readonly app: FastifyInstance;

	private constructor(host: CoreHost, app: FastifyInstance, state: SandboxState, url: string) {
		this.host = host;
		this.app = app;
		this.state = state;
		this.url = url;
		this.sandbox = {
			url,
			explorium: `${url}/explorium`,
			saleshandy: `${url}/saleshandy`,
			outreach: `${url}/outreach`,
			control: new SandboxControl(`${url}/control`),
			takeBugs: () => [],
			stop: async () => await this.close(),
		};
	}

	static async open(host: CoreHost): Promise<Lane> {
		const { app, sandbox } = await buildServer();
		const url = await app.listen({ port: 0, host: '127.0.0.1' });
		return new Lane(host, app, sandbox, url);
	}

	async close(): Promise<void> {
		await this.app.close();
	}

	/** As at the start, and with batches that work at once. */
	reset(): void {
		this.state.reset();
		this.state.limits.saleshandy.set(null);
		this.state.switches.merge({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
	}

	/** The vendor goes wrong from now on. */
	order(fault: FaultKind, vendor: Vendor, call: Partial<Call> & { times?: number }): void {
		if (fault.switches) this.state.switches.merge({ [vendor]: fault.switches });
		if (!fault.order) return;
		const order = typeof fault.order === 'function' ? fault.order(vendor) : fault.order;
		this.state.faults.add({ times: 'always', ...order, vendor, ...call });
	}

	/** The vendor is well again, with all that it has done. */
	heal(): void {
		this.state.faults.clear();
		this.state.switches.reset();
		this.state.switches.merge({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
	}

	credential(vendor: Vendor, version: Version): CredentialsByType {
		switch (vendor) {
			case 'explorium':
				return exploriumCredential(this.sandbox, {
					apiVersion: version,
					partnerId: 'demo-partner',
				});
			case 'saleshandy':
				return saleshandyCredential(this.sandbox);
			default:
				return outreachCredential(this.sandbox);
		}
	}

	/** What the preparations of typical runs work with. */
	rig(vendor: Vendor, version: Version): VendorRig {
		const credentials = this.credential(vendor, version);
		const run = async (request: RunRequest): Promise<RunResult> =>
			await this.host.run({ credentials, ...request });
		return { host: this.host, sandbox: this.sandbox, run } as unknown as VendorRig;
	}
}
