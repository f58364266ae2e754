import type { INodeProperties } from 'n8n-workflow';

/** A text in a form that says what the node will do before anybody runs it. */
export function notice(text: string): INodeProperties {
	return { displayName: text, name: 'notice', type: 'notice', default: '' };
}
