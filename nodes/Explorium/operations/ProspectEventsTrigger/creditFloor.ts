import type { Client } from '../../../shared/client';
import type { Failure } from '../../../shared/result';
import { getRemainingCredits } from '../../credits';

/** The failure of a poll that found too few credits left. */
interface BelowFloor extends Failure {
	creditFloor: number;
}

/** Whether a poll failed because the credits are down to the floor that the user set. */
export const isBelowFloor = (failure: Failure): failure is BelowFloor => 'creditFloor' in failure;

/**
 * Looks whether the account has more credits than the floor that the user set.
 *
 * @param floor 0 for none: then nothing is asked
 * @returns why nothing may be fetched; also where the credits cannot be told
 */
export async function checkCreditFloor(
	client: Client,
	floor: number,
): Promise<Failure | undefined> {
	if (floor <= 0) return undefined;
	const credits = await getRemainingCredits(client);
	if (!credits.ok) return credits.failure;
	return credits.value <= floor ? belowFloor(credits.value, floor) : undefined;
}

function belowFloor(credits: number, floor: number): BelowFloor {
	return {
		creditFloor: floor,
		kind: 'forbidden',
		message: `Explorium credits are down to ${credits}, and "Stop Below (Credits)" is ${floor}`,
		hint: 'Nothing was fetched. Get more credits, or lower "Stop Below (Credits)" under Options. The events are not lost: they come with the next check within their three months.',
	};
}
