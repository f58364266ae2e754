import { callOutreach } from '../../../support/outreachApi';
import type { SandboxPerson } from '../../../support/sandbox';
import type { RunningDemo } from '../running-demo';
import { TWIN_DOMAIN } from './scenarios';

/** What must be zero, and how much it was measured on. */
export interface Measured {
	people: number;
	mails: number;
	'mails to an address the person has left': number;
	'people enrolled twice': number;
	'opt-outs lost': number;
	'accounts made twice': number;
}

const OPEN = ['active', 'pending', 'paused'];

/**
 * Counts what must not be, over all people.
 *
 * @param since when the changes began: the sandbox's own history is not counted
 * @param optedOut the people who had opted out
 */
export async function measure(
	demo: RunningDemo,
	people: SandboxPerson[],
	since: string,
	optedOut: string[],
): Promise<Measured> {
	const { control } = demo;
	const { sent, next } = await control.mail();
	const ours = new Set(people.map(({ id }) => id));
	const mails = [...sent.filter(({ at }) => at > since), ...next].filter(
		({ personId }) => personId !== null && ours.has(personId),
	);
	const now = (await control.state()).people.filter(({ id }) => ours.has(id));
	const nextOf = Map.groupBy(next, ({ personId }) => personId);
	const isTwice = ({ id, outreach }: SandboxPerson): boolean => {
		const open = (outreach?.sequences ?? []).filter(({ state }) => OPEN.includes(state));
		const sequences = (outreach?.sequences ?? []).map(({ sequenceId }) => sequenceId);
		return (
			open.length > 1 ||
			new Set(sequences).size < sequences.length ||
			(nextOf.get(id) ?? []).length > 1
		);
	};
	return {
		people: people.length,
		mails: mails.length,
		'mails to an address the person has left': mails.filter((mail) => mail.leftBefore ?? mail.left)
			.length,
		'people enrolled twice': now.filter(isTwice).length,
		'opt-outs lost': now.filter(
			({ id, outreach }) => optedOut.includes(id) && outreach?.attributes.optedOut !== true,
		).length,
		'accounts made twice': await accountsMadeTwice(demo),
	};
}

async function accountsMadeTwice({ sandboxUrl, control }: RunningDemo): Promise<number> {
	const { access_token } = await control.tokens();
	const { data } = await callOutreach(
		`${sandboxUrl}/outreach`,
		access_token,
		'GET',
		'/accounts?page[size]=1000',
	);
	const domains = (data.data as Array<{ attributes: { domain: string | null } }>)
		.map(({ attributes }) => attributes.domain)
		.filter((domain) => domain !== null && domain !== TWIN_DOMAIN);
	return domains.length - new Set(domains).size;
}

/** A table for people. */
export function printMeasured(scenarios: number, measured: Measured): string {
	const rows = Object.entries({ scenarios, ...measured });
	return rows.map(([name, count]) => `  ${name.padEnd(42)}${count}`).join('\n');
}
