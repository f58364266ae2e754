import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTool } from '../support/describeNodes';
import { startVendorRig } from '../support/vendorRig';

/** `npm run test:vendors` names the unpacked package of one vendor. */
const folder = process.env.TEST_PACKAGE ?? join(__dirname, '../..');

it('is the package that was asked for', async () => {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const rig = await startVendorRig('explorium');
	try {
		const { nodes, credentials } = await rig.host.types();
		expect(nodes.filter((name) => !isTool(name))).toHaveLength(n8n.nodes.length);
		expect(credentials).toHaveLength(n8n.credentials.length);
	} finally {
		await rig.stop();
	}
});
