import { addressRefusal, enroll, prospectRefusal, refusalOf } from './enrolling.ts';
import type { ConflictAction, Refusal, SaleshandyImport } from './import-record.ts';
import { publicId } from './public-id.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import type { SaleshandyProspect, SaleshandyState } from './state.ts';
import { fits } from './values.ts';
import { settleVerification, startVerification } from './verification.ts';

/** Brings imports and verifications up to date. Run by the clock, without timers, as batches are. */
export function settleSaleshandy(sandbox: SaleshandySandbox): void {
	const state = sandbox.world.saleshandy;
	const now = sandbox.clock.now();
	for (const one of state.imports) {
		if (one.isDone || one.endsAt === null || one.endsAt > now) continue;
		carryOut(sandbox, one, one.endsAt);
	}
	for (const prospect of state.prospects) settleVerification(sandbox, prospect);
}

function carryOut(sandbox: SaleshandySandbox, one: SaleshandyImport, at: number): void {
	const state = sandbox.world.saleshandy;
	const known = new Map(state.prospects.map((prospect) => [key(prospect.email), prospect]));
	const seen = new Set<string>();
	for (const row of one.rows) {
		const refusal = importRow(sandbox, one, row, { at, known, seen }) ?? null;
		one.report.push({ row, refusal });
	}
	one.rows = [];
	one.isDone = true;
	sandbox.counters.add('saleshandy', 'prospectsImported', seen.size);
}

function importRow(
	sandbox: SaleshandySandbox,
	one: SaleshandyImport,
	row: Record<string, string>,
	{ at, known, seen }: { at: number; known: Map<string, SaleshandyProspect>; seen: Set<string> },
): Refusal | undefined {
	const state = sandbox.world.saleshandy;
	const email = (row.Email ?? '').trim();
	const refused = addressRefusal(state, email);
	if (refused !== undefined) return refused;
	if (seen.has(key(email))) return refusalOf(10600);
	seen.add(key(email));
	const existing = known.get(key(email));
	const barred = existing && prospectRefusal(state, existing);
	if (barred !== undefined) return barred;
	const prospect = existing ?? addProspect(state, email, at);
	known.set(key(email), prospect);
	write(state, prospect, row, existing === undefined ? 'overwrite' : one.conflictAction);
	prospect.tags = [...new Set([...prospect.tags, ...one.tags])];
	if (one.verify) startVerification(sandbox, prospect, at);
	return one.stepId === null ? undefined : enroll(state, prospect, one.stepId, at);
}

function addProspect(state: SaleshandyState, email: string, at: number): SaleshandyProspect {
	const prospect: SaleshandyProspect = {
		id: publicId(`imported ${email} ${state.prospects.length}`, 10),
		createdAt: new Date(at).toISOString(),
		email,
		verificationStatus: 'skip',
		values: {},
		tags: [],
	};
	state.prospects.push(prospect);
	return prospect;
}

function write(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
	row: Record<string, string>,
	action: ConflictAction,
): void {
	if (action === 'noUpdate') return;
	for (const field of state.fields) {
		const value = row[field.label];
		if (field.label === 'Email' || value === undefined || value === '') continue;
		if (action === 'addMissingFields' && prospect.values[field.id] !== undefined) continue;
		if (fits(field, value)) prospect.values[field.id] = value;
	}
}

const key = (email: string): string => email.toLowerCase();
