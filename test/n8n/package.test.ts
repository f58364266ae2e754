import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { isTool } from '../support/describeNodes';
import { node24, startHost, type Host } from '../support/host';
import { startSandbox } from '../support/sandbox';

const run = promisify(execFile);
const root = join(__dirname, '../..');
const manifest = jest.requireActual('../../package.json');

/** The name of a node type, as n8n knows it, from the file of its class. */
const typeOf = (file: string) => {
	const [className] = basename(file).split('.');
	return className[0].toLowerCase() + className.slice(1);
};
const NODES: string[] = manifest.n8n.nodes.map(typeOf);
const CREDENTIALS = ['exploriumApi', 'saleshandyApi', 'outreachOAuth2Api'];

let host: Host;
beforeAll(async () => {
	host = await startHost();
});
afterAll(async () => await host.stop());

describe('as n8n loads it', () => {
	it('has these nodes and credentials', async () => {
		const types = await host.types();
		// n8n makes a second type of each node that an AI agent may use.
		const nodes = types.nodes.filter((name) => !isTool(name));
		expect([...nodes].sort()).toEqual([...NODES].sort());
		expect([...types.credentials].sort()).toEqual([...CREDENTIALS].sort());
	});

	it.each(NODES)('%s can be found and understood', async (name) => {
		const description = await host.describe(name);
		const [vendor] = /^(explorium|saleshandy|outreach)/.exec(name) ?? [];
		const names = new RegExp(`^${vendor}:? |\\(${vendor}\\)$`);
		expect(String(description.displayName).toLowerCase()).toMatch(names);
		// Two vendors have nodes that do the same.
		const { name: onCanvas } = description.defaults as { name: string };
		expect(onCanvas.toLowerCase()).toMatch(new RegExp(`^${vendor}:? .{5,}`));
		expect(description.iconUrl ?? description.icon).toBeTruthy();
	});
});

describe('as it is published', () => {
	it('needs nothing at run time', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is under 1.2 MB, and holds what n8n needs and nothing else', async () => {
		const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: root });
		const [{ unpackedSize, files }] = JSON.parse(stdout);
		expect(unpackedSize).toBeLessThan(1_200_000);
		const paths = files.map(({ path }: { path: string }) => path);
		expect(paths).toEqual(
			expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
		);
		for (const path of paths) {
			expect(path).toMatch(
				/^(dist\/.+\.(js|json|svg)|index\.js|package\.json|(README|LICENSE|CHANGELOG)\.md)$/,
			);
		}
	});

	it('exports its nodes and credentials by name', () => {
		const exported = jest.requireActual('../../index.js');
		expect(Object.keys(exported)).toHaveLength(NODES.length + CREDENTIALS.length);
		for (const [name, Class] of Object.entries<new () => { description?: { name: string } }>(
			exported,
		)) {
			expect(Class.name).toBe(name);
			const { description } = new Class();
			if (description) expect(description.name.toLowerCase()).toBe(name.toLowerCase());
		}
	});
});

describe('run-node', () => {
	it('runs a node from a file and prints JSON', async () => {
		const sandbox = await startSandbox();
		const folder = mkdtempSync(join(tmpdir(), 'run-node-'));
		const file = join(folder, 'request.json');
		try {
			const { people } = await sandbox.control.state();
			const move = await sandbox.control.changeCompany(people[0].id);
			writeFileSync(
				file,
				JSON.stringify({
					node: 'exploriumFetchProspectEvents',
					parameters: { prospectIds: '={{ $json.id }}' },
					items: [{ id: people[0].id }],
					credentials: {
						exploriumApi: { apiKey: 'demo-explorium-key', baseUrl: sandbox.explorium },
					},
				}),
			);
			const { stdout } = await run(node24, ['tools/run-node.ts', file], { cwd: root });
			const { output, error } = JSON.parse(stdout);
			expect(error).toBeNull();
			expect(output[0][0].json.event_id).toBe(move.event_id);
		} finally {
			rmSync(folder, { recursive: true });
			await sandbox.stop();
		}
	});
});
