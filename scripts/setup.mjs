/**
 * Installs what the repository needs, before anything else can run: plain JavaScript without
 * dependencies, for any Node from 20 on. What is there already is left alone.
 *
 *   node scripts/setup.mjs                the package's own tools (tests, build, Node 24)
 *   node scripts/setup.mjs --playground   the real n8n of the demo and of the end-to-end tests too
 *   node scripts/setup.mjs --oldest       the oldest n8n that the package is tested with
 *   node scripts/setup.mjs --n8n 2.0.0    another n8n that playground/n8n has a folder for
 */
import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statfsSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isInstalled } from './lib/installed.mjs';
import { OLDEST } from './lib/oldest.mjs';
import { runStep, StepError } from './lib/step.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const playground = join(root, 'playground');
const node24 = join(root, 'node_modules/.bin/node');
const older = join(playground, 'n8n');

const { values: wanted } = parseArgs({
	options: {
		playground: { type: 'boolean' },
		oldest: { type: 'boolean' },
		n8n: { type: 'string' },
	},
});

const SQLITE = 'node_modules/sqlite3';
const ADDON = 'build/Release/node_sqlite3.node';

/** Disk that an installation takes, with npm's cache and some air. */
const GIGABYTES = { root: 1.5, n8n: 4 };

function checkNode() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 20) {
		throw new StepError(`Node ${process.versions.node} is too old: please use Node 20 or newer.`);
	}
}

function checkDisk(folder, gigabytes) {
	const { bavail, bsize } = statfsSync(folder);
	const free = (bavail * bsize) / 1e9;
	if (free < gigabytes) {
		throw new StepError(
			`Not enough disk: the installation needs about ${gigabytes} GB, ${free.toFixed(1)} GB are free.`,
		);
	}
}

/** The tools' own Node comes by an install script of the package `node`, which npm may have skipped. */
async function checkNode24() {
	const shell = process.platform === 'win32';
	const version = () => spawnSync(node24, ['--version'], { encoding: 'utf8', shell }).stdout;
	if (version()?.startsWith('v24.')) return;
	await runStep('Setting up Node 24', 'some seconds', {
		command: ['npm', 'rebuild', 'node', '--ignore-scripts=false'],
		cwd: root,
	});
	if (!version()?.startsWith('v24.')) {
		throw new StepError(
			'The npm package "node" did not set up Node 24. If install scripts are switched off in npm, allow them for this folder.',
		);
	}
}

async function installRoot() {
	if (!isInstalled(root)) {
		checkDisk(root, GIGABYTES.root);
		await runStep("Installing the package's tools", 'about a minute', {
			command: ['npm', 'ci', '--loglevel=error', '--no-progress'],
			cwd: root,
		});
	}
	await checkNode24();
}

/** The folder that pins an older n8n. */
function folderOf(version) {
	const versions = readdirSync(older);
	if (versions.includes(version)) return join(older, version);
	throw new StepError(`There is no n8n ${version} in playground/n8n: ${versions.join(', ')}.`);
}

/** An n8n of its own version, in a folder that pins it. */
async function installN8n(folder) {
	const { n8n: version } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	).dependencies;
	if (!isInstalled(folder)) {
		checkDisk(folder, GIGABYTES.n8n);
		await runStep(`Installing n8n ${version}`, 'one to four minutes', {
			command: ['npm', 'ci', '--ignore-scripts', '--loglevel=error', '--no-progress'],
			cwd: folder,
		});
	}
	const sqlite = join(folder, SQLITE, ADDON);
	if (existsSync(sqlite)) return;
	const built = builtLike(folder);
	if (built === undefined) return await buildSqlite(folder, sqlite);
	mkdirSync(dirname(sqlite), { recursive: true });
	copyFileSync(built, sqlite);
}

/** The database driver of another n8n here, if it is the same version: building it takes a minute. */
function builtLike(folder) {
	const versionIn = (other) =>
		JSON.parse(readFileSync(join(other, SQLITE, 'package.json'), 'utf8')).version;
	const others = [playground, ...readdirSync(older).map((version) => join(older, version))];
	return others
		.filter((other) => existsSync(join(other, SQLITE, ADDON)))
		.filter((other) => versionIn(other) === versionIn(folder))
		.map((other) => join(other, SQLITE, ADDON))[0];
}

async function buildSqlite(folder, addon) {
	await runStep("Building n8n's database driver", 'about a minute', {
		command: ['npm', 'rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
		cwd: folder,
		advice:
			'It needs Python 3, make and a C++ compiler. On Debian or Ubuntu: apt-get install python3 make g++. On a Mac: xcode-select --install.',
	});
	if (!existsSync(addon)) {
		throw new StepError(
			`npm did not build sqlite3, although it said so. If install scripts are switched off in npm, allow them for the folder ${folder}.`,
		);
	}
}

try {
	checkNode();
	// Jest does not make the folder that it writes its results to.
	mkdirSync(join(root, '.results'), { recursive: true });
	await installRoot();
	if (wanted.playground) await installN8n(playground);
	if (wanted.oldest) await installN8n(folderOf(OLDEST));
	if (wanted.n8n !== undefined) await installN8n(folderOf(wanted.n8n));
} catch (error) {
	if (!(error instanceof StepError)) throw error;
	console.error(`\n${error.message}\n`);
	process.exitCode = 1;
}
