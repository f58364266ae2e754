import type { MailBook } from '../world/mail.ts';
import type { RecordType } from './attributes.ts';

export interface OutreachRecord {
	id: number;
	attributes: Record<string, unknown>;
	/** Relationships to one record. */
	one: Record<string, number | null>;
	/** Relationships to several records. */
	many: Record<string, number[]>;
}

/** What the sandbox needs to carry out a batch; clients see the batch record only. */
export interface BatchRun {
	batchId: number;
	action: string;
	attributes: Record<string, unknown>;
	/** The batch items in order, with the records they are about. */
	items: Array<{ itemId: number; recordId: number }>;
	/** When it leaves `pending`; null while it waits for a confirmation. */
	startsAt: number | null;
	endsAt: number | null;
	done: number;
}

export interface TokenPair {
	accessToken: string;
	refreshToken: string;
	scopes: string[];
	createdAt: number;
	accessExpiresAt: number;
	refreshExpiresAt: number;
	refreshUsed: boolean;
}

export interface AuthorizationCode {
	code: string;
	redirectUri: string;
	scopes: string[];
	expiresAt: number;
}

/** A CRM that holds an address of a prospect, and will write it to Outreach once. */
export interface CrmSync {
	prospectId: number;
	/** What the CRM holds. */
	address: string;
	delaySeconds: number;
	/** When it writes; null until somebody puts another address in the first place. */
	at: number | null;
}

export interface OutreachState {
	records: Record<RecordType, Record<number, OutreachRecord>>;
	runs: BatchRun[];
	tokens: TokenPair[];
	codes: AuthorizationCode[];
	/** What the sequences have sent and are about to send. */
	mail: MailBook;
	crmSyncs: CrmSync[];
	nextId: number;
	nextToken: number;
}

/** The record type each relationship points to, by record type. */
export const RELATIONS: Record<RecordType, Record<string, RecordType>> = {
	prospect: {
		account: 'account',
		owner: 'user',
		stage: 'stage',
		persona: 'persona',
		assignedUsers: 'user',
		opportunities: 'opportunity',
	},
	account: { owner: 'user', assignedUsers: 'user' },
	user: {},
	mailbox: { user: 'user' },
	sequence: { owner: 'user' },
	sequenceState: {
		prospect: 'prospect',
		sequence: 'sequence',
		mailbox: 'mailbox',
		user: 'user',
		account: 'account',
		creator: 'user',
		batchItemCreator: 'batchItem',
	},
	task: {
		account: 'account',
		creator: 'user',
		opportunity: 'opportunity',
		owner: 'user',
		prospect: 'prospect',
	},
	opportunity: { account: 'account', owner: 'user' },
	stage: {},
	persona: {},
	batch: { creator: 'user' },
	batchItem: { batch: 'batch' },
};

/** What a task can be about. */
export const TASK_SUBJECTS = ['prospect', 'account', 'opportunity'] as const;

/** Adds a record under the next free id, or under a given one. */
export function addRecord(
	state: OutreachState,
	type: RecordType,
	attributes: Record<string, unknown>,
	one: Record<string, number | null> = {},
	many: Record<string, number[]> = {},
	id = state.nextId,
): OutreachRecord {
	state.nextId = Math.max(state.nextId, id) + 1;
	const record = { id, attributes, one, many };
	state.records[type][id] = record;
	return record;
}

/** The record with this id, if it exists. */
export function getRecord(
	state: OutreachState,
	type: RecordType,
	id: number,
): OutreachRecord | undefined {
	return state.records[type][id];
}

/** The tasks about a prospect. */
export function tasksOf(state: OutreachState, prospect: OutreachRecord): OutreachRecord[] {
	return Object.values(state.records.task).filter((one) => one.one.prospect === prospect.id);
}

/** The sequence states of a prospect. */
export function statesOf(state: OutreachState, prospect: OutreachRecord): OutreachRecord[] {
	return (prospect.many.sequenceStates ?? [])
		.map((id) => state.records.sequenceState[id])
		.filter((one) => one !== undefined);
}
