import type { SaleshandySandbox } from './sandbox.ts';
import type { SaleshandyProspect } from './state.ts';

const FINAL = ['valid', 'risky', 'bad'];
const NEVER = Number.MAX_SAFE_INTEGER;

/** Starts the verification of an address, unless it has a result already. */
export function startVerification(
	sandbox: SaleshandySandbox,
	prospect: SaleshandyProspect,
	at: number,
): void {
	if (FINAL.includes(prospect.verificationStatus.toLowerCase())) return;
	const { verificationMs } = sandbox.switches.saleshandy;
	const result = resultFor(sandbox, prospect.email);
	prospect.verificationStatus = 'inProgress';
	prospect.verification = { endsAt: result === 'stuck' ? NEVER : at + verificationMs, result };
}

/** Ends a verification that is due. Who is bad then waits in every sequence, without a word. */
export function settleVerification(sandbox: SaleshandySandbox, prospect: SaleshandyProspect): void {
	const { verification } = prospect;
	if (verification === undefined || verification.endsAt > sandbox.clock.now()) return;
	prospect.verificationStatus = verification.result;
	delete prospect.verification;
	if (verification.result !== 'bad') return;
	for (const enrollment of sandbox.world.saleshandy.enrollments) {
		const isOwn = enrollment.prospectId === prospect.id;
		if (isOwn && enrollment.status === 'active') enrollment.status = 'waiting';
	}
}

function resultFor(sandbox: SaleshandySandbox, email: string): string {
	const { verificationResult } = sandbox.switches.saleshandy;
	if (verificationResult !== 'by-address') return verificationResult;
	const words = email.toLowerCase().split(/[^a-z]+/);
	return ['bad', 'risky', 'stuck'].find((word) => words.includes(word)) ?? 'valid';
}
