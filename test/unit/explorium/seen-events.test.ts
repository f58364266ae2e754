import { randomBytes } from 'node:crypto';
import {
	isJoined,
	SeenEvents,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/seenEvents';

const MONTHS = ['2026-09', '2026-10', '2026-11', '2026-12'];
const LENGTH = 16;

const print = () => randomBytes(12).toString('base64url');
const anyOf = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)];
const joined = (count: number) => Array.from({ length: count }, print).join('');

/** The same in texts: what `save` has to give. */
function savedFrom(map: Map<string, string>, keep: (month: string) => boolean) {
	const groups: Record<string, string> = {};
	for (const [one, month] of map) if (keep(month)) groups[month] = (groups[month] ?? '') + one;
	return groups;
}

it('does what a map does, with what was saved and what is new', async () => {
	for (const isPrepared of [true, false]) {
		const groups = MONTHS.slice(1).map((month): [string, string] => [month, joined(7000)]);
		// The same event in two months counts for the last one.
		groups[2][1] += groups[0][1].slice(0, LENGTH);
		const seen = new SeenEvents(groups);
		const map = new Map<string, string>();
		for (const [month, text] of groups) {
			for (const [one] of text.matchAll(/.{16}/g)) map.set(one, month);
		}
		let turns = 0;
		if (isPrepared) {
			await seen.prepare(async () => {
				turns += 1;
			});
		}
		expect(turns).toBe(isPrepared ? 6 : 0);
		// In the order in which they were saved, and all over the place, by a month that may be another.
		for (const [one, month] of map) expect(seen.get(one, month)).toBe(month);
		const prints = [...map.keys(), ...Array.from({ length: 30_000 }, print)];
		for (let step = 0; step < 60_000; step += 1) {
			const [one, month] = [anyOf(prints), anyOf(MONTHS)];
			const likely = anyOf([...MONTHS, '2020-01', undefined]);
			if (seen.get(one, likely) !== map.get(one)) throw new Error(`Step ${step}: ${one}`);
			seen.set(one, month);
			map.set(one, month);
		}
		const keep = (month: string) => month > MONTHS[0];
		expect(seen.save(keep)).toEqual(savedFrom(map, keep));
		const [gone] = prints;
		seen.set(gone, MONTHS[1]);
		seen.delete(gone);
		seen.delete(print());
		expect(seen.get(gone)).toBeUndefined();
		expect(Object.values(seen.save(() => true)).join('')).not.toContain(gone);
		seen.set(gone, MONTHS[2]);
		expect(seen.get(gone)).toBe(MONTHS[2]);
	}
});

it('writes back what it read, letter by letter', () => {
	const saved = { '2026-10': joined(40_000), '2026-11': joined(3) };
	const groups = Object.entries(saved);
	expect(new SeenEvents(groups).save(() => true)).toEqual(saved);
	expect(new SeenEvents().save(() => true)).toEqual({});
	expect(new SeenEvents([['2026-11', '']]).save(() => true)).toEqual({});
});

it('knows fingerprints that begin alike', () => {
	const prints = Array.from({ length: 3000 }, (_, index) => `AAAAAAAAAAAA${1000 + index}`);
	const seen = new SeenEvents();
	for (const one of prints) seen.set(one, '2026-11');
	expect(prints.every((one) => seen.get(one) === '2026-11')).toBe(true);
	expect(seen.get('AAAAAAAAAAAA0999')).toBeUndefined();
});

it('takes only what is made of whole fingerprints', () => {
	const whole = joined(20_000);
	expect(isJoined(whole, LENGTH)).toBe(true);
	expect(isJoined('', LENGTH)).toBe(true);
	expect(isJoined(whole.slice(1), LENGTH)).toBe(false);
	for (const mark of ['+', '/', '=', ' ', '\n', '.', 'é', '中', '\0', '%']) {
		const at = Math.floor(Math.random() * whole.length);
		expect(isJoined(whole.slice(0, at) + mark + whole.slice(at + 1), LENGTH)).toBe(false);
	}
});
