import type { Failure } from './result';
import { changesSomething, type Vendor, type VendorRequest } from './vendor';

/**
 * The failure that a node shows. Where nobody knows whether the call was carried out, its message says so
 * and what to look at: an AI agent sees nothing but the message.
 *
 * @param attempts how often the call was sent
 * @param wasUnclear whether an earlier attempt may have been carried out
 */
export function finalFailure(
	vendor: Pick<Vendor, 'name' | 'lookAt'>,
	request: VendorRequest,
	failure: Failure,
	attempts: number,
	wasUnclear = false,
): Failure {
	const tried = attempts > 1 ? ` (tried ${attempts} times)` : '';
	const mayHaveActed =
		changesSomething(request) && (failure.ambiguous || (wasUnclear && !isVerdict(failure)));
	const isUnclear = mayHaveActed && request.lookAt !== '';
	const place = request.lookAt ?? vendor.lookAt ?? `in ${vendor.name}`;
	const unclear = isUnclear
		? `. Whether ${vendor.name} carried the call out is not known: look ${place} before running it again`
		: '';
	return {
		...failure,
		message: `${failure.message}${tried}${unclear}`,
		...(mayHaveActed && { ambiguous: true }),
	};
}

/** What the vendor says of the call itself holds for the same call before too. */
const isVerdict = ({ kind }: Failure) => kind === 'rejected' || kind === 'notFound';
