import type { FastifyInstance } from 'fastify';
import type { SaleshandySandbox } from './sandbox.ts';
import { errorAnswers, prospectsAnswer, prospectsQuery } from './schemas.ts';
import { valuesByLabel } from './state.ts';
import type { SaleshandyProspect, SaleshandyState } from './state.ts';

type Query = Partial<
	Record<'search' | 'pageSize' | 'page' | 'sort' | 'includeCustomFields', string>
>;

const LARGEST_PAGE = 100;

/** `GET /v1/prospects`: search and paging. */
export function prospectRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const schema = {
		querystring: prospectsQuery,
		response: { 200: prospectsAnswer, ...errorAnswers },
	};
	app.get('/v1/prospects', { schema }, async (request) => {
		const query = request.query as Query;
		const state = sandbox.world.saleshandy;
		const { listPayload, listMessage, pastLastPage } = sandbox.switches.saleshandy;
		const found = sorted(search(state, query.search ?? ''), query.sort ?? 'DESC');
		const rows = pageOf(found, query, pastLastPage).map((prospect) =>
			shown(state, prospect, query.includeCustomFields === 'true'),
		);
		const message = listMessage === 'present' ? { message: 'Prospects fetched successfully' } : {};
		if (listPayload === 'array') return { ...message, payload: rows };
		request.trace.offContract = true;
		return { ...message, payload: { [listPayload]: rows, total: rows.length } };
	});
}

/** Matches parts of names and addresses, so an address can also find its neighbours. */
function search(state: SaleshandyState, text: string): SaleshandyProspect[] {
	const wanted = text.trim().toLowerCase();
	if (wanted === '') return state.prospects;
	return state.prospects.filter((prospect) => {
		const values = valuesByLabel(state, prospect);
		const names = [values['First Name'], values['Last Name']].filter(Boolean);
		return [...names, names.join(' '), prospect.email].some((candidate) =>
			candidate?.toLowerCase().includes(wanted),
		);
	});
}

function sorted(prospects: SaleshandyProspect[], order: string): SaleshandyProspect[] {
	const sign = order === 'ASC' ? 1 : -1;
	return [...prospects].sort((a, b) => sign * a.createdAt.localeCompare(b.createdAt));
}

function pageOf(
	prospects: SaleshandyProspect[],
	query: Query,
	pastLast: 'empty' | 'repeats' | 'wraps',
): SaleshandyProspect[] {
	// A larger page is capped without a word.
	const size = Math.min(Number(query.pageSize ?? LARGEST_PAGE), LARGEST_PAGE);
	const lastPage = Math.max(1, Math.ceil(prospects.length / size));
	const asked = Number(query.page ?? 1);
	if (pastLast === 'wraps' && prospects.length > 0) {
		const first = (asked - 1) * size;
		const positions = Array.from(
			{ length: size },
			(_, index) => (first + index) % prospects.length,
		);
		return positions.map((position) => prospects[position] as SaleshandyProspect);
	}
	const page = pastLast === 'repeats' ? Math.min(asked, lastPage) : asked;
	return prospects.slice((page - 1) * size, page * size);
}

function shown(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
	includeCustomFields: boolean,
): Record<string, unknown> {
	const values = valuesByLabel(state, prospect);
	const attributes = state.fields
		.filter((field) => field.system || includeCustomFields)
		.filter((field) => values[field.label] !== undefined)
		.map((field) => ({ id: field.id, key: field.label, value: values[field.label] }));
	const { id, createdAt, email, verificationStatus, tags } = prospect;
	return { id, createdAt, email, verificationStatus, attributes, tags };
}
