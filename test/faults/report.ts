import { endsOf } from './summary.ts';
import type { CellResult } from './runner.ts';

const VENDOR_NAMES = { explorium: 'Explorium', saleshandy: 'Saleshandy', outreach: 'Outreach' };

/** The page of the documentation: what vendors may do wrong, and what the nodes do then. */
export function reportOf(results: CellResult[], targets: number): string {
	const rows = endsOf(results).map(({ fault, cells, served, said }) => {
		const who = fault.vendors?.map((vendor) => VENDOR_NAMES[vendor]).join(', ') ?? 'all';
		return `| ${[fault.name, who, fault.does, cells, served, said].map(escaped).join(' | ')} |`;
	});
	return `# What the nodes do when a vendor fails

\`npm run test:faults -- --report\` writes this page. It runs ${targets} targets in all:

- all action nodes,
- the methods that fill the lists to pick from,
- the tests of the credentials,
- what the triggers do: polling, publishing, unpublishing, taking deliveries.

Each target meets every fault of its vendor twice: once with "stop" and once with "continue" as the node's setting
for errors. For polling, the two runs are on n8n's two engines. For webhooks, they are in the two versions of the
API. The fault hits all calls, the first one once, the first call that changes something, or the last one. That
makes ${results.length} cells.

A cell passes in two cases. Either the node returns the same as without the fault, and leaves the same at the
vendor. Or the node fails and says so. Then its message names the vendor, the item, the cause and the next step,
and says if the call may have been carried out. No cell takes 2 s longer than *Request Options* allow, does
twice what must be done once, or shows a secret.

- **Served**: the node did what was asked. The fault did not matter, or the node asked again.
- **Said**: the node failed, and said so.

| Fault | Vendor | What the nodes do | Cells | Served | Said |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const escaped = (text: string | number): string => String(text).replaceAll('|', '\\|');
