import { failed, success, type Failure, type Result } from '../../../nodes/shared/result';
import { writesOf, type Write, type Writes } from '../../../nodes/shared/unclearWrites';

const UNCLEAR: Failure = { kind: 'timedOut', message: 'No answer in time', ambiguous: true };
const REFUSED: Failure = { kind: 'rejected', message: 'Refused' };

let sent: string[];
let run: object;
let now: number;

beforeEach(() => {
	sent = [];
	run = {};
	now = 1_000;
});

const begin = (asksAnew = false, of: object | undefined = run) =>
	writesOf(of, 'node', asksAnew, () => now);

/** A write that notes when it is sent. */
function write(label: string, outcome: Result<string>, more: Partial<Write<string>> = {}) {
	return {
		name: 'add',
		ids: [label],
		content: { label },
		label,
		send: async () => {
			sent.push(label);
			return outcome;
		},
		...more,
	};
}

const done = success('made');
const unclear = failed(UNCLEAR);

describe('a write that an earlier try sent', () => {
	it('gives its result again instead of being sent again', async () => {
		await begin().once(write('a', success('first')));
		expect(await begin().once(write('a', success('second')))).toEqual(success('first'));
		expect(sent).toEqual(['a']);
	});

	it('is sent again after a clear refusal, as often as it is refused', async () => {
		await begin().once(write('a', failed(REFUSED)));
		expect(await begin().once(write('a', failed(REFUSED)))).toEqual(failed(REFUSED));
		expect(await begin().once(write('a', done))).toEqual(done);
		expect(await begin().once(write('a', failed(REFUSED)))).toEqual(done);
		expect(sent).toEqual(['a', 'a', 'a']);
	});

	it('fails again with the same words where nothing can be found', async () => {
		await begin().once(write('a', unclear));
		expect(await begin().once(write('a', done))).toEqual(unclear);
		const finds = async () => success(undefined);
		expect(await begin().once(write('a', done, { find: finds }))).toEqual(unclear);
		expect(sent).toEqual(['a']);
	});

	it('is looked for from when it was sent, and goes on with what is found', async () => {
		const find = jest.fn(async (): Promise<Result<string | undefined>> => success(undefined));
		await begin().once(write('a', unclear, { find }));
		expect(find).not.toHaveBeenCalled();
		now = 9_000;
		expect(await begin().once(write('a', done, { find }))).toEqual(unclear);
		find.mockResolvedValueOnce(failed(REFUSED));
		expect(await begin().once(write('a', done, { find }))).toEqual(unclear);
		find.mockResolvedValueOnce(success('found'));
		expect(await begin().once(write('a', done, { find }))).toEqual(success('found'));
		expect(await begin().once(write('a', done, { find }))).toEqual(success('found'));
		expect(find.mock.calls).toEqual([[1_000], [1_000], [1_000]]);
		expect(sent).toEqual(['a']);
	});

	it('is known although an expression has changed what it says', async () => {
		await begin().once(write('a', done, { content: '10:00:00' }));
		expect(await begin().once(write('a', success('new'), { content: '10:00:01' }))).toEqual(done);
		expect(sent).toEqual(['a']);
	});

	it('is known by its records in any order', async () => {
		await begin().once(write('a', done, { ids: [1, 2] }));
		await begin().once(write('a', done, { ids: ['2', '1'] }));
		expect(sent).toEqual(['a']);
	});

	it('is not sent about part of the same records either while it is unclear', async () => {
		await begin().once(write('a', unclear, { ids: [1, 2] }));
		const retry = begin();
		expect(await retry.once(write('b', done, { ids: [2, 3] }))).toEqual(unclear);
		expect(await retry.once(write('c', done, { ids: [3] }))).toEqual(done);
		expect(await retry.once(write('d', done, { ids: [1], name: 'other' }))).toEqual(done);
		expect(sent).toEqual(['a', 'c', 'd']);
	});

	it('that is still under way is waited for', async () => {
		let answer: (outcome: Result<string>) => void = () => {};
		const send = async () => await new Promise<Result<string>>((resolve) => (answer = resolve));
		const first = begin().once(write('a', done, { send }));
		await new Promise(setImmediate);
		const second = begin().once(write('a', success('second')));
		answer(success('first'));
		expect(await Promise.all([first, second])).toEqual([success('first'), success('first')]);
		expect(sent).toEqual([]);
	});

	it('that threw throws again, and is not sent again', async () => {
		const send = async () => await Promise.reject(new Error('broken'));
		await expect(begin().once(write('a', done, { send }))).rejects.toThrow('broken');
		await expect(begin().once(write('a', done))).rejects.toThrow('broken');
		expect(sent).toEqual([]);
	});
});

