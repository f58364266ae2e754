import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { onPage, openBrowser } from './support/browser';
import { startHost, type Host } from '../support/host';
import { isOurs, workflowLabels, writeLabels } from '../support/pictureLabels';
import { canvasPicture, showWorkflow } from './support/canvas';
import { signIn } from './support/editor';
import { unpublishAll } from './support/examples';
import { picturedNodes } from '../support/formLabels';
import { NODE_TYPES } from './support/package-types';
import { canvasLabels } from './support/picture-labels';
import { exampleWorkflows } from '../../playground/src/workflows.ts';
import { root, START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

/** A run of the tests changes nothing in the repository unless it is asked to. */
const FOLDER = process.env.UPDATE_PICTURES
	? join(root, 'docs/images/workflows')
	: join(root, '.results/workflow-pictures');
/** Beside n8n's collapsed sidebar, the canvas is 1,400 wide. */
const VIEWPORT = { width: 1442, height: 1000 };
const MOST_BYTES = 160_000;
/** The demo has an account with each of our vendors, and with nobody else. */
const NEEDS_ANOTHER_ACCOUNT = ['OpenAI Chat Model'];

let demo: RunningDemo;
let browser: Browser;
let host: Host;

beforeAll(async () => {
	demo = await startTestDemo('pictures', {}, { editor: true });
	await unpublishAll(demo.api, demo.workflows);
	browser = await openBrowser();
	host = await startHost();
	mkdirSync(FOLDER, { recursive: true });
}, START_MS);

afterAll(async () => {
	await host?.stop();
	await browser?.close();
	await demo?.stop();
});

describe("n8n's editor", () => {
	it('shows each example without issues, as in its picture', async () => {
		await onPage(browser, 'pictures', async (page) => {
			await page.setViewportSize(VIEWPORT);
			await signIn(page, demo);
			for (const { file, id, workflow } of exampleWorkflows(root)) {
				const issues = await showWorkflow(page, demo.n8nUrl, id);
				const expected = workflow.nodes
					.map(({ name }) => name)
					.filter((name) => NEEDS_ANOTHER_ACCOUNT.includes(name));
				expect({ file, issues }).toEqual({ file, issues: expected });

				const ours = workflow.nodes.filter(isOurs).map(({ name }) => name);
				const labels = await canvasLabels(page, ours);
				expect({ file, ...labels }).toEqual({ file, ...(await workflowLabels(host, workflow)) });

				const picture = await canvasPicture(page);
				const path = join(FOLDER, file.replace(/json$/, 'png'));
				writeFileSync(path, picture);
				writeLabels(path, labels);
				expect({ file, bytes: picture.length < MOST_BYTES }).toEqual({ file, bytes: true });
			}
		});
	});
});

it('there is a picture of the form of every node (if not: npm run pictures -- --only forms)', () => {
	const names = NODE_TYPES.map((type) => type.slice(type.indexOf('.') + 1));
	expect(picturedNodes().sort()).toEqual(names.sort());
});
