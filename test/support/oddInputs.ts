import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { Json } from '../../tools/core-host/protocol';

/** An input of a form, and how to give it a value while the rest of the form is as usual. */
export interface FormInput {
	/** The label that a refusal has to name. */
	label: string;
	name: string;
	type: string;
	/** Whether the node takes several values there. */
	isList: boolean;
	/** Whether the form asks for it. */
	isRequired: boolean;
	/** Whether n8n works out expressions there. */
	takesExpressions: boolean;
	/** The parameters with this value or expression in the input. */
	with: (parameters: Json, value: unknown) => Json;
	/** What the usual parameters hold there. */
	usual: (parameters: Json) => unknown;
}

const INPUT_TYPES = [
	'string',
	'number',
	'boolean',
	'dateTime',
	'options',
	'multiOptions',
	'resourceLocator',
];

/** Run nodes in another way, and are tested by themselves. */
const NOT_TESTED = ['requestOptions', 'pollTimes'];

const CONDITION = { field: 'updatedAt', operator: 'atLeast', value: '2026-01-01' };
const FILTER = { filter: { condition: [CONDITION] }, applyToAll: true };

type Put = FormInput['with'];
type Get = FormInput['usual'];

/** All inputs of a form, also those inside collections, rows of fields and the field mapper. */
export function inputsOf(properties: INodeProperties[]): FormInput[] {
	return properties
		.filter(({ name }) => !NOT_TESTED.includes(name))
		.flatMap((property) => {
			const shown = shownBy(property, properties);
			const put = (value: unknown) => ({ [property.name]: value });
			if (property.type === 'collection') {
				return (property.options as INodeProperties[]).map((option) =>
					input(
						option,
						(parameters, value) => ({
							...parameters,
							...shown(parameters),
							...put({ ...(parameters[property.name] as Json), [option.name]: value }),
						}),
						(parameters) => (parameters[property.name] as Json | undefined)?.[option.name],
					),
				);
			}
			if (property.type === 'fixedCollection') return rowInputs(property, shown);
			return [
				input(
					property,
					(parameters, value) => ({ ...parameters, ...shown(parameters), ...put(value) }),
					(parameters) => parameters[property.name],
				),
			];
		})
		.filter(({ type }) => INPUT_TYPES.includes(type));
}

/** The first row of a list of rows; conditions of a filter compare a text, unless told otherwise. */
function rowInputs(property: INodeProperties, shown: (parameters: Json) => Json): FormInput[] {
	const [group] = property.options as INodePropertyCollection[];
	const isFilter = property.name === 'filter';
	const first = (parameters: Json): Json => {
		if (isFilter) return CONDITION;
		const rows = (parameters[property.name] as Json | undefined)?.[group.name];
		return (Array.isArray(rows) ? rows[0] : undefined) ?? {};
	};
	const inputs = new Map(group.values.map((one) => [one.name, one]));
	return [...inputs.values()].map((one) => {
		const made = input(
			{ ...one, type: one.name === 'value' ? 'string' : one.type },
			(parameters, value) => ({
				...parameters,
				...shown(parameters),
				[property.name]: { [group.name]: [{ ...first(parameters), [one.name]: value }] },
			}),
			(parameters) => first(parameters)[one.name],
		);
		// A filter is named with its field, and the value of a field by the field's own label.
		return isFilter ? { ...made, label: 'Filter' } : made;
	});
}

function input(property: INodeProperties, put: Put, get: Get): FormInput {
	const { displayName, name, type, description = '', required = false } = property;
	const isPicker = type === 'resourceLocator';
	return {
		label: displayName,
		name,
		type,
		isList: type === 'multiOptions' || /a list from an expression/.test(description),
		isRequired: required,
		takesExpressions: property.noDataExpression !== true,
		with: (parameters, value) =>
			put(parameters, isPicker ? { __rl: true, mode: 'id', value } : value),
		usual: get,
	};
}

/** What other fields have to hold for this one to be shown; what they hold as usual, if that will do. */
function shownBy({ displayOptions }: INodeProperties, properties: INodeProperties[]) {
	const known = properties.map(({ name }) => name);
	const shown = Object.entries(displayOptions?.show ?? {}).filter(([name]) => known.includes(name));
	return (parameters: Json): Json => {
		const others = Object.fromEntries(
			shown.map(([name, values = []]) => {
				const usual = parameters[name];
				// The last of the ways to search asks for nothing else.
				return [name, (values as unknown[]).includes(usual) ? usual : values.at(-1)];
			}),
		) as Json;
		const isFiltered = others.selectBy === 'filter' || others.searchBy === 'filter';
		return { ...others, ...(isFiltered && FILTER) };
	};
}

/** Expressions by what they give. Nothing here is right in any field, whatever its type. */
export const NEVER_RIGHT: Record<string, string> = {
	'an object': '({ name: "team A" })',
	'a list of objects': '[{ id: 1 }]',
	'a number that is none': 'NaN',
	'what is left of an object': '"[object Object]"',
	'what is left of nothing': '"undefined"',
	'what is left of null': '"null"',
	'what is left of a date': '"Invalid DateTime"',
	'a date that is none': 'new Date("never")',
	'a number that has lost digits': '12345678901234567890',
	'an expression as text': '"Hi {" + "{ $json.t }" + "}"',
	'an expression as text without blanks': '"{" + "{$(\'X\').item.json.a}" + "}"',
	'an expression as text, over lines': '"{" + "{\\n  $now\\n}" + "}"',
	'an expression as text, with a call': '"{" + "{ String($json.t) }" + "}"',
};

/** What a refusal says of these, whatever the field. */
export const EXPLAINED: Record<string, string> = {
	'what is left of an object': 'what an expression leaves behind',
	'what is left of nothing': 'what an expression leaves behind',
	'what is left of null': 'what an expression leaves behind',
	'a number that has lost digits': 'too many digits to be exact',
	'an expression as text':
		'an expression that n8n did not work out: switch the field to Expression',
	'an expression as text without blanks': 'an expression that n8n did not work out',
	'an expression as text, over lines': 'an expression that n8n did not work out',
	'an expression as text, with a call': 'an expression that n8n did not work out',
};

/** What an expression gives that finds nothing. */
export const NOTHING: Record<string, string> = {
	undefined: 'undefined',
	null: 'null',
	'an empty list': '[]',
	blanks: '" \\u00A0"',
	'unseen marks': '"\\u200B"',
};

/** What no field for one text, number or choice takes. */
export const NOT_ONE: Record<string, string> = {
	true: 'true',
	'a list': '["a1", "b2"]',
	'a list as JSON text': '" [\\"a1\\", \\"b2\\"] "',
	'a list in a list': '[["a1"]]',
	'a date': 'new Date("2026-01-31T12:00:00Z")',
	'a DateTime': 'DateTime.fromISO("2026-01-31T12:00:00Z")',
};

/** An expression that gives each item the value that its `odd` names. */
export const oddExpression = (odd: Record<string, string>): string =>
	`={{ ({ ${Object.entries(odd)
		.map(([name, code]) => `${JSON.stringify(name)}: () => ${code}`)
		.join(', ')} })[$json.odd]() }}`;

/** What must not stand in any request. */
export const LEFTOVER = /\[object |undefined|Invalid Date|\bNaN\b|\{\{(?:\s|\\n)*\$/;
