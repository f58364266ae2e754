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
	items: Array<{ itemId: number; recordId: number; unknown: boolean }>;
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

export interface OutreachState {
	records: Record<RecordType, Record<number, OutreachRecord>>;
	runs: BatchRun[];
	tokens: TokenPair[];
	codes: AuthorizationCode[];
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
	opportunity: { account: 'account', owner: 'user' },
	stage: {},
	persona: {},
	batch: { creator: 'user' },
	batchItem: { batch: 'batch' },
};

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

/** The records a client can see; the vendor lists only accounts that are named. */
export function visibleRecords(state: OutreachState, type: RecordType): OutreachRecord[] {
	const records = Object.values(state.records[type]);
	return type === 'account' ? records.filter((one) => one.attributes.named === true) : records;
}

/** The sequence states of a prospect. */
export function statesOf(state: OutreachState, prospect: OutreachRecord): OutreachRecord[] {
	return (prospect.many.sequenceStates ?? [])
		.map((id) => state.records.sequenceState[id])
		.filter((one) => one !== undefined);
}
