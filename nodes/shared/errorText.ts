import type { Failure } from './result';

const SHOWN_ITEMS = 5;

function printItems(items: number[]): string {
	if (items.length === 0) return '';
	const shown = items.slice(0, SHOWN_ITEMS).join(', ');
	const more = items.length > SHOWN_ITEMS ? ` and ${items.length - SHOWN_ITEMS} more` : '';
	return ` [item${items.length > 1 ? 's' : ''} ${shown}${more}]`;
}

/**
 * A failure in words: one sentence, and what to do next.
 *
 * @param items the input items it concerns, if any
 * @param done what had already been carried out, for calls that change something
 */
export function errorText(
	{ message, hint, correlationId }: Failure,
	items: number[] = [],
	done?: string,
): { message: string; description: string } {
	// The hint may say it already, with the reason.
	const isSaid = done !== undefined && hint?.includes(done.replace(/\.$/, ''));
	const description = [hint, correlationId && `Correlation ID: ${correlationId}.`, !isSaid && done]
		.filter(Boolean)
		.join(' ');
	return { message: `${message}${printItems(items)}`, description };
}
