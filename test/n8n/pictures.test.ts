import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleWorkflows } from '../../playground/src/workflows.ts';
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
		const pictures = globSync('**/*.png', { cwd: folder }).sort();
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
});
