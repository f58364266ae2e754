import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** How tsc writes an import of a file of the package. */
const IMPORT = /^const (\w+) = require\("(\.[^"]+)"\);$/gm;

/** Loads what n8n loads when it starts, and prints the files that it took. */
const LOAD = `
	const { n8n } = require('./package.json');
	for (const file of [...n8n.credentials, ...n8n.nodes]) {
		for (const Class of Object.values(require('./' + file))) new Class();
	}
	console.log(JSON.stringify(Object.keys(require.cache)));
`;

/**
 * Makes the forms of the nodes, which n8n loads when it starts, load whatever only a run needs when it is
 * first used. A file that only a run needs loads all of its own at once, so that a run is of one piece, also
 * where the package is updated while it goes on.
 */
export function loadOnFirstUse(folder) {
	// As Node.js names the files it has loaded.
	const root = realpathSync(folder);
	const files = globSync('dist/{nodes,credentials}/**/*.js', { cwd: root });
	const compiled = new Map(files.map((file) => [join(root, file), read(join(root, file))]));
	for (const [file, code] of compiled)
		writeFileSync(
			file,
			late(code, () => true),
		);
	const out = execFileSync(process.execPath, ['-e', LOAD], { cwd: root, encoding: 'utf8' });
	const atStart = new Set(JSON.parse(out));
	for (const [file, code] of compiled) {
		const isLate = (path) => !atStart.has(`${resolve(dirname(file), path)}.js`);
		writeFileSync(file, atStart.has(file) ? late(code, isLate) : code);
	}
}

/** The code of a file with the chosen imports put off to their first use. */
function late(code, isLate) {
	const names = [];
	const put = code.replace(IMPORT, (line, name, path) => {
		if (!isLate(path)) return line;
		names.push(name);
		return `let ${name}$;\nconst ${name} = () => (${name}$ ??= require("${path}"));`;
	});
	// The brackets are for `new name().Class()`, which would take the name itself for a class.
	return names.reduce(
		(text, name) => text.replaceAll(new RegExp(`(?<![\\w$])${name}\\.`, 'g'), `(${name}()).`),
		put,
	);
}

const read = (file) => readFileSync(file, 'utf8');
