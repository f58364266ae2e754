/** The pages in `docs/nodes` hold what the nodes' forms say; `npm run nodes` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeNodes } from '../support/describeNodes';
import { picturedNodes } from '../support/formLabels';
import { startHost, type Host } from '../support/host';
import { nodesPage, type DescribedNode } from '../support/nodesPage';

const pictures = new Map(picturedNodes().map((node) => [node, `../images/forms/${node}.png`]));
const VENDORS = ['Explorium', 'Saleshandy', 'Outreach'];

let host: Host;
let nodes: DescribedNode[];
beforeAll(async () => {
	host = await startHost();
	nodes = await describeNodes<DescribedNode>(host);
});
afterAll(async () => await host.stop());

const ofVendor = (vendor: string) =>
	nodes.filter(({ displayName }) => new RegExp(`^${vendor}\\b|\\(${vendor}\\)$`).test(displayName));

it('there is a page for every node', () => {
	expect(VENDORS.flatMap(ofVendor)).toEqual(nodes);
});

it.each(VENDORS)('the page of %s tells of every node and every field', (vendor) => {
	const file = join(__dirname, `../../docs/nodes/${vendor.toLowerCase()}.md`);
	const written = readFileSync(file, 'utf8');
	const page = nodesPage(written, ofVendor(vendor), pictures);
	if (page !== written && process.env.UPDATE_NODES === '1') writeFileSync(file, page);
	expect(readFileSync(file, 'utf8')).toBe(page);
});
