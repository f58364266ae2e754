import type { Page } from 'playwright-core';

/** What is there to work with, and only in the way of looking. */
const TOOLS = `
	[data-test-id="canvas-controls"], [data-test-id="canvas-plus-button"], [class*="minimap" i],
	[data-test-id^="execute-workflow-button"], [data-test-id="workflow-chat-button"],
	[class*="executionButtons"], [class*="buttonsWrapper" i], .el-notification
	{ visibility: hidden !important; }
	[data-test-id^="node-issues"] { display: none !important; }
`;
const MARGIN = 24;
/** The editor glides to where it is told to go. */
const GLIDE_MS = 1500;

/** Opens a workflow in n8n's editor, all of it in view; gives the names of nodes with issues. */
export async function showWorkflow(page: Page, n8nUrl: string, id: string): Promise<string[]> {
	await page.goto(`${n8nUrl}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(GLIDE_MS);
	return await page
		.locator('[data-node-name]', { has: page.locator('[data-test-id^="node-issues"]') })
		.evaluateAll((nodes: Array<{ dataset: { nodeName: string } }>) =>
			nodes.map(({ dataset }) => dataset.nodeName),
		);
}

/** A picture of the canvas in its full width, as high as what is on it. */
export async function canvasPicture(page: Page): Promise<Buffer> {
	await page.addStyleTag({ content: TOOLS });
	await page.mouse.move(0, 0);
	const canvas = await page.locator('.vue-flow').first().boundingBox();
	const nodes = page.locator('.vue-flow__node');
	const boxes = await Promise.all(
		(await nodes.all()).map(async (node) => await node.boundingBox()),
	);
	const found = boxes.filter((box) => box !== null);
	if (canvas === null || found.length === 0) throw new Error('There is nothing on the canvas.');
	const top = Math.min(...found.map(({ y }) => y)) - MARGIN;
	// A node's name stands below its box.
	const bottom = Math.max(...found.map(({ y, height }) => y + height)) + 3 * MARGIN;
	return await page.screenshot({
		clip: { x: canvas.x, y: top, width: canvas.width, height: bottom - top },
	});
}
