import {
	isBeingSaved,
	isOutdated,
	noteOutput,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/outdated';

const NOW = 1_700_000_000_000;
let node: string;
let nodes = 0;
beforeEach(() => {
	nodes += 1;
	node = `workflow node-${nodes}`;
});

it('believes every memory of a node that has handed nothing over', () => {
	expect(isOutdated(node, 0, NOW)).toBe(false);
	noteOutput(`${node} of another`, 5, NOW);
	expect(isOutdated(node, 0, NOW)).toBe(false);
});

it('finds out a memory from before the latest output', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, 2, NOW)).toBe(true);
	expect(isOutdated(node, 2, NOW + 29_999)).toBe(true);
	expect(isOutdated(node, 3, NOW)).toBe(false);
	expect(isOutdated(node, 4, NOW)).toBe(false);
});

it('believes it again when saving must have failed, in time for the poll a minute later', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, 2, NOW + 30_000)).toBe(false);
});

it('knows for how long n8n may be at saving the latest output', () => {
	expect(isBeingSaved(node, NOW)).toBe(false);
	noteOutput(node, 1, NOW);
	expect(isBeingSaved(node, NOW)).toBe(true);
	expect(isBeingSaved(node, NOW + 29_999)).toBe(true);
	expect(isBeingSaved(node, NOW + 30_000)).toBe(false);
	expect(isBeingSaved(node, NOW - 3_600_000)).toBe(false);
	expect(isBeingSaved(`${node} of another`, NOW)).toBe(false);
});
