/**
 * Loads the built package as n8n does when it starts, in this process of its own, and prints what that took
 * as JSON. n8n-workflow is there before, as in n8n.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const MICROSECONDS = 1000;

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
require('n8n-workflow');
const { n8n } = require('../package.json') as { n8n: Record<'credentials' | 'nodes', string[]> };

const before = Object.keys(require.cache).length;
const started = process.cpuUsage();
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const classes = require(join(root, file)) as Record<string, new () => unknown>;
	for (const Class of Object.values(classes)) new Class();
}
const { user, system } = process.cpuUsage(started);
const files = Object.keys(require.cache).length - before;
console.log(JSON.stringify({ cpuMs: (user + system) / MICROSECONDS, files }));
