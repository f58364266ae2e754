import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { Json } from '../../tools/core-host/protocol';

type Path = Array<string | number>;

/** One place of a form that can hold an expression, and the parameters in which it may stand there. */
export interface Place {
	/** As in `options.maxWait`. */
	name: string;
	/** The parameters with this there. */
	withValue: (value: unknown) => Json;
	/** A value that serves there. */
	example: unknown;
}

interface Leaf {
	path: Path;
	/** The top-level parameter it is in, which may be shown only beside others. */
	top: INodeProperties;
	property?: INodeProperties;
}

/**
 * All places of a node's form that can hold an expression, also inside collections, mapped fields and
 * pickers.
 *
 * @param base parameters that serve
 * @param examples values by name, for what these leave out and whose default does not serve
 * @throws for a place without an example
 */
export function everyPlace(
	{ name, properties }: Pick<INodeTypeDescription, 'name' | 'properties'>,
	base: Json,
	examples: Json,
): Place[] {
	const ofNode = properties.filter(({ displayOptions }) => isForNodes(displayOptions));
	const form = new Form(name, ofNode, base, examples);
	return ofNode.flatMap((top) => form.leavesOf(top)).map((leaf) => form.placeOf(leaf));
}

const OF_TOOLS = '@tool';

/** Whether a field is one of the node itself, not of an AI agent's tool alone. */
const isForNodes = (options: INodeProperties['displayOptions']) =>
	options?.show?.[OF_TOOLS]?.includes(false) ?? true;

/** The other fields by which a field is shown. */
const conditionsOf = (options: INodeProperties['displayOptions']) =>
	Object.entries(options?.show ?? {}).filter(([name]) => name !== OF_TOOLS);

class Form {
	constructor(
		private readonly node: string,
		private readonly properties: INodeProperties[],
		private readonly base: Json,
		private readonly examples: Json,
	) {}

	leavesOf(top: INodeProperties): Leaf[] {
		const { name, type, options = [], noDataExpression } = top;
		if (type === 'notice') return [];
		if (type === 'collection') {
			return (options as INodeProperties[]).map((property) => {
				return { path: [name, property.name], top, property };
			});
		}
		if (type === 'fixedCollection') {
			const groups = options as Array<{ name: string; values: INodeProperties[] }>;
			return groups.flatMap((group) =>
				[...new Map(group.values.map((property) => [property.name, property])).values()].map(
					(property) => ({ path: [name, group.name, 0, property.name], top, property }),
				),
			);
		}
		if (type === 'resourceMapper') {
			const { value } = this.exampleOf([name], top) as { value: Json };
			return Object.keys(value).map((field) => ({ path: [name, 'value', field], top }));
		}
		return noDataExpression ? [] : [{ path: [name], top, property: top }];
	}

	placeOf({ path, top, property }: Leaf): Place {
		const parameters = structuredClone(this.base);
		this.show(top, parameters);
		for (const one of this.properties) this.fill(one, parameters, one === top);
		const isPicker = property?.type === 'resourceLocator';
		const found = given(parameters, path) ?? this.exampleOf(path, property);
		const example = isPicker ? ((found as Json)?.value ?? found) : found;
		return {
			name: path.join('.'),
			example,
			withValue: (value) =>
				set(parameters, path, isPicker ? { __rl: true, mode: 'id', value } : value),
		};
	}

	/** Sets what has to be set for a parameter to be shown. */
	private show({ displayOptions }: INodeProperties, parameters: Json): void {
		for (const [name, allowed = []] of conditionsOf(displayOptions)) {
			const other = this.properties.find((one) => one.name === name);
			if (other === undefined) throw new Error(`${this.node} has no parameter ${name}`);
			this.show(other, parameters);
			if (!allowed.includes(parameters[name] as string)) parameters[name] = allowed[0];
		}
	}

	/** Gives a shown parameter what it needs. */
	private fill(property: INodeProperties, parameters: Json, isMeant: boolean): void {
		const { name, required, type } = property;
		if (name in parameters || !this.isShown(property, parameters)) return;
		const isGroup = type === 'fixedCollection' || type === 'resourceMapper';
		const isSwitch = name in this.examples && type === 'boolean';
		if (required || isSwitch || (isGroup && isMeant) || name === 'filter') {
			parameters[name] = this.exampleOf([name], property);
		}
	}

	private isShown({ displayOptions }: INodeProperties, parameters: Json): boolean {
		return conditionsOf(displayOptions).every(([name, allowed = []]) => {
			const other = this.properties.find((one) => one.name === name);
			return allowed.includes((parameters[name] ?? other?.default) as string);
		});
	}

	private exampleOf(path: Path, property?: INodeProperties): unknown {
		const value = given(this.base, path) ?? this.examples[path.join('.')];
		if (value !== undefined) return structuredClone(value);
		const { default: usual, type, options = [] } = property ?? {};
		if (type === 'multiOptions' && options.length > 0) {
			return [(options as INodePropertyOptions[])[0].value];
		}
		const isList = Array.isArray(usual) && usual.length > 0;
		const isEmpty = ['', null, undefined].includes(usual as string) || (isObject(usual) && !isList);
		if (isEmpty) {
			throw new Error(
				`No value for ${path.join('.')} of ${this.node}: put one into \`examples\` of its spec row.`,
			);
		}
		return usual;
	}
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** What stands at a path; nothing for an expression. */
function given(root: unknown, path: Path): unknown {
	const value = path.reduce((parent, key) => (parent as Json | undefined)?.[key], root);
	return typeof value === 'string' && value.startsWith('=') ? undefined : value;
}

/** A copy with a value at a path. */
function set(root: Json, path: Path, value: unknown): Json {
	const copy = structuredClone(root);
	path.reduce<Json>((parent, key, index) => {
		if (index === path.length - 1) parent[key] = value;
		else parent[key] ??= typeof path[index + 1] === 'number' ? [] : {};
		return parent[key] as Json;
	}, copy);
	return copy;
}
