import type { IExecuteFunctions } from 'n8n-workflow';
import { paired } from '../../../nodes/shared/paired';
import { addHints, notesOf } from '../../../nodes/shared/runFacts';

interface Seen {
	logged: string[];
	hints: object[];
}

function contextOf(type: string, kind: 'action' | 'trigger' = 'action') {
	const seen: Seen = { logged: [], hints: [] };
	const context = {
		getNode: () => ({ type }),
		getInputData: () => [{ json: {} }],
		logger: { info: (line: string) => void seen.logged.push(line) },
		...(kind === 'action' && {
			addExecutionHints: (...hints: object[]) => void seen.hints.push(...hints),
		}),
	} as unknown as IExecuteFunctions;
	return { context, seen };
}

const output = { items: [paired({}, 0)] };

it('says what was noted of this run, and logs its waits', async () => {
	const { context, seen } = contextOf('outreachAddTags');
	const run = notesOf(context, 'Outreach');
	run.note('One was left out.');
	run.note('One was left out.');
	run.waits.begin(0, 40_000, 'rateLimited');
	expect(seen.logged).toEqual(["Outreach's rate limit is used up: waiting 40 s"]);
	run.waits.end(40_000);
	// A second client of the run notes in the same place.
	expect(notesOf(context, 'Outreach')).toBe(run);
	await addHints(context, output, undefined);
	const location = 'outputPane';
	expect(seen.hints).toEqual([
		{ message: 'One was left out.', type: 'warning', location },
		{ message: "Waited 40 s for Outreach's rate limit.", type: 'info', location },
	]);
});

it('says nothing of another run', async () => {
	notesOf(contextOf('one').context, 'Outreach').note('One was left out.');
	const { context, seen } = contextOf('other');
	await addHints(context, output, undefined);
	expect(seen.hints).toEqual([]);
});

it('says nothing beside the output of a tool', async () => {
	const { context, seen } = contextOf('outreachAddTagsTool');
	notesOf(context, 'Outreach').note('One was left out.');
	await addHints(context, { items: [] }, 'Nothing was found');
	expect(seen.hints).toEqual([]);
});

it('logs no waits of a trigger', () => {
	const { context, seen } = contextOf('trigger', 'trigger');
	notesOf(context, 'Explorium').waits.begin(0, 40_000, 'rateLimited');
	expect(seen.logged).toEqual([]);
});

it('keeps a bounded number of notes', () => {
	const { context } = contextOf('node');
	const run = notesOf(context, 'Outreach');
	for (let index = 0; index < 100_000; index += 1) run.note(`note ${index}`);
	expect(run.noted.size).toBe(1_000);
});
