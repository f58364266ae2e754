/**
 * A text of 1 MB in any input of any node must not keep n8n from other work. The nodes and their inputs are
 * found in the package. Whatever a node sends is answered at once.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { readDomain } from '../../../nodes/shared/read/domain';
import { readAddress, splitAddresses } from '../../../nodes/shared/read/email';
import { readGiven } from '../../../nodes/shared/read/given';
import { readList, readNames } from '../../../nodes/shared/read/list';
import { readMoment } from '../../../nodes/shared/read/moment';
import { readNumber } from '../../../nodes/shared/read/number';
import { findGroupedNumber } from '../../../nodes/shared/read/thousands';
import { printValue } from '../../../nodes/shared/valueText';
import { inputsOf } from '../../support/oddInputs';
import { threadMs } from '../../support/threadMs';

const NODES = join(__dirname, '../../../nodes');
const MOST_MS = 200;
const LENGTH = 1_000_000;

const filled = (part: string, end = '') =>
	part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH - end.length) + end;

/** Texts on which a pattern that goes back may take quadratic time. */
const TEXTS = {
	letters: filled('a'),
	'an address without an end': filled('a@a.', '!'),
	'dots before an at': filled('a.', '@'),
	'angle brackets': filled('<'),
	quotes: filled('" '),
	blanks: filled(' ', 'x'),
	'groups of digits': filled('1,'),
	'long groups of digits': filled('123,'),
	'open brackets': filled('['),
	'nested lists': `${'['.repeat(LENGTH / 2)}${']'.repeat(LENGTH / 2)}`,
	'a list of texts': `[${filled('"a",')}"a"]`,
	'lines of names': filled('a\n'),
	'leftovers of nothing': filled('undefined '),
	'leftovers of objects': filled('[object a'),
	'unseen marks': filled('\u200B', 'x'),
	surrogates: filled('\uD800'),
};

/** A busy machine is slower, and may be less busy after a while. */
const ATTEMPTS = 10;

/** How long a processor works on it at least. */
async function millisecondsOf(work: () => unknown): Promise<number> {
	let least = Infinity;
	for (let attempt = 0; attempt < ATTEMPTS && least > MOST_MS; attempt += 1) {
		if (attempt > 1) await sleep(attempt * 500);
		const start = threadMs();
		await work();
		least = Math.min(least, threadMs() - start);
	}
	return least;
}

const rule = { field: 'x', allowed: 'x' };
const READERS: Record<string, (text: string) => unknown> = {
	readAddress,
	readDomain,
	readGiven,
	readMoment,
	findGroupedNumber,
	printValue,
	number: (text) => readNumber(text, { field: 'x' }),
	names: (text) => readNames(text, 'x'),
	emails: (text) => readList(text, { ...rule, read: readAddress, split: splitAddresses }),
	domains: (text) => readList(text, { ...rule, read: readDomain }),
	ids: (text) => readList(text, { ...rule, read: () => undefined, isNumeric: true }),
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
	it.each(Object.entries(TEXTS))('takes little time for %s', async (_what, text) => {
		expect(await millisecondsOf(() => read(text))).toBeLessThan(MOST_MS);
	});
});

const HASH = 'a'.repeat(40);
/** Right for the fields that are read before or after the one in question. */
const USUAL: Record<string, unknown> = {
	prospectIds: HASH,
	eventTypes: ['prospect_changed_role'],
	contactTypes: ['email'],
	enrollmentKey: 'team A',
	enrollmentKeyPrefix: 'team',
	enrollmentId: 'en_1',
	enrollmentKeys: [],
	email: 'ann@acme.example',
	prospectId: 'x1',
	emails: 'ann@acme.example',
	domain: 'acme.example',
	ids: '1001',
	tags: 'VIP',
	userIds: ['1'],
	ownerId: 1,
	accountId: 1,
	opportunityId: 1,
	sequenceId: 1,
	mailboxId: 1,
	batchId: 1,
	batchIds: '1',
	confirmedCount: 1,
	action: 'prospectsAddTags',
	payload: '{}',
	fieldValues: { field: [{ name: 'title', fieldId: 'f1', value: 'x', attributeValue: 'x' }] },
	waitForCompletion: false,
};

function contextOf(parameters: Record<string, unknown>): IExecuteFunctions {
	const batch = { type: 'batch', id: 1, attributes: { state: 'finished', total: 1 } };
	const payload = [{ id: 'f1', label: 'Title', fieldType: 'text' }];
	const body = { data: batch, payload, total_results: 0, meta: { count: 0 } };
	return {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => {
			const value = name in parameters ? parameters[name] : fallback;
			return (value as { __rl?: boolean } | null)?.__rl
				? (value as { value: unknown }).value
				: value;
		},
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Node', parameters: {}, credentials: {} }),
		getWorkflow: () => ({ id: '1' }),
		getExecutionId: () => '1',
		getCredentials: async () => ({ baseUrl: 'http://127.0.0.1' }),
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'Europe/Berlin',
		continueOnFail: () => true,
		logger: { warn: () => undefined },
		addExecutionHints: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body }),
		},
	} as unknown as IExecuteFunctions;
}

const nodes = globSync('*/operations/*/*.node.ts', { cwd: NODES })
	.sort()
	.map((file) => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const [Class] = Object.values<new () => INodeType>(require(join(NODES, file)));
		return new Class();
	})
	.filter(({ execute }) => execute !== undefined);

it('finds the nodes', () => {
	expect(nodes.length).toBeGreaterThan(35);
});

it.each(nodes.map((node) => [node.description.name, node] as const))(
	'%s takes little time for 1 MB in any of its inputs',
	async (_, node) => {
		const slow: string[] = [];
		for (const input of inputsOf(node.description.properties)) {
			for (const what of ['letters', 'an address without an end', 'groups of digits'] as const) {
				const base = {
					...USUAL,
					fieldsToSet: node.description.name.startsWith('saleshandy') ? 'byId' : 'byName',
					requestOptions: { maxAttempts: 1 },
				};
				const parameters = input.with(base, TEXTS[what]);
				const took = await millisecondsOf(
					async () => await node.execute?.call(contextOf(parameters)),
				);
				if (took > MOST_MS) slow.push(`${input.label}, ${what}: ${Math.round(took)} ms`);
			}
		}
		expect(slow).toEqual([]);
	},
	120_000,
);
