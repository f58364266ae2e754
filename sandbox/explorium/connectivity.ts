import { hexId } from '../core/hash.ts';
import type { DeliveringSandbox } from './deliveries.ts';
import { refusal } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import type { ExploriumEvent, Webhook } from './state.ts';

export interface Simulation {
	simulation?: { event_name?: string; number_of_events?: number; event_time?: string };
}

/** Sends made-up events; a receiver that does not take them makes the call fail. */
export async function checkConnectivity(
	sandbox: DeliveringSandbox,
	webhook: Webhook,
	simulation: Simulation['simulation'] = {},
): Promise<void> {
	for (let number = 1; number <= (simulation.number_of_events ?? 1); number += 1) {
		const event = madeUpEvent(sandbox, simulation, number);
		const { status } = await sandbox.deliveries.send(webhook, event, {
			enrollment_id: 'en_simulation',
			enrollment_key: 'simulation',
		});
		if (status >= 200 && status < 300) continue;
		throw refusal(400, `Client webhook failed on: ${status === 0 ? 'no answer' : status}`);
	}
}

function madeUpEvent(
	sandbox: ExploriumSandbox,
	{ event_name = 'prospect_changed_role', event_time }: NonNullable<Simulation['simulation']>,
	number: number,
): ExploriumEvent {
	const now = sandbox.clock.now();
	return {
		event_id: hexId(`simulation ${now} ${number}`, 32),
		event_name,
		event_time: event_time ?? new Date(now).toISOString(),
		prospect_id: hexId('simulation', 40),
		discovered_at: now,
		data: {
			event_name,
			current_company_name: 'Acme Tools',
			current_job_title: 'Chief Example Officer',
			previous_company_name: 'Acme Tools',
			previous_job_title: 'Example Officer',
		},
	};
}
