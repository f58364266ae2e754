/** Loaded into n8n: writes down what its heap holds after a collection, again and again. */
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const EVERY_MS = 20_000;

// n8n's task runners, which inherit this, are other programs.
if (process.argv[1]?.endsWith('/bin/n8n')) {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	setInterval(() => {
		collect();
		const { heapUsed } = process.memoryUsage();
		appendFileSync(process.env.SOAK_HEAP_FILE, `${Date.now()} ${heapUsed}\n`);
	}, EVERY_MS).unref();
}
