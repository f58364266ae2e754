import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { N8nApi } from '../../../playground/src/n8n-api.ts';
import { root } from './running-demo';

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** The full type names of the package's nodes, as workflows spell them. */
export const NODE_TYPES = manifest.n8n.nodes.map((file) => {
	const className = basename(file, '.node.js');
	return `${manifest.name}.${className[0].toLowerCase()}${className.slice(1)}`;
});

/** Whether a type is one of the package's, also in its form as a tool of AI agents. */
export const isOurs = (type: string): boolean => type.startsWith(`${manifest.name}.`);

/** All that n8n's editor has of the package, tools of AI agents too, under full type names. */
export async function listOurTypes(api: N8nApi): Promise<INodeTypeDescription[]> {
	const all = await api.listNodeTypes<INodeTypeDescription>();
	return all.filter(({ name }) => isOurs(name));
}

/** What n8n tells its editor about the package's nodes, under their full type names. */
export async function describeNodeTypes(api: N8nApi): Promise<INodeTypeDescription[]> {
	const described = await api.post<INodeTypeDescription[]>('/node-types', {
		nodeInfos: NODE_TYPES.map((name) => ({ name, version: 1 })),
	});
	return described.map((one) => ({ ...one, name: `${manifest.name}.${one.name}` }));
}
