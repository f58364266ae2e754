/**
 * Takes the pictures of the nodes' forms anew: those whose labels are no longer the node's, or all of
 * them with `ALL_PICTURES=1`. Each is compared with what the node says before it is kept.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { N8nApi, WorkflowNode } from '../../playground/src/n8n-api.ts';
import { onPage, openBrowser } from '../e2e/support/browser';
import { signIn } from '../e2e/support/editor';
import { unpublishAll } from '../e2e/support/examples';
import { formPictureOf, formTexts, openForm, closeForm } from '../e2e/support/form';
import { describeNodeTypes, NODE_TYPES } from '../e2e/support/package-types';
import { startTestDemo } from '../e2e/support/running-demo';
import { describeNodes } from '../support/describeNodes';
import {
	FORMS,
	formLabels,
	formPicture,
	picturedNodes,
	type FormLabels,
} from '../support/formLabels';
import { startHost } from '../support/host';
import { readLabels, removeLabels, writeLabels } from '../support/pictureLabels';

const TAKES_MS = 900_000;
const MOST_BYTES = 80_000;
const WORKFLOW = 'formPictures0001';
/** Wide enough for n8n's three panes, and as high as the longest form. */
const VIEWPORT = { width: 1440, height: 2600 };
const PER_ROW = 8;

const shortName = (type: string): string => type.slice(type.indexOf('.') + 1);

/** What can be read in the picture as it is; nothing if there is none. */
function labelsThere(node: string): FormLabels | undefined {
	const picture = formPicture(node);
	return existsSync(picture) ? readLabels<FormLabels>(picture) : undefined;
}

/** The nodes whose pictures no longer show what their forms say. */
async function staleNodes(): Promise<string[]> {
	const host = await startHost();
	try {
		const all = await describeNodes<INodeTypeDescription>(host);
		const isStale = (type: INodeTypeDescription): boolean =>
			process.env.ALL_PICTURES === '1' ||
			!isDeepStrictEqual(labelsThere(type.name), asKept(formLabels(type)));
		return all.filter(isStale).map(({ name }) => name);
	} finally {
		await host.stop();
	}
}

/** As JSON has it, without what is undefined. */
const asKept = (labels: FormLabels): FormLabels => JSON.parse(JSON.stringify(labels)) as FormLabels;

/** A workflow with these nodes as they are when somebody adds them, each with the sandbox's credential. */
async function addNodes(api: N8nApi, types: INodeTypeDescription[]): Promise<WorkflowNode[]> {
	const credentials = await api.listCredentials();
	const nodes = types.map((type, index): WorkflowNode => {
		const needed = type.credentials?.map(({ name }) => name) ?? [];
		const credential = credentials.find((one) => needed.includes(one.type));
		return {
			id: `form-${index}`,
			name: type.displayName,
			type: type.name,
			typeVersion: 1,
			position: [(index % PER_ROW) * 260, Math.floor(index / PER_ROW) * 200],
			parameters: {},
			...(credential && {
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			}),
		};
	});
	await api.createWorkflow(WORKFLOW, { name: 'Forms', nodes, connections: {} });
	return nodes;
}

async function takePicture(page: Page, name: string, type: INodeTypeDescription): Promise<void> {
	const labels = formLabels(type);
	const form = await openForm(page, name);
	expect({ name, ...(await formTexts(form, labels)) }).toEqual({
		name,
		labels: labels.fields.map(({ label }) => label),
		missing: [],
	});
	const picture = await formPictureOf(page, form);
	await closeForm(page);
	expect({ name, bytes: picture.length < MOST_BYTES }).toEqual({ name, bytes: true });
	const path = formPicture(shortName(type.name));
	writeFileSync(path, picture);
	writeLabels(path, labels);
}

it(
	'takes the pictures of the forms that have changed',
	async () => {
		mkdirSync(FORMS, { recursive: true });
		const known = NODE_TYPES.map(shortName);
		for (const node of picturedNodes().filter((one) => !known.includes(one))) {
			rmSync(formPicture(node));
			removeLabels(formPicture(node));
		}
		const stale = await staleNodes();
		console.log(`${stale.length} of ${known.length} pictures of forms are to be taken.`);
		if (stale.length === 0) return;

		const demo = await startTestDemo('form-pictures');
		const browser = await openBrowser();
		try {
			await unpublishAll(demo.api, demo.workflows);
			const described = await describeNodeTypes(demo.api);
			const types = described.filter(({ name }) => stale.includes(shortName(name)));
			const nodes = await addNodes(demo.api, types);
			await onPage(browser, 'form-pictures', async (page) => {
				await page.setViewportSize(VIEWPORT);
				await signIn(page, demo);
				await page.goto(`${demo.n8nUrl}/workflow/${WORKFLOW}`);
				await page.getByTestId('canvas-node').first().waitFor();
				for (const { name, type } of nodes) {
					await takePicture(
						page,
						name,
						types.find((one) => one.name === type)!,
					);
				}
			});
		} finally {
			await browser.close();
			await demo.stop();
		}
	},
	TAKES_MS,
);
