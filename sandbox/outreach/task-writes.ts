import { invalid } from './errors.ts';
import type { RecordWrites } from './record-writes.ts';
import { API_USER_ID } from './initial.ts';

const ACTIONS = ['action_item', 'call', 'email', 'in_person'];
const ASSOCIATIONS = ['recent_created', 'recent_updated', 'noop'];

/** How tasks are created and changed one by one: https://developers.outreach.io/api/reference */
export const taskWrites: RecordWrites = {
	type: 'task',
	relationships: { owner: ['user'], subject: ['prospect', 'account', 'opportunity'] },
	settle: (draft, sandbox) => {
		const { before, attributes, relationships } = draft;
		for (const [name, known] of [
			['action', ACTIONS],
			['opportunityAssociation', ASSOCIATIONS],
		] as const) {
			const value = attributes[name];
			if (value === undefined || value === null || known.includes(String(value))) continue;
			throw invalid(`${name} is not included in the list.`, `/data/attributes/${name}`);
		}
		if (before === undefined) {
			if (sandbox.switches.outreach.taskNeeds === 'owner-and-subject') {
				for (const name of ['owner', 'subject']) {
					if (relationships[name]) continue;
					throw invalid(
						`${name === 'owner' ? 'Owner' : 'Subject'} can't be blank.`,
						`/data/relationships/${name}`,
					);
				}
			}
			const now = new Date(sandbox.clock.now()).toISOString();
			const start = { taskType: 'manual', state: 'incomplete', completed: false };
			draft.attributes = { action: 'action_item', ...attributes, ...start, stateChangedAt: now };
			relationships.creator = { type: 'user', id: API_USER_ID };
		}
		const { subject, ...others } = relationships;
		if (subject === undefined) return;
		const none = { prospect: null, account: null, opportunity: null };
		draft.relationships = { ...others, ...none, ...(subject && { [subject.type]: subject }) };
	},
};
