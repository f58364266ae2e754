import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { uncounted } from './watchLoop.ts';

/** A call as a stand-in for a vendor gets it. */
export interface StandInCall {
	method: string;
	/** Below the base URL, without the query. */
	path: string;
	query: URLSearchParams;
	body: unknown;
}

/** Answers a call: the body of a 200, or another status with its body. */
export type StandIn = (call: StandInCall) => { status?: number; body: unknown };

const FROM_ITEM = /^=\{\{ \$json\.(\w+) \}\}$/;

/** Whether something in a parameter comes from the item. */
const varies = (value: unknown): boolean => JSON.stringify(value ?? null).includes('={{');

/** A parameter for one item: each expression is one name in the item. */
function resolve(value: unknown, json: IDataObject): unknown {
	if (typeof value === 'string') {
		const name = FROM_ITEM.exec(value)?.[1];
		return name === undefined ? value : json[name];
	}
	if (Array.isArray(value)) return value.map((one) => resolve(one, json));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, json)]));
}

/** What the form of a node holds where nobody changed it. */
function defaultsOf({ description }: INodeType): Record<string, unknown> {
	return Object.fromEntries(
		description.properties.map(({ name, type, default: initial }) => [
			name,
			type === 'resourceLocator' ? { __rl: true, ...(initial as object) } : initial,
		]),
	);
}

/**
 * n8n's object for one run of a node, with next to no work of its own: expressions are names in the item,
 * and calls go to a stand-in in this process.
 */
export function fakeContext(
	node: INodeType,
	own: Record<string, unknown>,
	jsons: IDataObject[],
	answer: StandIn,
	goesOn: boolean,
): IExecuteFunctions {
	const parameters: Record<string, unknown> = {
		...defaultsOf(node),
		requestOptions: { maxAttempts: 1 },
		...own,
	};
	const isVarying = new Set(Object.keys(parameters).filter((name) => varies(parameters[name])));
	const items = jsons.map((json) => ({ json }));
	const valueOf = (name: string, item: number, isRaw: boolean | undefined) => {
		const value = parameters[name];
		return isRaw !== true && isVarying.has(name) ? resolve(value, jsons[item]) : value;
	};
	const send = async (_type: string, { method, url, body }: IHttpRequestOptions) => {
		const reply = uncounted(() => {
			const { pathname, searchParams } = new URL(url);
			const path = pathname.replace(/^\/(api\/)?v\d/, '');
			return answer({ method: String(method), path, query: searchParams, body: body ?? {} });
		});
		// The answer of a vendor comes in a turn of its own.
		await new Promise(setImmediate);
		return { statusCode: reply.status ?? 200, headers: {}, body: reply.body };
	};
	const { name } = node.description;
	const context = {
		getNodeParameter: (
			parameter: string,
			item: number,
			fallback?: unknown,
			options?: { extractValue?: boolean; rawExpressions?: boolean },
		) => {
			const value = valueOf(parameter, item, options?.rawExpressions) ?? fallback;
			const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
			return options?.extractValue && isLocator ? (value as { value?: unknown }).value : value;
		},
		getInputData: () => items,
		getNode: () => ({ id: 'node', name, type: name, typeVersion: 1, parameters, credentials: {} }),
		getCredentials: async () => ({ baseUrl: 'http://127.0.0.1', apiKey: 'key', apiVersion: 'v1' }),
		getExecutionCancelSignal: () => undefined,
		getExecuteData: () => ({}),
		getTimezone: () => 'UTC',
		getMode: () => 'trigger',
		continueOnFail: () => goesOn,
		logger: { warn: () => undefined },
		addExecutionHints: () => undefined,
		helpers: { httpRequestWithAuthentication: send },
	};
	return context as unknown as IExecuteFunctions;
}
