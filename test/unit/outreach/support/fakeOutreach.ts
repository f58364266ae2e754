import type { IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';

/** What one input item says about the records to work on: anything. */
export interface TargetInput {
	[parameter: string]: unknown;
	selectBy?: unknown;
	ids?: unknown;
	emails?: unknown;
	domain?: unknown;
	filter?: unknown;
	preview?: unknown;
	applyToAll?: unknown;
	atMost?: unknown;
}

/** What Outreach answers to a question about records: anything, true or not. */
export interface Answers {
	records: unknown;
	meta: unknown;
}

/** A request that would change records. */
export interface SentAction {
	/** Where it was sent. */
	action: string;
	query: URLSearchParams;
	body: { data: { attributes: { ids?: unknown; payload?: { ids?: unknown } } } };
}

/** What a bulk node wants to know besides its target, so that nothing but the target is in question. */
const OTHER_PARAMETERS: Record<string, unknown> = {
	tags: 'VIP',
	userIds: ['1'],
	ownerId: 1,
	accountId: 1,
	opportunityId: 1,
	sequenceId: 1,
	mailboxId: 1,
	fieldsToSet: 'byName',
	fieldValues: { field: [{ name: 'title', value: 'x' }] },
	action: 'prospectsDestroyAll',
	payload: '{}',
	findBy: 'emails',
	otherEmails: 'keep',
	companyDomain: 'd1.example.com',
	companyName: 'Acme',
	subjectType: 'prospect',
	prospectId: 1,
	due: 'nextWorkingDay',
	assignTo: 'user',
	waitForCompletion: false,
	requestOptions: { maxAttempts: 1 },
};

/** What a node has sent. */
export interface Traffic {
	actions: SentAction[];
	/** The addresses of the lists it asked for. */
	lists: URLSearchParams[];
}

/** Records as a list of this type gives them: with what its filter asks for, if they do not say otherwise. */
function recordsFor(records: unknown, type: string, query: URLSearchParams): unknown {
	const attributes: Record<string, unknown> = {};
	const relationships: Record<string, unknown> = {};
	for (const [parameter, value] of query) {
		const [, name, part] = /^filter\[(\w+)\](?:\[(\w*)\])?/.exec(parameter) ?? [];
		if (name === undefined) continue;
		if (part === 'id') relationships[name] = { data: { id: Number(value) } };
		else attributes[name] = value === '__null__' ? null : value;
	}
	if (!Array.isArray(records)) return records;
	return records.map((one: { attributes?: object } | null) => {
		if (typeof one !== 'object' || one?.attributes === undefined) return one;
		return { relationships, ...one, type, attributes: { ...attributes, ...one.attributes } };
	});
}

/** Runs a node on input items against an Outreach that only answers what it is told to. */
export async function runBulkNode(
	node: INodeType,
	inputs: TargetInput[],
	answers: Answers,
	options: object,
): Promise<Traffic> {
	const traffic: Traffic = { actions: [], lists: [] };
	const isAccount = /Accounts?$/.test(node.description.name);
	const reply = (body: unknown) => ({ statusCode: 200, headers: {}, body });
	const request = async (_type: string, { method, url, body }: IHttpRequestOptions) => {
		const { pathname, searchParams } = new URL(url);
		if (method !== 'GET') {
			const action = pathname.replace(/^.*\/api\/v2/, '');
			traffic.actions.push({ action, query: searchParams, body: body as SentAction['body'] });
			return reply({ data: { type: 'batch', id: 1, attributes: { state: 'finished' } } });
		}
		if (/\/(prospects|accounts)$/.test(pathname)) {
			traffic.lists.push(searchParams);
			const type = isAccount ? 'account' : 'prospect';
			return reply({
				data: recordsFor(answers.records, type, searchParams),
				meta: answers.meta,
			});
		}
		if (pathname.endsWith('/types')) return reply({ data: [] });
		const [, collection = ''] = /\/(\w+)\/\d+$/.exec(pathname) ?? [];
		const type = collection.replace(/(?<=x|ch)es$|s$/, '');
		const state = node.description.name.includes('Resume') ? 'paused' : 'active';
		const attributes = type === 'sequenceState' ? { state } : {};
		return reply({ data: { type, id: 1, attributes } });
	};
	const parameters: Record<string, unknown> = {
		...OTHER_PARAMETERS,
		// There the action is what a person has to do.
		...(node.description.name === 'outreachCreateTask' && { action: 'call' }),
		...(isAccount && { fieldValues: { field: [{ name: 'industry', value: 'x' }] } }),
		options,
	};
	const context = {
		getNodeParameter: (
			name: string,
			item: number,
			fallback?: unknown,
			options?: { rawExpressions?: boolean },
		) => {
			// The items differ, so each parameter stands for an expression.
			if (options?.rawExpressions) return '={{ $json[name] }}';
			const input: Record<string, unknown> = { ...parameters, ...inputs[item] };
			return name in input ? input[name] : fallback;
		},
		getInputData: () => inputs.map((json) => ({ json })),
		getNode: () => ({ name: 'Bulk', credentials: {} }),
		getCredentials: async () => ({ baseUrl: 'http://127.0.0.1' }),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => true,
		logger: { warn: () => undefined },
		addExecutionHints: () => undefined,
		helpers: { httpRequestWithAuthentication: request },
	};
	await node.execute?.call(context as unknown as IExecuteFunctions);
	return traffic;
}