describe('a write that is meant', () => {
	const twice = async (writes: Writes) =>
		await Promise.all(['first', 'second'].map((text) => writes.once(write('a', success(text)))));

	it('is sent twice by one try that asks for it twice, and gives each its own result again', async () => {
		const outcomes = await twice(begin());
		expect(sent).toEqual(['a', 'a']);
		expect(await twice(begin())).toEqual(outcomes);
		await begin().once(write('a', done));
		expect(sent).toEqual(['a', 'a']);
	});

	it('is sent in another run, by another node, or where no run is known', async () => {
		await begin().once(write('a', done));
		await begin(false, {}).once(write('a', done));
		await writesOf(run, 'other').once(write('a', done));
		await writesOf(undefined, 'node').once(write('a', done));
		await writesOf(undefined, 'node').once(write('a', done));
		expect(sent).toHaveLength(5);
	});

	it('is sent again once the node has succeeded', async () => {
		const writes = begin();
		await writes.once(write('a', done));
		writes.forget();
		await begin().once(write('a', done));
		expect(sent).toEqual(['a', 'a']);
	});

	it('finds its own content before that of another one about the same records', async () => {
		const both = async (writes: Writes, labels: string[]) =>
			await Promise.all(
				labels.map((label) => writes.once(write(label, success(label), { ids: [1] }))),
			);
		await both(begin(), ['a', 'b']);
		expect(await both(begin(), ['b', 'a'])).toEqual([success('b'), success('a')]);
		expect(sent).toEqual(['a', 'b']);
	});
});

describe('the tool of an agent', () => {
	it('sends what says something else about the same records', async () => {
		await begin(true).once(write('a', done, { content: 'sequence 11' }));
		await begin(true).once(write('a', done, { content: 'sequence 11' }));
		await begin(true).once(write('a', done, { content: 'sequence 12' }));
		expect(sent).toEqual(['a', 'a']);
	});

	it('takes no call beside it for an earlier try, and forgets only its own', async () => {
		const [one, other] = [begin(true), begin(true)];
		await Promise.all([one.once(write('a', done)), other.once(write('a', done))]);
		one.forget();
		await begin(true).once(write('a', done));
		expect(sent).toEqual(['a', 'a']);
	});
});

describe('all that is still unclear', () => {
	it('is told with its label, until it is found', async () => {
		let found: Result<string | undefined> = success(undefined);
		const first = begin();
		await first.once(write('a', done));
		await first.once(write('b', unclear, { find: async () => found }));
		await first.once(write('c', failed(REFUSED)));
		expect(await first.stillUnclear()).toBeUndefined();
		expect(await begin().stillUnclear()).toEqual({ failure: UNCLEAR, label: 'b' });
		found = success('found');
		expect(await begin().stillUnclear()).toBeUndefined();
		expect(await begin().once(write('b', done))).toEqual(success('found'));
	});
});

describe('what a try works out', () => {
	const make = jest.fn(async () => 'new');
	beforeEach(() => make.mockClear());

	it.each([
		['a write succeeded', done, 1],
		['the outcome of a write is unclear', unclear, 1],
		['a write was refused', failed(REFUSED), 2],
	])('after %s', async (_, outcome, times) => {
		const first = begin();
		await first.keep('filter', make);
		await first.once(write('a', outcome));
		expect(await begin().keep('filter', make)).toBe('new');
		expect(make).toHaveBeenCalledTimes(times);
		await begin().keep('another filter', make);
		expect(make).toHaveBeenCalledTimes(times + 1);
	});

	it('is worked out again where nothing was sent', async () => {
		await begin().keep('filter', make);
		await begin().keep('filter', make);
		expect(make).toHaveBeenCalledTimes(2);
	});
});

describe('whether an earlier try may have sent a write', () => {
	it.each<[string, Result<string>, boolean]>([
		['was carried out', done, true],
		['may have been', unclear, true],
		['was refused', failed(REFUSED), false],
	])('that %s', async (_, outcome, expected) => {
		const one = write('a', outcome);
		expect(await begin().mayHaveSent(one)).toBe(false);
		await begin().once(one);
		const next = begin();
		expect(await next.mayHaveSent(one)).toBe(expected);
		expect(await next.mayHaveSent({ ...one, content: 'other' })).toBe(expected);
		expect(await next.mayHaveSent(write('b', done))).toBe(false);
	});

	it('counts for an agent only if it says the same', async () => {
		const one = write('a', done);
		await begin(true).once(one);
		expect(await begin(true).mayHaveSent(one)).toBe(true);
		expect(await begin(true).mayHaveSent({ ...one, content: 'other' })).toBe(false);
	});

	it('does not count what this try has sent', async () => {
		const now = begin();
		await now.once(write('a', done));
		expect(await now.mayHaveSent(write('a', done))).toBe(false);
	});
});
