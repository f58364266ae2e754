import { badParameter } from './errors.ts';
import { lastValue } from './query.ts';
import type { FlatQuery } from './query.ts';
import type { OutreachSandbox } from './sandbox.ts';
import type { OutreachRecord } from './state.ts';

const PAGE_SIZE = 50;

/** One page of records and the links to its neighbours; the last page has no `next`. */
export function pageOf(
	sandbox: OutreachSandbox,
	records: OutreachRecord[],
	query: FlatQuery,
	url: string,
): { records: OutreachRecord[]; links: Record<string, string> } {
	const offsetPaging = query['page[limit]'] !== undefined || query['page[offset]'] !== undefined;
	const size = pageSize(query);
	const start = offsetPaging
		? Number(lastValue(query, 'page[offset]') ?? 0)
		: readCursor(lastValue(query, 'page[after]'));
	const { pages } = sandbox.switches.outreach;
	const wraps = (pages === 'endless' || pages === 'same-cursor') && records.length > 0;
	const first = wraps ? start % (Math.ceil(records.length / size) * size) : start;
	const next = pages === 'same-cursor' ? size : start + size;
	const links: Record<string, string> = {};
	if (next < records.length || pages !== 'end') {
		links.next = linkTo(
			url,
			query,
			offsetPaging ? { 'page[offset]': String(next) } : { 'page[after]': makeCursor(next) },
		);
	}
	return { records: records.slice(first, first + size), links };
}

/** How many records a client wants on a page, in whichever way of paging. */
export function pageSize(query: FlatQuery): number {
	return Number(lastValue(query, 'page[limit]') ?? lastValue(query, 'page[size]') ?? PAGE_SIZE);
}

/** `meta.count`, when the client asked for it (newer apps must) or the switch says so. */
export function countMeta(
	sandbox: OutreachSandbox,
	query: FlatQuery,
	count: number,
): Record<string, unknown> | undefined {
	const form = sandbox.switches.outreach.count;
	if (form === 'on-request' && lastValue(query, 'count') !== 'true') return undefined;
	const told = count + sandbox.switches.outreach.countOffBy;
	if (form === 'truncated') return { count: 0, count_truncated: true };
	return { count: told, count_truncated: false };
}

function makeCursor(position: number): string {
	return Buffer.from(`after:${position}`).toString('base64url');
}

function readCursor(cursor: string | undefined): number {
	if (cursor === undefined) return 0;
	const position = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
	if (position === null) throw badParameter('The cursor is not valid.');
	return Number(position[1]);
}

function linkTo(url: string, query: FlatQuery, changes: FlatQuery): string {
	const search = new URLSearchParams();
	for (const [key, value] of Object.entries({ ...query, ...changes })) {
		for (const one of Array.isArray(value) ? value : [value ?? '']) search.append(key, one);
	}
	return `${url}?${search.toString()}`;
}
