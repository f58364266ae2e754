import type { IExecuteFunctions } from 'n8n-workflow';
import { nodeError } from './nodeError';
import type { ItemFailure } from './nodeRun';
import { badInput, type Result } from './result';
import { giveTurn } from './turns';

const JAVASCRIPT = /^(Type|Range|Reference|Syntax)Error$/;

/**
 * Reads every input item's parameters. With "continue on fail" an expression that n8n cannot resolve
 * fails its own item; otherwise n8n's error goes on, with what to do next.
 *
 * @param done what to say of changes made so far when the node stops
 * @throws the first item's failure, unless the node continues on fail
 */
export async function readItems<R>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => Result<R>,
	done?: string,
): Promise<{ requests: R[]; failures: ItemFailure[] }> {
	const requests: R[] = [];
	const failures: ItemFailure[] = [];
	const goesOn = context.continueOnFail();
	const itemCount = context.getInputData().length;
	for (let item = 0; item < itemCount; item += 1) {
		const work = () => read(item);
		const result = goesOn ? await orFailure(work) : await orExplained(work, done);
		if (result.ok) requests.push(result.value);
		else if (goesOn) failures.push({ items: [item], failure: result.failure });
		else throw nodeError(context.getNode(), result.failure, [item], done);
		await giveTurn();
	}
	return { requests, failures };
}

/** What n8n throws, as a failure: an expression it cannot resolve, or a credential it does not have. */
export async function orFailure<T>(work: () => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
	try {
		return await work();
	} catch (error) {
		return failureOf(error);
	}
}

/** The same at once, for work on one item. */
export function guarded<T>(work: () => Result<T>): Result<T> {
	try {
		return work();
	} catch (error) {
		return failureOf(error);
	}
}

/**
 * What n8n throws goes on, with a description where it names the parameter that it could not work out.
 *
 * @param done what to say of changes made so far
 */
export async function orExplained<T>(
	work: () => Result<T> | Promise<Result<T>>,
	done?: string,
): Promise<Result<T>> {
	const outcome = await attempt(work);
	if ('result' in outcome) return outcome.result;
	const { thrown } = outcome;
	if (isUnreadable(thrown)) return unreadableValue();
	const known = thrown as { description?: string | null; context?: { parameter?: string } };
	const hint = hintFor(known);
	if (hint !== undefined) {
		known.description = [known.description, hint, done].filter(Boolean).join(' ');
	}
	throw thrown;
}

async function attempt<T>(
	work: () => T | Promise<T>,
): Promise<{ result: T } | { thrown: unknown }> {
	try {
		return { result: await work() };
	} catch (thrown) {
		return { thrown };
	}
}

function failureOf(error: unknown): Result<never> {
	if (isUnreadable(error)) return unreadableValue();
	return badInput((error as Error).message, hintFor(error as { context?: { parameter?: string } }));
}

/** Whether JavaScript threw an error that is not meant for users. */
function isUnreadable(error: unknown): boolean {
	const { name, context } = (error ?? {}) as { name?: unknown; context?: { parameter?: string } };
	if (context?.parameter !== undefined) return false;
	return !(error instanceof Error) || JAVASCRIPT.test(String(name));
}

function unreadableValue() {
	return badInput(
		'A value of this item cannot be read',
		'Check what the expressions of the node give: each must be text, a number, a date, a list or a plain object.',
	);
}

/** n8n says which parameter it could not work out. */
function hintFor({ context }: { context?: { parameter?: string } }): string | undefined {
	if (!context?.parameter) return undefined;
	return `n8n could not work out the parameter "${context.parameter}" for this item. Check its expression and the data of the item.`;
}
