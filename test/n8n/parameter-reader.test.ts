/** Parameters read with n8n alone, and with the reader of the nodes, on each of n8n's engines. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { node24, startHost } from '../support/host';

const MAIN = join(__dirname, '../reader/main.ts');
/** How many times as many cases, such as 100. */
const TIMES = Number(process.env.READER_TIMES ?? 1);

interface Report {
	passed: boolean;
	seed: number;
	reads: number;
	spared: number;
	difference?: string;
}

async function compare(engine: string, runs: number, ...options: string[]): Promise<Report> {
	const args = ['--no-warnings', MAIN, '--engine', engine, '--runs', String(runs), ...options];
	const output = await new Promise<string>((done, reject) => {
		execFile(node24, args, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
			if (stdout === '') reject(new Error(`No report: ${String(error)} ${stderr}`));
			else done(stdout);
		});
	});
	return JSON.parse(output) as Report;
}

describe.each([
	['legacy', 400],
	['vm', 150],
	['quickjs', 80],
])('on the engine %s', (engine, runs) => {
	it.each([
		['always the same parameters', ['--seed', '1']],
		['others each time', []],
		['also if it does not ask n8n whether it agrees', ['--unchecked']],
	])(
		'the reader gives what n8n gives for %s',
		async (_, options) => {
			// The seed is in what this prints, and so is what differs.
			const report = await compare(engine, runs * TIMES, ...options);
			expect(report).toEqual(expect.objectContaining({ passed: true }));
			expect(report.spared / report.reads).toBeGreaterThan(0.1);
		},
		120_000 * TIMES,
	);
});

describe('a reader is found out that', () => {
	it.each([
		['looks up names that n8n refuses', 'special-names', 'legacy', true],
		['looks up what is inherited or worked out', 'inherited-names', 'legacy', false],
		['goes through lists', 'list-steps', 'vm', true],
		['takes what is missing for nothing', 'missing-is-undefined', 'legacy', true],
		['takes what is missing for an empty text', 'missing-is-empty', 'legacy', true],
		['hands out any value of the item', 'any-value', 'legacy', true],
		['hands out text that an engine changes', 'broken-text', 'quickjs', true],
		['does not see the text around an expression', 'text-around', 'legacy', true],
		['keeps what one item gave', 'kept-across-items', 'legacy', false],
		['keeps it where it is deep inside', 'kept-across-items-inside', 'legacy', false],
		['hands the same list out twice', 'shared-values', 'legacy', false],
		['takes one fallback for another', 'any-fallback', 'legacy', false],
		['takes the input for what expressions see', 'own-items', 'legacy', true],
		['takes no ID out of an address', 'whole-address', 'legacy', true],
	])(
		'%s',
		async (_, mutant, engine, isUnchecked) => {
			const options = ['--seed', '1', '--mutant', mutant, ...(isUnchecked ? ['--unchecked'] : [])];
			expect((await compare(engine, 5000, ...options)).passed).toBe(false);
		},
		120_000,
	);
});

it('no form has n8n change a value in a way that the reader does not know', async () => {
	const host = await startHost();
	try {
		const { nodes } = await host.types();
		for (const name of nodes) {
			const { properties } = (await host.describe(name)) as unknown as {
				properties: INodeProperties[];
			};
			const told = JSON.stringify(properties);
			expect(told).toContain('"name"');
			expect(told).not.toMatch(/"(validateType|extractValue)"/);
		}
	} finally {
		await host.stop();
	}
});
