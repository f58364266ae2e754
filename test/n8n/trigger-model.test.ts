import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { node24 } from '../support/host';

const MAIN = join(__dirname, '../model/main.ts');

interface Report {
	passed: boolean;
	seed: number;
	runs: number;
	broken?: string;
	history?: unknown;
}

/** Plays random histories in a process of their own: the clock of that process is not the real one. */
async function playHistories(...options: string[]): Promise<Report> {
	const args = ['--no-warnings', MAIN, ...options];
	const output = await new Promise<string>((done, reject) => {
		execFile(node24, args, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
			if (stdout === '') reject(new Error(`No report: ${String(error)} ${stderr}`));
			else done(stdout);
		});
	});
	return JSON.parse(output);
}

it('keeps its promises in 1,000 random histories of at least 60 steps', async () => {
	// Always the same ones: `npm run test:model` looks for others.
	const report = await playHistories('--runs', '1000', '--steps', '60', '--seed', '1');
	// The shortest history that failed, if one did, is in what this prints.
	expect(report).toEqual(expect.objectContaining({ passed: true, runs: 1000 }));
}, 300_000);

describe('the histories find out a trigger that', () => {
	it.each([
		['asks only for what happened since the last poll', 'last-poll-cursor', 'Every event is seen'],
		['writes its state before it has fetched', 'state-before-fetch', 'was there at the start'],
		[
			'believes a memory that is older than its last output',
			'no-check-of-age',
			'No event is emitted twice',
		],
		[
			'lets polls overlap',
			'no-overlap-guard',
			/No event is emitted twice|is not heard of|remembers nothing/,
		],
		['does not save a baseline when nothing is new', 'baseline-not-saved', 'No event is lost'],
		[
			'waits for a poll that does not end',
			'never-given-up',
			/does not keep the next ones|is not heard of/,
		],
		[
			'lets a poll write that was given up',
			'given-up-poll-writes',
			/remembers nothing|No event is/,
		],
		['does not look for who is at fault', 'no-halving', 'Every event is seen'],
		['believes a refusal at once', 'refuse-at-once', 'Who is refused once is asked again'],
		['believes a refusal for good', 'refused-for-good', 'Every event is seen'],
		[
			'believes an empty success',
			'believe-empty-answer',
			/was there at the start|What is added is about/,
		],
		['tells events by their ids alone', 'ids-alone', 'No event is lost'],
		['keeps an event back that it can add nothing to', 'addition-needed', /adds nothing|is seen/],
		[
			'writes its state before it adds to the events',
			'state-before-additions',
			/remembers nothing|No event is lost/,
		],
		['adds to each event on its own', 'additions-by-event', 'is asked about once'],
		['takes all time for what it adds', 'additions-without-end', 'stays in its budget'],
		['adds to events below the credit floor', 'additions-below-floor', 'below the credit floor'],
		['takes what it hands over for confirmed at once', 'confirms-at-once', 'next poll confirms'],
		['never confirms', 'never-confirms', 'next poll confirms'],
		[
			'confirms before n8n may have saved it',
			'confirms-too-early',
			/handed over once|asked for|next poll confirms/,
		],
		['confirms and does not save that', 'confirmation-not-saved', 'next poll confirms'],
		['goes by a process ID', 'process-id', /No event is lost|asked for at once/],
		['hands over once more without a mark', 'no-mark', 'once more is marked'],
		['waits with that for the next sweep', 'redelivery-waits', 'asked for at once'],
		['hands over once more only once', 'redelivered-at-most-once', /is lost|confirms|asked for/],
	])(
		'%s',
		async (_, mutant, broken) => {
			// Always the same histories: which promise a mutant breaks first depends on them.
			const report = await playHistories('--runs', '3000', '--seed', '1', '--mutant', mutant);
			expect(report.passed).toBe(false);
			expect(report.broken).toMatch(broken);
		},
		300_000,
	);
});
