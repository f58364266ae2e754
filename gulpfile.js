const { basename, dirname, join, relative } = require('node:path');
const { Transform } = require('node:stream');
const { dest, parallel, series, src } = require('gulp');
const { n8n, name: packageName } = require('./package.json');

/** Passes the text of each file through `change`. */
function rewrite(change) {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			try {
				file.contents = Buffer.from(change(file.contents.toString(), file));
				done(null, file);
			} catch (error) {
				done(new Error(`${file.path}: ${error.message}`));
			}
		},
	});
}

/** Passes each JSON file through `change`, and writes it without white space. */
function rewriteJson(change) {
	return rewrite((text, file) => JSON.stringify(change(JSON.parse(text), file)));
}

/** Tabs, as in the source. The four spaces that tsc makes of each are a tenth of the package. */
function tabs() {
	return src('dist/{nodes,credentials}/**/*.js')
		.pipe(rewrite((code) => code.replace(/^( {4})+/gm, (run) => '\t'.repeat(run.length / 4))))
		.pipe(dest('dist'));
}

/** n8n starts sooner where the package loads only its forms. */
async function firstUse() {
	const { loadOnFirstUse } = await import('./scripts/lib/first-use.mjs');
	loadOnFirstUse(__dirname);
}

/** An object of the one class that a compiled file exports. */
function instanceIn(path) {
	const [Class] = Object.values(require(join(__dirname, path)));
	return new Class();
}

/** The icons keep their place relative to the compiled nodes and credentials. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/**
 * A codex file in `nodes/` says only what is particular to its node. What n8n wants besides stands in
 * the compiled node and its credential, and is added here.
 */
function codex() {
	const credentials = n8n.credentials.map(instanceIn);
	const complete = rewriteJson(({ documentation, categories, alias }, file) => {
		const nodeFile = `${basename(file.path, '.json')}.js`;
		const path = join('dist', relative(__dirname, dirname(file.path)), nodeFile);
		const { description } = instanceIn(path);
		const used = description.credentials.map(({ name }) => name);
		const pages = credentials
			.filter(({ name }) => used.includes(name))
			.map(({ documentationUrl }) => ({ url: documentationUrl }));
		return {
			node: `${packageName}.${description.name}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories,
			resources: {
				primaryDocumentation: [{ url: documentation }],
				credentialDocumentation: pages,
			},
			alias,
		};
	});
	return src('nodes/**/*.node.json').pipe(complete).pipe(dest('dist/nodes'));
}

/** What n8n's editor shows of a node's output before it has run. */
function schemas() {
	return src('nodes/**/__schema__/*.json')
		.pipe(rewriteJson((schema) => schema))
		.pipe(dest('dist/nodes'));
}

exports.icons = icons;
exports.codex = codex;
exports.schemas = schemas;
exports.default = series(tabs, firstUse, parallel(icons, codex, schemas));
