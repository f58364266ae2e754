import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bill, envelope } from './envelope.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { inVersion } from './schemas-v2.ts';
import { errorAnswers, matchAnswer, matchBody } from './schemas.ts';
import { settleProspect } from './state.ts';
import type { ExploriumProspect } from './state.ts';
import { VERSIONS } from './version.ts';

type MatchInput = Record<string, string | null | undefined>;

/** `POST /v1/prospects/match` and the same in version 2: prospect ids of people, in the order of the input. */
export function matchRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	const match = async (request: FastifyRequest) => {
		const { prospects_to_match: inputs } = request.body as { prospects_to_match: MatchInput[] };
		const switches = sandbox.switches.explorium;
		if (switches.softFailure) {
			const nothing = { total_results: 0, total_matches: 0, matched_prospects: [] };
			return { ...envelope(sandbox, request), ...nothing };
		}
		const found = inputs.map((input) => findProspect(sandbox, input));
		const matches = found.filter((prospect) => prospect !== undefined).length;
		if (matches < found.length && /null/.test(switches.unmatched)) {
			request.trace.offContract = true;
		}
		const usage = bill(sandbox, request, matches, matches * switches.creditsPerMatch);
		return {
			...envelope(sandbox, request, matches === 0 ? 'miss' : 'success'),
			total_results: inputs.length,
			total_matches: matches,
			matched_prospects: inputs.map((input, index) => row(sandbox, input, found[index])),
			...usage,
		};
	};
	for (const version of VERSIONS) {
		const answer = inVersion(version, matchAnswer);
		const schema = { body: matchBody, response: { 200: answer, ...errorAnswers } };
		app.post(`/${version}/prospects/match`, { schema }, match);
	}
}

function row(
	sandbox: ExploriumSandbox,
	input: MatchInput,
	found: ExploriumProspect | undefined,
): unknown {
	if (found !== undefined) return { input, prospect_id: found.prospect_id };
	switch (sandbox.switches.explorium.unmatched) {
		case 'id-null':
			return { input, prospect_id: null };
		case 'item-null':
			return null;
		case 'item-error':
			return { input, error: 'No match was found', error_type: 'not_found' };
		default:
			return { input };
	}
}

function findProspect(sandbox: ExploriumSandbox, input: MatchInput): ExploriumProspect | undefined {
	const now = sandbox.clock.now();
	const same = (a: string, b: string | null | undefined): boolean =>
		b !== null && b !== undefined && a.toLowerCase() === b.trim().toLowerCase();
	return Object.values(sandbox.world.explorium.prospects).find((candidate) => {
		const one = settleProspect(candidate, now);
		if (input.business_id && input.business_id !== one.company_id) return false;
		const emails = [one.professional_email, one.personal_email, ...one.former_emails];
		// A name alone is not enough: the vendor wants the company with it.
		return (
			emails.some((email) => same(email, input.email)) ||
			same(one.linkedin_url, input.linkedin) ||
			same(one.phone_number, input.phone_number) ||
			(same(one.full_name, input.full_name) && same(one.company_name, input.company_name))
		);
	});
}
