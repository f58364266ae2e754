/** What README says about installing and removing the package by hand, word for word. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readmeCommands } from '../support/readmeCommands';

const root = join(__dirname, '../..');
const NAME = 'n8n-nodes-prospect-events';
const run = promisify(execFile);

let work: string;
let modules: string;

beforeAll(async () => {
	work = mkdtempSync(join(tmpdir(), 'by-hand-'));
	modules = join(work, 'user/nodes/node_modules');
	await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work], {
		cwd: root,
	});
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Runs README's command that begins so, in a folder with the packed file, as somebody else's user. */
async function runAsWritten(start: string): Promise<void> {
	const found = readmeCommands(root).filter((command) => command.startsWith(start));
	expect(found).toHaveLength(1);
	const [program, ...args] = found[0].replace('~/.n8n', join(work, 'user')).split(' ');
	expect([program, args[0]]).toEqual(['npm', expect.stringMatching(/^(un)?install$/)]);
	// The package needs nothing else, so nothing has to be fetched.
	await run(program, [...args, '--offline'], { cwd: work });
}

it('the command that installs it puts the package there, and no second copy of what n8n has', async () => {
	await runAsWritten('npm install --prefix ~/.n8n/nodes');
	expect(existsSync(join(modules, NAME, 'dist'))).toBe(true);
	expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual([NAME]);
});

it('the command that removes it leaves nothing of it', async () => {
	await runAsWritten('npm uninstall --prefix ~/.n8n/nodes');
	expect(existsSync(join(modules, NAME))).toBe(false);
});
