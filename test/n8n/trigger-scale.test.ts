/** What a poll takes grows with what is watched and remembered, and stays small. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { PollFigures } from '../../bench/trigger-poll';
import { node24 } from '../support/host';

const CHILD = join(__dirname, '../../bench/trigger-child.ts');
const SWEEPS = '3';

/** Sweeps a tenth of the largest size that `npm run bench:trigger` measures. */
async function measure(): Promise<PollFigures> {
	const output = await new Promise<string>((done, reject) => {
		const args = ['--no-warnings', CHILD, '10000', '10', SWEEPS];
		execFile(node24, args, (error, stdout) => (error ? reject(error) : done(stdout)));
	});
	return JSON.parse(output);
}

it('a sweep of 10,000 prospects with 100,000 remembered events is quick, and n8n gets its turns', async () => {
	const { leastCpu, leastNeeded, leastBlockMs, aboveIdleMb, stateBytes } = await measure();
	// In seconds, these bounds would be about the machine and what else it does.
	expect(leastCpu / leastNeeded).toBeLessThan(5);
	// Without turns, a poll is one block.
	expect(leastBlockMs / 1000 / leastCpu).toBeLessThan(0.15);
	expect(aboveIdleMb).toBeLessThan(300);
	expect(stateBytes).toBeLessThan(100_000 * 16 + 10_000 * 12 + 1000);
}, 120_000);
