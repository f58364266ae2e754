import type { RequestContext } from './n8nTransport';
import { writesOf, type Writes } from './unclearWrites';

const tries = new WeakMap<object, Writes>();

/** The writes of the try that a node is in; of other contexts nothing is remembered. */
export function beginTry(context: RequestContext): Writes {
	const known = tries.get(context);
	if (known !== undefined) return known;
	const run = 'getExecuteData' in context ? context.getExecuteData() : undefined;
	const { id, name } = context.getNode();
	const isTool = 'getNextRunIndex' in context;
	const writes = writesOf(run ?? undefined, id || name, isTool);
	tries.set(context, writes);
	return writes;
}

/** Forgets the writes of a node that has succeeded: n8n does not try it again. */
export function endTry(context: object): void {
	tries.get(context)?.forget();
}
