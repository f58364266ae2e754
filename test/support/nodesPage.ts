import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { anchorOf } from './pages';

/** What a page tells of a node. */
export interface DescribedNode {
	name: string;
	displayName: string;
	description: string;
	properties: INodeProperties[];
}

/** Not explained with each node, as they are the same everywhere. */
const COMMON = ['pollTimes', 'requestOptions'];
/** A longer list of choices is not repeated: the editor shows it. */
const MOST_CHOICES = 10;
/** A field that so many nodes of a page have is explained once. */
const SEVERAL = 3;

const SHARED = 'Fields that several nodes have';
/** Of the nodes with the same field, so many are named. */
const NAMED = 2;
/** What n8n's form calls a field mapper, whatever its own name is. */
const MAPPER_LABEL = 'Values to Send';

const MARKS = ['<!-- nodes: written by npm run nodes -->', '<!-- /nodes -->'];

/** A field of a form, and what the page says of it and of those inside it. */
interface Entry {
	label: string;
	lines: string[];
}

/**
 * A page about nodes with all their fields, in Markdown as Prettier leaves it.
 *
 * @param page what it says around the nodes
 * @param pictures where the pictures of the forms are, by the node's name
 * @throws if the page has no place for them
 */
export function nodesPage(
	page: string,
	nodes: DescribedNode[],
	pictures: Map<string, string>,
): string {
	const [start, end] = MARKS.map((mark) => page.indexOf(mark));
	if (start < 0 || end < start) throw new Error(`The page lacks ${MARKS.join(' or ')}.`);
	const head = page.slice(0, start + MARKS[0].length);
	return `${[head, ...partsOf(nodes, pictures), page.slice(end)].join('\n\n')}`;
}

function partsOf(nodes: DescribedNode[], pictures: Map<string, string>): string[] {
	const forms = nodes.map(({ properties }) => entriesOf(properties));
	const shared = sharedIn(forms);
	const explained = [...shared.values()].flatMap((entry) => linesWithNodes(entry, nodes, forms));
	const contents = nodes.map(({ displayName }) => `- ${linkTo(displayName)}`);
	const chapters = nodes.flatMap(({ name, displayName, description, properties }, index) => [
		`## ${displayName}`,
		sentence(description),
		...noticesOf(properties),
		fieldsOf(forms[index], shared).join('\n'),
		pictureOf(displayName, pictures.get(name)),
	]);
	const parts = [contents.join('\n'), ...chapters];
	if (shared.size > 0) parts.push(`## ${SHARED}`, explained.join('\n'));
	return parts.filter((part) => part !== '');
}

/** Folded, since a page has dozens. */
const pictureOf = (displayName: string, picture?: string): string =>
	picture === undefined
		? ''
		: `<details>\n<summary>The form</summary>\n\n![The form of ${displayName}](${picture})\n\n</details>`;

const keyOf = ({ lines }: Entry): string => lines.join('\n');

/** The fields that are the same in several forms, in the order in which they come. */
function sharedIn(forms: Entry[][]): Map<string, Entry> {
	const count = new Map<string, number>();
	const all = forms.flat();
	for (const entry of all) count.set(keyOf(entry), (count.get(keyOf(entry)) ?? 0) + 1);
	const several = all.filter((entry) => count.get(keyOf(entry))! >= SEVERAL);
	return new Map(several.map((entry) => [keyOf(entry), entry]));
}

/** What is said of a shared field, and in which nodes, if others have a field of this name too. */
function linesWithNodes(entry: Entry, nodes: DescribedNode[], forms: Entry[][]): string[] {
	const { label, lines } = entry;
	const isOther = (one: Entry) => one.label === label && keyOf(one) !== keyOf(entry);
	if (!forms.flat().some(isOther)) return lines;
	const having = nodes.filter((_, index) =>
		forms[index].some((one) => keyOf(one) === keyOf(entry)),
	);
	const names = having.slice(0, NAMED).map(({ displayName }) => displayName.replace(/^.*?: /, ''));
	const more = having.length - names.length;
	const all = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	return [lines[0].replace(label, `${label} in ${all}`), ...lines.slice(1)];
}

/** What the form warns of. */
const noticesOf = (fields: INodeProperties[]): string[] =>
	fields
		.filter(({ type }) => type === 'notice')
		.map((notice) => {
			const condition = conditionOf(notice, fields);
			return `> ${condition === '' ? '' : `I${condition.slice(1)}: `}${sentence(notice.displayName)}`;
		});

/** The fields of one form; those that are shared in one line, where they follow each other. */
function fieldsOf(form: Entry[], shared: Map<string, Entry>): string[] {
	const lines: string[] = [];
	let labels: string[] = [];
	const flush = () => {
		if (labels.length > 0) lines.push(`- ${labels.join(', ')}: ${linkTo(SHARED)}`);
		labels = [];
	};
	for (const entry of form) {
		if (shared.has(keyOf(entry))) labels.push(entry.label);
		else {
			flush();
			lines.push(...entry.lines);
		}
	}
	flush();
	return lines;
}

const linkTo = (heading: string): string => `[${heading}](#${anchorOf(heading)})`;

const entriesOf = (fields: INodeProperties[]): Entry[] =>
	toldOf(fields).map((field) => ({
		label: `**${labelOf(field)}**`,
		lines: linesOf(field, fields),
	}));

const toldOf = (fields: INodeProperties[]): INodeProperties[] =>
	fields.filter(
		({ name, type }) => !COMMON.includes(name) && type !== 'notice' && type !== 'hidden',
	);

/** A field with those inside it. */
function linesOf(field: INodeProperties, siblings: INodeProperties[], indent = ''): string[] {
	const inside = fieldsInside(field);
	return [
		`${indent}- ${describe(field, siblings)}`,
		...toldOf(inside).flatMap((one) => linesOf(one, inside, `${indent}  `)),
	];
}

function fieldsInside({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function describe(field: INodeProperties, siblings: INodeProperties[]): string {
	const { description = '', required } = field;
	const remarks = [
		required === true ? 'required' : '',
		conditionOf(field, siblings),
		defaultOf(field),
	].filter((remark) => remark !== '');
	const remark = remarks.length > 0 ? ` (${remarks.join('; ')})` : '';
	const text = [sentence(description), choicesOf(field)].filter((part) => part !== '').join(' ');
	return `**${labelOf(field)}**${remark}${text === '' ? '' : `: ${text}`}`;
}

const labelOf = ({ type, displayName }: INodeProperties): string =>
	type === 'resourceMapper' ? MAPPER_LABEL : displayName;

/** When the form shows the field, in the words of the form. */
function conditionOf({ displayOptions }: INodeProperties, siblings: INodeProperties[]): string {
	const say = (conditions: object | undefined, verb: string) =>
		Object.entries(conditions ?? {}).map(([name, values]) => {
			if (name === '@tool')
				return `${(values as boolean[])[0] ? 'an' : 'no'} AI agent ${verb} using the node`;
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
