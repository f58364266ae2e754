import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	ICredentialType,
	INode,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { builtinNodes } from './builtin-nodes.ts';
import { HostRequestError, toJson } from './errors.ts';
import { core, n8nWorkflow } from './n8n.ts';
import { oAuth2Api } from './oauth2-api.ts';
import type { Json, PackageTypes } from './protocol.ts';
import { nameBehindTool, toolVariant } from './tool-nodes.ts';

interface NodeFields {
	parameters?: Json;
	typeVersion?: number;
	name?: string;
}

function assertBuilt(directory: string): void {
	const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
		n8n?: { nodes?: string[]; credentials?: string[] };
	};
	if (!manifest.n8n) {
		throw new HostRequestError(`${join(directory, 'package.json')} has no "n8n" block.`);
	}
	const files = [...(manifest.n8n.nodes ?? []), ...(manifest.n8n.credentials ?? [])];
	const missing = files.find((file) => !existsSync(join(directory, file)));
	if (missing) throw new HostRequestError(`${missing} is missing: run "npm run build" first.`);
}

/** A built package, loaded the way n8n loads it. */
export class NodePackage {
	readonly nodeTypes: INodeTypes;
	private readonly loader: InstanceType<typeof core.PackageDirectoryLoader>;

	private constructor(loader: InstanceType<typeof core.PackageDirectoryLoader>) {
		this.loader = loader;
		this.nodeTypes = {
			getByName: (type) => this.getNodeType(type),
			getByNameAndVersion: (type, version) =>
				n8nWorkflow.NodeHelpers.getVersionedNodeType(this.getNodeType(type), version),
			getKnownTypes: () => loader.known.nodes,
		};
	}

	/** @param directory folder with a package.json (its n8n block) and what that block names */
	static async load(directory: string): Promise<NodePackage> {
		assertBuilt(directory);
		const loader = new core.PackageDirectoryLoader(directory);
		await loader.loadAll();
		return new NodePackage(loader);
	}

	types(): PackageTypes {
		return {
			nodes: Object.keys(this.loader.nodeTypes),
			credentials: Object.keys(this.loader.credentialTypes),
		};
	}

	/** A node's description as loaded, with what n8n adds (`pollTimes`, icon paths, codex). */
	describe(name: string): Json {
		const type = this.getNodeType(this.fullName(name));
		return toJson(type.description) as unknown as Json;
	}

	/** A node on the canvas: n8n's defaults for what the request leaves out. */
	createNode(typeName: string, { parameters = {}, typeVersion, name }: NodeFields): INode {
		const type = this.fullName(typeName);
		const { description } = this.getNodeType(type);
		const version = typeVersion ?? latestVersion(description);
		const { defaults } = this.nodeTypes.getByNameAndVersion(type, version).description;
		return {
			id: 'node-under-test',
			name: name ?? String(defaults.name ?? description.displayName),
			type,
			typeVersion: version,
			position: [200, 0],
			parameters: structuredClone(parameters) as INode['parameters'],
		};
	}

	getCredentialType(name: string): ICredentialType {
		if (name === oAuth2Api.name) return oAuth2Api;
		if (!(name in this.loader.credentialTypes)) {
			const known = this.types().credentials.join(', ');
			throw new HostRequestError(`Unknown credential type "${name}". Known: ${known}`);
		}
		return this.loader.getCredential(name).type;
	}

	/** Names of all types that a credential type extends, however far up. */
	getParentTypes(name: string): string[] {
		const parents = this.loader.known.credentials[name]?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	/** Full names of the nodes that use a credential type. */
	getSupportedNodes(credentialType: string): string[] {
		const names = this.loader.known.credentials[credentialType]?.supportedNodes ?? [];
		return names.map((name) => `${this.loader.packageName}.${name}`);
	}

	/** The package's name for a node, whether or not the caller put it in front. */
	fullName(name: string): string {
		const prefix = `${this.loader.packageName}.`;
		const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
		if (!this.isNode(short) && !this.isNode(nameBehindTool(short))) {
			const known = this.types().nodes.sort();
			const message = `Unknown node "${name}". Known nodes: ${known.join(', ')}`;
			throw new HostRequestError(message, known);
		}
		return prefix + short;
	}

	private getNodeType(type: string): INodeType | IVersionedNodeType {
		if (Object.hasOwn(builtinNodes, type)) return builtinNodes[type];
		const name = type.slice(type.lastIndexOf('.') + 1);
		const behind = nameBehindTool(name);
		return behind === undefined || this.isNode(name)
			? this.loader.getNode(name).type
			: toolVariant(this.loader.getNode(behind).type as INodeType);
	}

	private isNode(name: string | undefined): boolean {
		return name !== undefined && Object.hasOwn(this.loader.nodeTypes, name);
	}
}

function latestVersion(description: {
	defaultVersion?: number;
	version?: number | number[];
}): number {
	const { defaultVersion, version = 1 } = description;
	return defaultVersion ?? [version].flat().at(-1) ?? 1;
}
