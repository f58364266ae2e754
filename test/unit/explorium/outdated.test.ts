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
	expect(isOutdated(node, true, 0, NOW)).toBe(false);
	noteOutput(`${node} of another`, 5, NOW);
	expect(isOutdated(node, true, 0, NOW)).toBe(false);
});

it('finds out a memory from before the latest output', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, true, 2, NOW)).toBe(true);
	expect(isOutdated(node, true, 2, NOW + 29_999)).toBe(true);
	expect(isOutdated(node, true, 3, NOW)).toBe(false);
	expect(isOutdated(node, true, 4, NOW)).toBe(false);
});

it('believes it again when saving must have failed, as soon as a second poll sees it', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, true, 2, NOW + 60_000)).toBe(true);
	expect(isOutdated(node, true, 2, NOW + 120_000)).toBe(false);
});

it('believes it at once where n8n reads no memory before the poll', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, false, 2, NOW + 29_999)).toBe(true);
	expect(isOutdated(node, false, 2, NOW + 30_000)).toBe(false);
});

it('does not count two polls that read their memory at the same time as two', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, true, 2, NOW + 30_000)).toBe(true);
	expect(isOutdated(node, true, 2, NOW + 34_999)).toBe(true);
	expect(isOutdated(node, true, 2, NOW + 35_000)).toBe(false);
});

it('believes a memory that was saved late, at once', () => {
	noteOutput(node, 3, NOW);
	expect(isOutdated(node, true, 2, NOW + 40_000)).toBe(true);
	expect(isOutdated(node, true, 3, NOW + 41_000)).toBe(false);
});

it('waits no longer when the clock is set back', () => {
	noteOutput(node, 3, NOW);
	const back = NOW - 3_600_000;
	expect(isOutdated(node, true, 2, back)).toBe(true);
	expect(isOutdated(node, true, 2, back + 60_000)).toBe(true);
	expect(isOutdated(node, true, 2, back + 120_000)).toBe(false);

	noteOutput(node, 3, NOW);
	expect(isOutdated(node, true, 2, NOW + 60_000)).toBe(true);
	expect(isOutdated(node, true, 2, back)).toBe(true);
	expect(isOutdated(node, true, 2, back + 60_000)).toBe(true);
	expect(isOutdated(node, true, 2, back + 120_000)).toBe(false);
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
