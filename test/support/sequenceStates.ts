import { callOutreach } from './outreachApi.ts';
import type { VendorRig } from './vendorRig';

/** Sequences of the sandbox. */
export const NEW_JOB = 11;
export const ROLE_CHANGE = 12;
export const TURNED_OFF = 14;
const MAILBOX = 41;

const ACTIONS: Record<string, string[]> = {
	active: [],
	paused: ['pause'],
	finished: ['finish'],
};

/** With a token of its own, as tests let the demo's expire. */
async function post({ sandbox }: VendorRig, path: string, body: object) {
	const { access_token } = await sandbox.control.tokens();
	const answer = await callOutreach(
		sandbox.outreach,
		access_token,
		'POST',
		`/sequenceStates${path}`,
		body,
	);
	if (answer.status >= 300) {
		throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.data)}`);
	}
	const { data } = answer.data as {
		data: { id: number | string; attributes: { state: string } };
	};
	return { id: Number(data.id), state: data.attributes.state };
}

/**
 * Adds a prospect to a sequence, as if somebody else had done it: no node takes part, and it does not show
 * among the requests.
 *
 * @returns the id of the sequence state
 */
export async function enroll(
	rig: VendorRig,
	prospect: number,
	sequence = NEW_JOB,
	state: 'active' | 'paused' | 'finished' | 'pending' | 'disabled' = 'active',
): Promise<number> {
	const to = (type: string, id: number) => ({ data: { type, id } });
	const relationships = {
		prospect: to('prospect', prospect),
		sequence: to('sequence', sequence),
		mailbox: to('mailbox', MAILBOX),
	};
	const newSequenceState = state === 'pending' ? 'pending' : 'active';
	await rig.sandbox.control.switches({ outreach: { newSequenceState } });
	const { id, state: isNow } = await post(rig, '', {
		data: { type: 'sequenceState', relationships },
	});
	if (isNow !== state) for (const action of ACTIONS[state]) await act(rig, id, action);
	await rig.sandbox.control.switches({ outreach: { newSequenceState: 'active' } });
	await rig.sandbox.control.clearRequests();
	return id;
}

/** Finishes, pauses or resumes a sequence state past the nodes. */
export async function act(rig: VendorRig, id: number, action: string): Promise<void> {
	await post(rig, `/${id}/actions/${action}`, {});
}
