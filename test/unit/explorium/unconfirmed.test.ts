import { Unconfirmed } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/unconfirmed';
import { fingerprintBy, person } from './pollPlay';

const ALWAYS = { isAtLeastOnce: true, isSavedTogether: false, isBeingSaved: false };
const ONCE = { ...ALWAYS, isAtLeastOnce: false };
const WHO = { printOf: (id: string) => fingerprintBy(id, 12), isRefused: () => false };
const ADA = person(1);
const BEN = person(2);

type Saved = ReturnType<Unconfirmed['save']>;

/** What this process has saved after it handed over one event each. */
function handedOver(...prospects: string[]): Saved {
	const unconfirmed = new Unconfirmed(null, ALWAYS);
	for (const id of prospects) unconfirmed.noteHandedOver(`event of ${id}`, id);
	return unconfirmed.save();
}

/** The same, as another process finds it. */
const fromAnother = (saved: Saved) => ({ 'another process': Object.values(saved ?? {})[0] });

it('keeps fingerprints of what was handed over, and nothing where nothing was', () => {
	expect(handedOver()).toBeNull();
	const [[by, group], ...others] = Object.entries(handedOver(ADA, BEN) ?? {});
	expect(others).toEqual([]);
	expect(by).toMatch(/^[\w-]{12}$/);
	expect(by).not.toBe(String(process.pid));
	expect(group.events).toBe(
		fingerprintBy(`event of ${ADA}`, 16) + fingerprintBy(`event of ${BEN}`, 16),
	);
	expect(group.prospects).toBe(fingerprintBy(ADA, 12) + fingerprintBy(BEN, 12));
});

it('the same process confirms it, as soon as n8n has had the time to save it', () => {
	const saved = handedOver(ADA);
	const early = new Unconfirmed(saved, { ...ALWAYS, isBeingSaved: true });
	expect([early.isConfirming, early.hasToAsk]).toEqual([false, false]);
	early.noteHandedOver('another event', BEN);
	expect(Object.values(early.save() ?? {})[0].events).toHaveLength(32);

	const later = new Unconfirmed(saved, ALWAYS);
	expect([later.isConfirming, later.hasToAsk]).toEqual([true, false]);
	expect(later.takeAgain(`event of ${ADA}`)).toBe(false);
	expect(later.save()).toBeNull();
});

it('another process hands it over once more, which is not confirmed either', () => {
	const unconfirmed = new Unconfirmed(fromAnother(handedOver(ADA, BEN)), ALWAYS);
	expect([unconfirmed.isConfirming, unconfirmed.hasToAsk]).toEqual([false, true]);
	expect(unconfirmed.toAsk([person(0), ADA, BEN], WHO)).toEqual([ADA, BEN]);
	expect(unconfirmed.takeAgain('something else')).toBe(false);
	expect(unconfirmed.takeAgain(`event of ${ADA}`)).toBe(true);
	expect(unconfirmed.takeAgain(`event of ${ADA}`)).toBe(false);
	unconfirmed.noteHandedOver(`event of ${ADA}`, ADA);
	unconfirmed.noteAsked([ADA]);

	const groups = Object.entries(unconfirmed.save() ?? {});
	expect(groups.map(([by]) => by)).toEqual([expect.stringMatching(/^[\w-]{12}$/), 'earlier']);
	expect(groups[0][1].events).toBe(fingerprintBy(`event of ${ADA}`, 16));
	expect(groups[1][1].prospects).toBe(fingerprintBy(BEN, 12));
	// What a third process finds.
	const third = new Unconfirmed({ earlier: groups[1][1], gone: groups[0][1] }, ALWAYS);
	expect(third.toAsk([ADA, BEN], WHO)).toEqual([ADA, BEN]);
});

it('asks nobody twice for it, but hands it over whenever it is shown', () => {
	const unconfirmed = new Unconfirmed(fromAnother(handedOver(ADA, BEN)), ALWAYS);
	// Ben is not watched any more.
	expect(unconfirmed.toAsk([ADA], WHO)).toEqual([ADA]);
	expect(unconfirmed.hasToAsk).toBe(true);
	unconfirmed.noteAsked([ADA]);
	expect(unconfirmed.hasToAsk).toBe(false);
	const later = new Unconfirmed(unconfirmed.save(), ALWAYS);
	expect(later.hasToAsk).toBe(false);
	expect(later.takeAgain(`event of ${BEN}`)).toBe(true);
	expect(later.takeAgain(`event of ${ADA}`)).toBe(true);
});

it('leaves who is refused to the daily try', () => {
	const unconfirmed = new Unconfirmed(fromAnother(handedOver(ADA)), ALWAYS);
	expect(unconfirmed.toAsk([ADA], { ...WHO, isRefused: () => true })).toEqual([]);
	expect(unconfirmed.hasToAsk).toBe(false);
	expect(unconfirmed.takeAgain(`event of ${ADA}`)).toBe(true);
});

it('forgets what is not remembered as seen any more', () => {
	const unconfirmed = new Unconfirmed(fromAnother(handedOver(ADA, BEN)), ALWAYS);
	const ada = fingerprintBy(`event of ${ADA}`, 16);
	expect(unconfirmed.save((print) => print === ada)).toEqual({
		earlier: { events: ada, prospects: expect.any(String) },
	});
	expect(unconfirmed.save(() => false)).toBeNull();
});

it('set to once, keeps nothing and lets go what is left', () => {
	for (const saved of [handedOver(ADA), fromAnother(handedOver(ADA))]) {
		const unconfirmed = new Unconfirmed(saved, ONCE);
		expect([unconfirmed.isConfirming, unconfirmed.hasToAsk]).toEqual([true, false]);
		unconfirmed.noteHandedOver('another event', BEN);
		expect(unconfirmed.takeAgain(`event of ${ADA}`)).toBe(false);
		expect(unconfirmed.save()).toBeNull();
	}
});

it('keeps nothing where n8n saves memory and execution together, but hands over what was left before', () => {
	const together = { ...ALWAYS, isSavedTogether: true };
	const unconfirmed = new Unconfirmed(fromAnother(handedOver(ADA)), together);
	expect(unconfirmed.takeAgain(`event of ${ADA}`)).toBe(true);
	unconfirmed.noteHandedOver(`event of ${ADA}`, ADA);
	expect(unconfirmed.save()).toBeNull();
});

it.each([
	['nothing', undefined],
	['a text', 'x'],
	['a list', [1]],
	['a group that is none', { x: 7 }],
	['events that cannot be cut', { x: { events: 'abc', prospects: '' } }],
	['events that are no text', { x: { events: 7 } }],
	['no events', { x: { events: '', prospects: 'QxjQ_3WvhtfF' } }],
])('takes %s for nothing that is unconfirmed', (_, saved) => {
	const unconfirmed = new Unconfirmed(saved, ALWAYS);
	expect([unconfirmed.isConfirming, unconfirmed.hasToAsk]).toEqual([false, false]);
	expect(unconfirmed.save()).toBeNull();
});
