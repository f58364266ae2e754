import { isObject, textIn } from '../shared/answers';
import type { Client } from '../shared/client';
import { success, type Result } from '../shared/result';
import { ask, type Body } from './ask';

/** The account's credits. */
export interface Credits {
	remaining_credits: number;
	allocated_credits: number;
}

/**
 * The credits of the account: those that are left, and those it was given. The call is free.
 * https://developers.explorium.ai/reference/credits
 */
export async function getCredits(client: Client): Promise<Result<Credits>> {
	const result = await askForCredits(client, ['remaining_credits', 'allocated_credits']);
	if (!result.ok) return result;
	const { remaining_credits, allocated_credits } = result.value;
	return success({
		remaining_credits: creditsIn(remaining_credits) ?? 0,
		allocated_credits: creditsIn(allocated_credits) ?? 0,
	});
}

/** The credits that are left. The call is free. */
export async function getRemainingCredits(client: Client): Promise<Result<number>> {
	const result = await askForCredits(client, ['remaining_credits']);
	return result.ok ? success(creditsIn(result.value.remaining_credits) ?? 0) : result;
}

const WORDS = {
	remaining_credits: 'the number of credits left',
	allocated_credits: 'the number of credits allocated',
};

async function askForCredits(client: Client, needed: Array<keyof Credits>): Promise<Result<Body>> {
	return await ask(client, {
		method: 'GET',
		path: '/credits',
		namesNoRecord: true,
		repeatable: true,
		missing: (body) => {
			const isThere = (field: string) => isObject(body) && creditsIn(body[field]) !== undefined;
			const lacking = needed.find((field) => !isThere(field));
			return lacking === undefined ? undefined : WORDS[lacking];
		},
	});
}

function creditsIn(value: unknown): number | undefined {
	const text = textIn(value);
	const credits = Number(text);
	return text !== undefined && Number.isFinite(credits) ? credits : undefined;
}
