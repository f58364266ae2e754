import type { OutputItem, SerializedError } from '../../tools/core-host/protocol.ts';

/** What a node said about something that did not work. */
export interface Said {
	message: string;
	/** The next step, and whatever else is beside the message. */
	rest: string;
	/** Whether it is clear which input item it is about. */
	namesItem: boolean;
}

/** What a target came to. */
export interface Outcome {
	/** What succeeded, in the order of the output. */
	served: unknown[];
	failed: Said[];
	hints: string[];
	/** All that came out, for the search for secrets. */
	raw: unknown;
}

/** What n8n's error says. */
export function saidBy({ message, description, itemIndex, context }: SerializedError): Said {
	return {
		message,
		rest: description ?? '',
		namesItem: itemIndex !== null || /\[items? \d/.test(message) || context?.itemIndex === 0,
	};
}

/** An item of the error output, or one with an error in its data. */
export const isErrorItem = ({ json, error }: OutputItem): boolean =>
	error !== undefined || json.error !== undefined;

/** What an error item says. */
export function saidByItem({ json, error, pairedItem }: OutputItem): Said {
	const details = (json.details ?? {}) as { description?: string };
	return {
		message: String(json.error ?? error?.message ?? ''),
		rest: String(details.description ?? error?.description ?? ''),
		namesItem: pairedItem !== undefined,
	};
}
