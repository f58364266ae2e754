import type { FaultOrder } from '../../../../sandbox/core/faults.ts';
import { VENDORS } from '../../../../sandbox/vendors.ts';
import type { Random } from '../random';

type Failure = Omit<FaultOrder, 'vendor'>;

/** What goes wrong between n8n and a vendor now and then, each a few calls long. */
const FAILURES: Record<string, Failure> = {
	'slow answers': { latencyMs: 2000, times: 5 },
	'429, told to wait': { status: 429, headers: { 'retry-after': '1' }, times: 3 },
	'500': { status: 500, times: 2 },
	'502': { status: 502, times: 2 },
	'503': { status: 503, times: 2 },
	'connection lost before the call took effect': { drop: 'before' },
	'connection lost after the call took effect': { drop: 'after' },
	'half an answer': { truncate: true },
};

export interface RandomFault {
	name: string;
	order: FaultOrder;
}

/** One failure at one of the vendors. */
export function pickFault(random: Random): RandomFault {
	const name = random.pick(Object.keys(FAILURES));
	return { name, order: { vendor: random.pick(VENDORS), ...FAILURES[name] } };
}
