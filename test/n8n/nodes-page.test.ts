/** `docs/nodes.md` is what the nodes' forms say; `npm run docs` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeNodes } from '../support/describeNodes';
import { startHost, type Host } from '../support/host';
import { nodesPage, type DescribedNode } from '../support/nodesPage';

const file = join(__dirname, '../../docs/nodes.md');

let host: Host;
beforeAll(async () => {
	host = await startHost();
});
afterAll(async () => await host.stop());

it('tells of every node and every field', async () => {
	const nodes = await describeNodes<DescribedNode>(host);
	const page = nodesPage(nodes);
	if (process.env.UPDATE_DOCS === '1') writeFileSync(file, page);
	expect(readFileSync(file, 'utf8')).toBe(page);
});
