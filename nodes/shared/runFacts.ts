import type { IExecuteFunctions } from 'n8n-workflow';
import { countItems } from './countItems';
import { isTool } from './isTool';
import type { Worked } from './nodeRun';
import { WaitMeter } from './waitMeter';
import type { RequestContext } from './watchedContext';
import { sayWaiting, sayWhatHappened } from './whatHappened';

/** What is noted of a run while it lasts. */
interface RunNotes {
	vendor: string;
	waits: WaitMeter;
	/** Notes what is to be said beside the output at the end; the same once. */
	note(message: string): void;
	/** Notes what concerns one of several records: it is said once, of all of them. */
	noteEach(say: SayOfEach, name: string): void;
	/** All that was noted. */
	noted: Set<string>;
	/** The records of what was noted of several. */
	each: Map<SayOfEach, Set<string>>;
}

/** Words for what is so of these records, one or more of them. */
export type SayOfEach = (names: string[]) => string;

/** So many different notes of a run are kept; all of them are in n8n's log. */
const MOST_NOTES_KEPT = 1_000;

const runs = new WeakMap<object, RunNotes>();

/** The notes of one run of a node, from its first call to its end. */
export function notesOf(context: RequestContext, vendor: string): RunNotes {
	const known = runs.get(context);
	if (known !== undefined) return known;
	const waits = new WaitMeter((leftMs, reason) => {
		if ('addExecutionHints' in context) context.logger.info(sayWaiting(vendor, leftMs, reason));
	});
	const noted = new Set<string>();
	const note = (message: string) => {
		if (noted.size < MOST_NOTES_KEPT) noted.add(message);
	};
	const each = new Map<SayOfEach, Set<string>>();
	const noteEach = (say: SayOfEach, name: string) => {
		const names = each.get(say) ?? new Set();
		each.set(say, names.add(name));
	};
	const run = { vendor, waits, note, noteEach, noted, each };
	runs.set(context, run);
	return run;
}

/**
 * Says beside the output what a run did. An agent reads the output and nothing else.
 *
 * @param nothing what to say where nothing was found, without a dot
 */
export async function addHints(
	context: IExecuteFunctions,
	{ items, failures = [], records, refusedItems = 0 }: Worked,
	nothing: string | undefined,
): Promise<void> {
	if (isTool(context.getNode())) return;
	const run = runs.get(context);
	const isCounted = failures.length > 0 || nothing !== undefined;
	const count = context.getInputData().length;
	const hints = sayWhatHappened({
		vendor: run?.vendor ?? '',
		items: isCounted ? await countItems(count, items, failures) : undefined,
		records,
		refusedItems,
		nothing,
		waitedMs: run?.waits.waitedMs ?? 0,
		waitedFor: run?.waits.waitedFor ?? [],
		notes: [
			...(run?.noted ?? []),
			...[...(run?.each ?? [])].map(([say, names]) => say([...names])),
		],
	});
	if (hints.length === 0) return;
	context.addExecutionHints(...hints.map((hint) => ({ ...hint, location: 'outputPane' as const })));
}
