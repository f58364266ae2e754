const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { Transform } = require('node:stream');
const { dest, parallel, src } = require('gulp');
const { homepage, name: packageName } = require('./package.json');

/** The icons keep their place relative to the compiled nodes and credentials. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/**
 * A codex file in `nodes/` says only what is particular to its node. What n8n wants besides is the
 * same for all of them and is added here.
 */
function codex() {
	const complete = new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			const own = JSON.parse(file.contents.toString());
			const nodeFile = join(dirname(file.path), `${basename(file.path, '.json')}.ts`);
			const [, nodeName] = /\n\t\tname: '(\w+)'/.exec(readFileSync(nodeFile, 'utf8'));
			file.contents = Buffer.from(
				JSON.stringify({
					node: `${packageName}.${nodeName}`,
					nodeVersion: '1.0',
					codexVersion: '1.0',
					categories: ['Sales'],
					resources: {
						primaryDocumentation: [{ url: own.documentation }],
						credentialDocumentation: [{ url: `${homepage}#credentials` }],
					},
					alias: own.alias,
				}),
			);
			done(null, file);
		},
	});
	return src('nodes/**/*.node.json').pipe(complete).pipe(dest('dist/nodes'));
}

exports.icons = icons;
exports.codex = codex;
exports.default = parallel(icons, codex);
