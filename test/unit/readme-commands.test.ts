/** Each command in README is run by a test, or it is said here why none does. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeCommands } from '../support/readmeCommands';

interface Run {
	/** The file that runs the command. */
	by: string;
	/** The words in it that do. */
	words: string;
}

interface NotRun {
	/** Why no test runs it. */
	notRun: string;
}

const NEEDS_NPM = 'It asks npm about the published package.';

const DEMO: Run = {
	by: 'test/e2e/dev.test.ts',
	words: "['npm', 'run', 'demo', '--', '--reset']",
};

const COMMANDS: Record<string, Run | NotRun> = {
	'npm install --prefix ~/.n8n/nodes --legacy-peer-deps ./n8n-nodes-prospect-events-0.1.0.tgz': {
		by: 'test/n8n/install-by-hand.test.ts',
		words: "runAsWritten('npm install --prefix ~/.n8n/nodes')",
	},
	'npm uninstall --prefix ~/.n8n/nodes n8n-nodes-prospect-events': {
		by: 'test/n8n/install-by-hand.test.ts',
		words: "runAsWritten('npm uninstall --prefix ~/.n8n/nodes')",
	},
	'npm view n8n-nodes-prospect-events@0.1.0 dist.integrity': { notRun: NEEDS_NPM },
	'apt-get install build-essential python3': {
		notRun: 'It changes the machine. CI runs where these are.',
	},
	'npm run demo': DEMO,
	'npm run demo -- --reset': DEMO,
	'npm run demo -- --queue': {
		notRun: 'test/e2e/queue.test.ts starts the same, with more events and other workers.',
	},
	'npm test': { by: '.ci/run', words: 'suite test npm test' },
};

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

it('these are all commands in README', () => {
	expect(readmeCommands(root).sort()).toEqual(Object.keys(COMMANDS).sort());
});

it.each(Object.entries(COMMANDS))('%s', (_, how) => {
	if ('notRun' in how) {
		expect(how.notRun).toMatch(/^.{20,}\.$/);
		for (const [file] of how.notRun.matchAll(/test\/[\w/.-]+\.ts/g)) {
			expect(existsSync(join(root, file))).toBe(true);
		}
		return;
	}
	expect(read(how.by)).toContain(how.words);
});

it('every script of npm that README names is there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const named = [...read('README.md').matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)];
	expect(named.length).toBeGreaterThan(2);
	expect(named.map(([, name]) => name).filter((name) => !(name in scripts))).toEqual([]);
});
