import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What the page tells of a node. */
export interface DescribedNode {
	displayName: string;
	description: string;
	properties: INodeProperties[];
}

/** Not explained with each node, as they are the same everywhere. */
const COMMON = ['pollTimes', 'requestOptions'];
/** A longer list of choices is not repeated: the editor shows it. */
const MOST_CHOICES = 10;

const INTRODUCTION = `# The nodes and their fields

What n8n's editor shows, on one page; \`npm run docs\` writes it anew. Every node also has **Request Options**:
attempts per call, calls at once, the longest wait for a rate limit, and the timeout of a call. Fields that
name records take one value, several separated by commas, or a list from an expression.
`;

/** All nodes with all their fields, in Markdown as Prettier leaves it. */
export function nodesPage(nodes: DescribedNode[]): string {
	const contents = nodes.map(({ displayName }) => `- [${displayName}](#${anchorOf(displayName)})`);
	const chapters = nodes.map(({ displayName, description, properties }) =>
		[`## ${displayName}`, sentence(description), listOf(properties).join('\n')]
			.filter((part) => part !== '')
			.join('\n\n'),
	);
	return `${[INTRODUCTION.trimEnd(), contents.join('\n'), ...chapters].join('\n\n')}\n`;
}

/** The address that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replace(/ /g, '-');

/** The fields of a form, each with those inside it. */
function listOf(fields: INodeProperties[], indent = ''): string[] {
	return fields
		.filter(({ name, type }) => !COMMON.includes(name) && type !== 'notice')
		.flatMap((field) => [
			`${indent}- ${describe(field, fields)}`,
			...listOf(fieldsInside(field), `${indent}  `),
		]);
}

function fieldsInside({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function describe(field: INodeProperties, siblings: INodeProperties[]): string {
	const { displayName, description = '', required } = field;
	const remarks = [
		required === true ? 'required' : '',
		conditionOf(field, siblings),
		defaultOf(field),
	].filter((remark) => remark !== '');
	const remark = remarks.length > 0 ? ` (${remarks.join('; ')})` : '';
	const text = [sentence(description), choicesOf(field)].filter((part) => part !== '').join(' ');
	return `**${displayName}**${remark}${text === '' ? '' : `: ${text}`}`;
}

/** When the form shows the field, in the words of the form. */
function conditionOf({ displayOptions }: INodeProperties, siblings: INodeProperties[]): string {
	const say = (conditions: object | undefined, verb: string) =>
		Object.entries(conditions ?? {}).map(([name, values]) => {
			const other = siblings.find((one) => one.name === name);
			const words = (values as unknown[]).map((value) => `_${valueName(other, value)}_`);
			return `**${other?.displayName ?? name}** ${verb} ${words.join(' or ')}`;
		});
	const all = [...say(displayOptions?.show, 'is'), ...say(displayOptions?.hide, 'is not')];
	return all.length > 0 ? `if ${all.join(' and ')}` : '';
}

function defaultOf(field: INodeProperties): string {
	const { default: value, type } = field;
	if (type === 'boolean') return value === true ? 'on by default' : 'off by default';
	const values = Array.isArray(value) ? value : [value];
	const known = values.filter((one) => ['string', 'number'].includes(typeof one) && one !== '');
	if (known.length === 0) return '';
	return `default: ${known.map((one) => valueName(field, one)).join(', ')}`;
}

/** What the form calls a value. */
function valueName(field: INodeProperties | undefined, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return optionsOf(field).find((option) => option.value === value)?.name ?? String(value);
}

const optionsOf = (field: INodeProperties | undefined): INodePropertyOptions[] =>
	['options', 'multiOptions'].includes(field?.type ?? '')
		? ((field?.options ?? []) as INodePropertyOptions[])
		: [];

function choicesOf(field: INodeProperties): string {
	const choices = optionsOf(field);
	if (choices.length === 0 || choices.length > MOST_CHOICES) return '';
	return `Choices: ${choices
		.map(({ name, description }) =>
			description === undefined ? `_${name}_` : `_${name}_ (${plain(description)})`,
		)
		.join(', ')}.`;
}

function sentence(text: string): string {
	const words = plain(text);
	return words === '' || /[.?!]$/.test(words) ? words : `${words}.`;
}

/** Without what HTML and Markdown would take for their own. */
const plain = (text: string): string =>
	text
		.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<[^>]+>/g, '')
		.replace(/(?<!\\)([*_])(?!\()/g, (mark) => `\\${mark}`);
