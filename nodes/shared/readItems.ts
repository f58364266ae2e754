import type { IExecuteFunctions } from 'n8n-workflow';
import { nodeError } from './nodeError';
import type { ItemFailure } from './nodeRun';
import { badInput, type Result } from './result';
import { giveTurns } from './turns';

/**
 * Reads every input item's parameters. With "continue on fail" an expression that n8n cannot resolve
 * fails its own item.
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
	const giveTurn = giveTurns();
	for (let item = 0; item < itemCount; item += 1) {
		const result = goesOn ? await orFailure(() => read(item)) : read(item);
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
		return badInput(
			(error as Error).message,
			hintFor(error as { context?: { parameter?: string } }),
		);
	}
}

/** n8n says which parameter it could not work out. */
function hintFor({ context }: { context?: { parameter?: string } }): string | undefined {
	if (!context?.parameter) return undefined;
	return `n8n could not work out the parameter "${context.parameter}" for this item. Check its expression and the data of the item.`;
}
