/**
 * How n8n's editor lets a model fill in the fields of a tool.
 *
 * Follows n8n 2.41 (packages/frontend/editor-ui).
 */
import type { INodeProperties } from 'n8n-workflow';
import type { Json } from '../../tools/core-host/protocol';

/** The types of `$fromAI`; n8n's editor takes text for all others. */
const TYPES = ['number', 'boolean'];
/** Not fields, or not offered to the model by n8n's editor. */
const NOT_OFFERED = ['options', 'notice', 'collection', 'fixedCollection', 'resourceMapper'];

function isShown({ displayOptions }: INodeProperties, values: Json): boolean {
	const conditions = Object.entries(displayOptions?.show ?? {});
	return conditions.every(([name, allowed]) => (allowed as unknown[]).includes(values[name]));
}

/** What n8n's editor writes when the model is to fill in a field. */
export function fromAi(key: string, type = 'string', description = ''): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;
}

/** The key that n8n's editor makes of a field's label. */
export const keyOf = (label: string): string => label.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, 64);

/** The parameters of a node in which the model fills in every field that n8n's editor offers to it. */
export function allByModel(properties: INodeProperties[]): Json {
	const all = properties.map(({ name, default: value }) => [name, value]);
	const defaults: Json = { ...Object.fromEntries(all), '@tool': true };
	const fields = properties.filter(
		(field) => !NOT_OFFERED.includes(field.type) && isShown(field, defaults),
	);
	return Object.fromEntries(
		fields.map(({ name, displayName, type }) => {
			const value = fromAi(keyOf(displayName), TYPES.includes(type) ? type : 'string');
			return [name, type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value];
		}),
	);
}
