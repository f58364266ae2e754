import { runToEnd } from './support/executions';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

let demo: RunningDemo;

beforeAll(async () => {
	demo = await startTestDemo('examples');
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

/** The id of an example workflow, by a node that only it has. */
function workflowWith(nodeName: string): string {
	const found = demo.workflows.find(({ nodes }) => nodes.some(({ name }) => name === nodeName));
	return found?.id ?? '';
}

describe('the weekly list', () => {
	const run = async () => {
		const { status, outputOf } = await runToEnd(
			demo.api,
			workflowWith('Every Monday'),
			'Every Monday',
		);
		expect(status).toBe('success');
		return outputOf('Sync');
	};
	const enrollments = async () => (await demo.control.state()).enrollments;

	it('has Explorium monitor the people it knows, and nobody else', async () => {
		const before = await enrollments();
		const [ada, ben] = (await demo.control.state()).people;
		expect(await run()).toEqual([
			expect.objectContaining({ action: 'add', enrollment_key: 'customers', prospects: 2 }),
		]);
		const after = await enrollments();
		expect(after.slice(0, before.length)).toEqual(before);
		expect(after.slice(before.length)).toEqual([
			expect.objectContaining({
				enrollment_key: 'customers',
				prospect_ids: expect.arrayContaining([ada.id, ben.id]),
			}),
		]);
	});

	it('changes nothing the second time', async () => {
		const before = await enrollments();
		expect(await run()).toEqual([expect.objectContaining({ action: 'none', prospects: 2 })]);
		expect(await enrollments()).toEqual(before);
	});
});
