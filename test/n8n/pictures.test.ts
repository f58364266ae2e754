import { globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleWorkflows } from '../../playground/src/workflows.ts';
import type { INodeTypeDescription } from 'n8n-workflow';
import { formLabels, formPicture, picturedNodes, type FormLabels } from '../support/formLabels';
import { startHost, type Host } from '../support/host';
import {
	pageWords,
	readLabels,
	workflowLabels,
	type PageLabels,
	type WorkflowLabels,
} from '../support/pictureLabels';

const root = resolve(__dirname, '../..');
const folder = join(root, 'docs/images');
const examples = exampleWorkflows(root);

let host: Host;

beforeAll(async () => {
	host = await startHost();
});

afterAll(() => host.stop());

describe('a picture in docs/images (if one is out of date: npm run pictures)', () => {
	it('is there for each example workflow, and for the page of the sandbox', () => {
		const workflows = examples.map(({ file }) => `workflows/${file.replace('.json', '.png')}`);
		const pictures = globSync(['*.png', 'workflows/*.png'], { cwd: folder }).sort();
		expect(pictures).toEqual(['sandbox.png', ...workflows].sort());
	});

	it.each(examples)('of $file shows the nodes and notes of today', async (example) => {
		const picture = join(folder, 'workflows', example.file.replace('.json', '.png'));
		const today = await workflowLabels(host, example.workflow);
		expect(readLabels<WorkflowLabels>(picture)).toEqual(today);
	});

	it("of the sandbox's page shows the words of today", () => {
		const { shown, elsewhere } = readLabels<PageLabels>(join(folder, 'sandbox.png'));
		const { html, all } = pageWords(root);
		expect(shown.length).toBeGreaterThan(20);
		// What the picture shows is still on the page, and the page has got nothing else since.
		expect(shown.filter((word) => !all.has(word))).toEqual([]);
		expect(html.filter((word) => ![...shown, ...elsewhere].includes(word))).toEqual([]);
	});

	it('are at most 3 MB of forms', () => {
		const bytes = picturedNodes().map((node) => statSync(formPicture(node)).size);
		expect(bytes.length).toBeGreaterThan(40);
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
	});

	// test/e2e/pictures.test.ts demands one of each form: taking it needs n8n and a browser.
	it.each(picturedNodes())('of the form of %s shows the labels of today', async (node) => {
		const today = formLabels(await host.describe<INodeTypeDescription>(node));
		expect(readLabels<FormLabels>(formPicture(node))).toEqual(today);
	});
});
