import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { globSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** n8n has words of its own for the field that maps the vendor's fields. */
const MAPPER_LABEL = 'Values to Send';

/** Where the pictures of the forms are. */
export const FORMS = join(root, 'docs/images/forms');

/** The picture of a node's form, by the node's name in the package. */
export const formPicture = (node: string): string => join(FORMS, `${node}.png`);

/** The nodes that have a picture of their form. */
export const picturedNodes = (): string[] =>
	globSync('*.png', { cwd: FORMS }).map((file) => basename(file, '.png'));

/** A field in the picture of a form. */
export interface FormField {
	label: string;
	/** What is in the field: its value, or what it shows in place of one. */
	shows?: string;
	/** What stands below it. */
	hint?: string;
}

/** What can be read in the picture of a form. */
export interface FormLabels {
	fields: FormField[];
	/** Notices, without their markup. */
	notices: string[];
}

/** What n8n's editor shows of the form of a node that somebody has just added. */
export function formLabels(type: INodeTypeDescription): FormLabels {
	const node = { typeVersion: 1 } as INode;
	const { getNodeParameters, displayParameter } = NodeHelpers;
	const values = getNodeParameters(type.properties, {}, true, false, node, type) ?? {};
	const shown = type.properties.filter(
		(field) => field.type !== 'hidden' && displayParameter(values, field, node, type),
	);
	const [notices, fields] = [
		shown.filter((field) => field.type === 'notice'),
		shown.filter((field) => field.type !== 'notice'),
	];
	return {
		fields: fields.map((field) => ({
			label: field.type === 'resourceMapper' ? MAPPER_LABEL : field.displayName,
			shows: shownIn(field, values),
			hint: field.hint === undefined ? undefined : withoutMarkup(field.hint),
		})),
		notices: notices.map(({ displayName }) => withoutMarkup(displayName)),
	};
}

/** The text of one field; none where the editor shows no text, or fields of the vendor. */
function shownIn(field: INodeProperties, values: INodeParameters): string | undefined {
	const value = values[field.name];
	switch (field.type) {
		case 'options':
			return nameOf(field, value);
		case 'multiOptions': {
			const names = (value as unknown[]).map((one) => nameOf(field, one)).join(', ');
			return names === '' ? undefined : names;
		}
		case 'boolean':
			return value === true ? 'on' : 'off';
		case 'string':
		case 'number':
		case 'dateTime':
			return value === '' ? field.placeholder : String(value);
		case 'collection':
			return field.placeholder;
		default:
			return undefined;
	}
}

const nameOf = ({ options = [] }: INodeProperties, value: unknown): string | undefined =>
	(options as INodePropertyOptions[]).find((option) => option.value === value)?.name;

/** A text as a browser shows it. */
const withoutMarkup = (text: string): string => text.replace(/<[^>]+>/g, '').trim();
