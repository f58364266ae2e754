/** What n8n loads of the built package when it starts, and what only with the first run. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { node24 } from '../support/host';

const root = join(__dirname, '../..');
const FILES = globSync('dist/{nodes,credentials}/**/*.js', { cwd: root });
const code = (file: string) => readFileSync(join(root, file), 'utf8');
/** Names of imports that are put off. */
const late = (text: string) => [...text.matchAll(/^let (\w+)\$;$/gm)].map(([, name]) => name);

const LOAD = `
	const { n8n } = require('./package.json');
	for (const file of [...n8n.credentials, ...n8n.nodes]) {
		for (const Class of Object.values(require('./' + file))) new Class();
	}
	console.log(JSON.stringify(Object.keys(require.cache)));
`;

let atStart: string[];
beforeAll(() => {
	const loaded = execFileSync(node24, ['-e', LOAD], { cwd: root, encoding: 'utf8' });
	atStart = (JSON.parse(loaded) as string[])
		.map((file) => relative(root, file))
		.filter((file) => FILES.includes(file));
});

it('loads the forms, and nothing that makes calls', () => {
	expect(atStart).toContain('dist/nodes/shared/requestOptions.js');
	const calling = ['send', 'client', 'runCalls', 'runNode'].map((n) => `dist/nodes/shared/${n}.js`);
	expect(calling.filter((file) => !FILES.includes(file))).toEqual([]);
	expect(calling.filter((file) => atStart.includes(file))).toEqual([]);
});

it('loads a run in one piece: only files of the forms put anything off', () => {
	const putOff = FILES.filter((file) => late(code(file)).length > 0);
	expect(putOff.length).toBeGreaterThan(0);
	expect(putOff.filter((file) => !atStart.includes(file))).toEqual([]);
});

it('finds every file, whenever it is loaded', () => {
	const missing = FILES.flatMap((file) =>
		[...code(file).matchAll(/require\("(\.[^"]+)"\)/g)]
			.filter(([, path]) => !existsSync(join(root, dirname(file), `${path}.js`)))
			.map(([, path]) => `${file} → ${path}`),
	);
	expect(missing).toEqual([]);
});

it('uses what is put off only by a call in brackets', () => {
	const odd = FILES.flatMap((file) =>
		late(code(file))
			.map(
				(name) =>
					new RegExp(`^.*(?<![\\w$])(?!(?<=\\()${name}\\(\\)\\)\\.)${name}(?![\\w$]| = ).*$`, 'm'),
			)
			.flatMap((pattern) => pattern.exec(code(file))?.[0] ?? []),
	);
	expect(odd).toEqual([]);
});
