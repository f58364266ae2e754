import type {
	INode,
	INodeListSearchResult,
	INodePropertyOptions,
	IWorkflowExecuteAdditionalData,
	ResourceMapperFields,
	Workflow,
} from 'n8n-workflow';
import { HostRequestError } from './errors.ts';
import { core, n8nWorkflow } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type { ListSearchRequest, MethodRequest } from './protocol.ts';

type MethodKind = 'loadOptions' | 'listSearch' | 'resourceMapping';
type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;

/**
 * Calls a method that fills a field in the editor: with the parameters as they are there.
 *
 * Follows n8n 2.41 (packages/cli/src/services/dynamic-node-parameters.service.ts).
 */
export class NodeMethods {
	private readonly types: NodePackage;

	constructor(types: NodePackage) {
		this.types = types;
	}

	async loadOptions(
		node: INode,
		request: MethodRequest,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<INodePropertyOptions[]> {
		const result = await this.call('loadOptions', node, request, additionalData);
		return result as INodePropertyOptions[];
	}

	async listSearch(
		node: INode,
		request: ListSearchRequest,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<INodeListSearchResult> {
		const { filter, paginationToken } = request;
		const args = [filter, paginationToken];
		const result = await this.call('listSearch', node, request, additionalData, args);
		const list = result as INodeListSearchResult;
		const token: unknown = list?.paginationToken;
		return typeof token === 'number' ? { ...list, paginationToken: String(token) } : list;
	}

	/** The fields of a resource mapper; of fields with the same id n8n keeps the first. */
	async resourceMapping(
		node: INode,
		request: MethodRequest,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<ResourceMapperFields> {
		const result = await this.call('resourceMapping', node, request, additionalData);
		const mapping = result as ResourceMapperFields;
		const byId = new Map((mapping.fields ?? []).toReversed().map((field) => [field.id, field]));
		return { ...mapping, fields: mapping.fields?.filter((field) => byId.get(field.id) === field) };
	}

	private async call(
		kind: MethodKind,
		node: INode,
		{ method: name, path = '' }: MethodRequest,
		additionalData: IWorkflowExecuteAdditionalData,
		args: unknown[] = [],
	): Promise<unknown> {
		const workflow = this.createWorkflow(node);
		const { methods } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const known = (methods?.[kind] ?? {}) as Record<string, Method>;
		if (!Object.hasOwn(known, name)) {
			const names = Object.keys(known).join(', ') || 'none';
			throw new HostRequestError(`${node.type} has no ${kind} method "${name}"; it has: ${names}`);
		}
		// The editor sends the whole form, defaults included; the workflow has just filled them in.
		additionalData.currentNodeParameters = node.parameters;
		const context = new core.LoadOptionsContext(workflow, node, additionalData, path);
		return await workflow.expression.withIsolate(
			async () => await known[name].call(context, ...args),
		);
	}

	private createWorkflow(node: INode): Workflow {
		return new n8nWorkflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.types.nodeTypes,
		});
	}
}
