import { spawn } from 'node:child_process';

const SHOWN_LINES = 20;

/** A failure that the person at the terminal can understand and act on; shown without a stack. */
export class StepError extends Error {}

/** Says every few seconds that the step goes on: on one line in a terminal, on a new one in a log. */
function showProgress(title, usually) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const line = () => `${title} … ${seconds()} s (usually ${usually})`;
	if (!process.stdout.isTTY) {
		console.log(`${title} (usually ${usually})`);
		const timer = setInterval(() => console.log(line()), 15_000);
		return (word) => {
			clearInterval(timer);
			console.log(`${title}: ${word} after ${seconds()} s`);
		};
	}
	const draw = () => process.stdout.write(`\r${line()}`);
	draw();
	const timer = setInterval(draw, 1000);
	return (word) => {
		clearInterval(timer);
		process.stdout.write(`\r\x1b[K${title}: ${word} after ${seconds()} s\n`);
	};
}

/**
 * Runs one command of the set-up. What it prints is kept and shown only if it fails, as a plain
 * message with its last lines and what to do.
 */
export async function runStep(title, usually, { command, cwd, advice }) {
	const done = showProgress(title, usually);
	let output = '';
	const collect = (chunk) => (output = (output + chunk).slice(-20_000));
	const [program, ...args] = command;
	const child = spawn(program, args, {
		cwd,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const problem = await new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code, signal) =>
			resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)),
		);
	});
	done(problem ? 'failed' : 'done');
	if (!problem) return;
	// npm may end with all its options, which say nothing about what went wrong.
	const [told] = output.split(/^npm error Usage:/m);
	const lines = told.trim().split('\n').slice(-SHOWN_LINES);
	throw new StepError(
		[
			`${title}: "${command.join(' ')}" failed (${problem}). It ended with:`,
			'',
			...lines.map((line) => `  ${line}`),
		]
			.concat(advice ? ['', advice] : [])
			.join('\n'),
	);
}
