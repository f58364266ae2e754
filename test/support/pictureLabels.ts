import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workflow, type INodeType, type INodeTypeDescription, type INodeTypes } from 'n8n-workflow';
import type { WorkflowFile } from '../../playground/src/n8n-api.ts';
import type { Host } from './host';

const PACKAGE = 'n8n-nodes-prospect-events.';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** What Markdown makes of no letter: places of links, and the numbers of lists. */
const UNSHOWN = /(?<=\])\([^)]*\)|^\s*\d+\.\s/gm;
/** Comments have apostrophes too. */
const COMMENTS_AND_TEXTS = /\/\/.*|\/\*[^]*?\*\/|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g;
/** What n8n's editor shows where a subtitle needs data. */
const NEEDS_DATA = '';

/** What can be read in the picture of a workflow. */
export interface WorkflowLabels {
	/** The nodes by name, with the subtitles of ours; others are n8n's own business. */
	nodes: Record<string, string>;
	/** The words of each sticky note. */
	notes: string[];
}

/** What can be read in the picture of the sandbox's page. */
export interface PageLabels {
	/** Words of the page's files, without names, times and counts. */
	shown: string[];
	/** The other words of its HTML, which the picture does not show. */
	elsewhere: string[];
}

/** The labels that lie beside a picture, as it was when it was taken. */
export function readLabels<T>(picture: string): T {
	return JSON.parse(readFileSync(labelsFile(picture), 'utf8')) as T;
}

/** Keeps them for the picture that has just been taken. */
export function writeLabels(picture: string, labels: object): void {
	writeFileSync(labelsFile(picture), `${JSON.stringify(labels, null, '\t')}\n`);
}

/** Forgets those of a picture that is no longer there. */
export function removeLabels(picture: string): void {
	rmSync(labelsFile(picture), { force: true });
}

const labelsFile = (picture: string): string => picture.replace(/\.png$/, '.labels.json');

/** In an order that does not depend on where things stand. */
export function sortLabels({ nodes, notes }: WorkflowLabels): WorkflowLabels {
	const byName = Object.entries(nodes).sort(([one], [other]) => (one < other ? -1 : 1));
	return { nodes: Object.fromEntries(byName), notes: notes.sort() };
}

/** Whether a node is of this package. */
export const isOurs = ({ type }: { type: string }): boolean => type.startsWith(PACKAGE);

/** What n8n's editor shows of a workflow today. */
export async function workflowLabels(
	host: Host,
	{ nodes, connections }: WorkflowFile,
): Promise<WorkflowLabels> {
	const types = new Map<string, INodeTypeDescription>();
	for (const { type } of nodes.filter(isOurs)) {
		types.set(type, await host.describe<INodeTypeDescription>(type.slice(PACKAGE.length)));
	}
	const workflow = new Workflow({
		// A copy, since n8n takes away the parameters that it does not know.
		nodes: structuredClone(nodes) as never,
		connections: connections as never,
		active: false,
		nodeTypes: typesFrom(types),
	});
	const onCanvas = nodes.filter(({ type }) => type !== STICKY_NOTE);
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	return sortLabels({
		nodes: Object.fromEntries(
			onCanvas.map(({ name, type }) => [name, subtitleOf(workflow, name, types.get(type))]),
		),
		notes: notes.map(({ parameters }) =>
			wordsOnly(String(parameters.content).replaceAll(UNSHOWN, '')),
		),
	});
}

/** Follows n8n 2.41 (packages/frontend/editor-ui/src/app/composables/useNodeHelpers.ts). */
function subtitleOf(workflow: Workflow, name: string, type?: INodeTypeDescription): string {
	if (type?.subtitle === undefined) return '';
	const node = workflow.getNode(name)!;
	try {
		const { expression } = workflow;
		return String(expression.getSimpleParameterValue(node, type.subtitle, 'internal', {}) ?? '');
	} catch {
		return NEEDS_DATA;
	}
}

function typesFrom(types: Map<string, INodeTypeDescription>): INodeTypes {
	const typeOf = (name: string): INodeType =>
		({ description: types.get(name) ?? { properties: [] } }) as unknown as INodeType;
	return { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) };
}

/** The words in the files of the sandbox's page: in its HTML, and in all of them. */
export function pageWords(root: string): { html: string[]; all: Set<string> } {
	const folder = join(root, 'sandbox/page');
	const html = wordsOfHtml(readFileSync(join(folder, 'index.html'), 'utf8'));
	const scripts = globSync('*.js', { cwd: folder }).map((file) =>
		readFileSync(join(folder, file), 'utf8'),
	);
	return { html, all: new Set([...html, ...scripts.flatMap(wordsOfScript)]) };
}

function wordsOfHtml(html: string): string[] {
	const body = html.slice(html.indexOf('<body>'));
	const texts = [...body.matchAll(/>([^<]+)<|placeholder="([^"]+)"/g)];
	const words = texts.map(([, text, placeholder]) => oneLine(text ?? placeholder!));
	return [...new Set(words.filter((word) => /\w/.test(word)))];
}

function wordsOfScript(script: string): string[] {
	const found = script.matchAll(COMMENTS_AND_TEXTS);
	const words = [...found].map(([, one, other]) => oneLine(one ?? other ?? ''));
	return words.filter((word) => word !== '');
}

/** Letters and digits, whatever stands between them. */
export const wordsOnly = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** A text as a browser shows it. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
