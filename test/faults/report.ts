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

\`npm run test:faults -- --report\` writes this page. It runs all action nodes, the methods behind the fields with
a list to pick from, the tests of the credentials, and what the triggers do (polling, publishing,
unpublishing, taking deliveries): ${targets} targets in all. Each meets every fault of its vendor twice, with
"stop" and with "continue" as the node's setting for errors (polling: on n8n's two engines; webhooks: in both
versions of the API). The fault hits all calls, the first one once, the first call that changes something, or
the last one: ${results.length} cells.

A cell holds if the node gives what it gives without the fault and leaves the same at the vendor, or fails and
says so. A message names the vendor, the item, the cause and the next step, and tells when the call may have
been carried out. No cell takes 2 s longer than the bounds under *Request Options* allow, carries out twice what
must be done once, or shows a secret.

- **Served**: what was asked was served, because the fault does not matter or the node asked again.
- **Said**: the node failed, and said so.

| Fault | Vendor | What the nodes do | Cells | Served | Said |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const escaped = (text: string | number): string => String(text).replaceAll('|', '\\|');
