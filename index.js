const { n8n } = require('./package.json');

/** The compiled classes behind the package's n8n block, each under its own name. */
function load(files, ending) {
	return Object.fromEntries(
		files.map((file) => {
			const className = file.slice(file.lastIndexOf('/') + 1, -ending.length);
			return [className, require(`./${file}`)[className]];
		}),
	);
}

module.exports = {
	...load(n8n.nodes, '.node.js'),
	...load(n8n.credentials, '.credentials.js'),
};
