import { isObject, kindOfValue, textIn, type AnswerCheck, type Json } from '../../shared/answers';
import { counted } from '../../shared/counted';
import type { OddEntry } from '../../shared/oddEntries';
import type { ProspectMatch, ProspectQuery } from '../records';
import { assignRows } from './assignRows';
import { isProspectId } from './readEnrollments';
import { listOrNothing, saysDone } from './verdict';

const UNREADABLE = 'Explorium gave an answer about this person that cannot be read';

const rowsIn = ({ matched_prospects: rows }: Json): unknown[] => (Array.isArray(rows) ? rows : []);

/** Whether a row says that nobody was found. */
const isMiss = (row: unknown) =>
	row === null || (isObject(row) && [undefined, null, ''].includes(row.prospect_id as never));

/** The answer tells of each of these people, and does not contradict itself. */
export function matchCheck(people: ProspectQuery[]): AnswerCheck {
	const words = 'one row for each person';
	return (body) => {
		const lacking = listOrNothing('matched_prospects', words)(body);
		if (lacking !== undefined || !isObject(body)) return lacking ?? words;
		const rows = rowsIn(body);
		const countsMatches = Number(body.total_matches) > 0;
		// Without rows, Explorium says that it is done, and counts no match: it knows nobody.
		if (rows.length === 0 && saysDone(body) && !countsMatches) return undefined;
		if (rows.length !== people.length) {
			return `${words}: it gave ${counted(rows.length, 'answer')} about ${counted(people.length, 'person', 'people')}, so it is not known which is whose`;
		}
		if (countsMatches && rows.every(isMiss)) return 'the matches that it counts';
		const isAboutOthers = assignRows(rows, people).every((one) => one === undefined);
		return isAboutOthers ? 'any row about the people asked for' : undefined;
	};
}

/**
 * Reads the rows of an answer that has passed the check.
 *
 * @returns one answer per person, in their order; none at all if nobody was found. A row that cannot be
 * read says so, and finds nobody.
 */
export function readMatches(
	body: Json,
	people: ProspectQuery[],
): { matches: Array<ProspectMatch | null>; odd: OddEntry[] } {
	const rows = rowsIn(body);
	const odd = rows.flatMap((row, index) => {
		const reason = oddness(row);
		return reason === undefined ? [] : [{ place: index + 1, reason }];
	});
	if (rows.length === 0) return { matches: [], odd };
	const matches = assignRows(rows, people).map((one) =>
		one === undefined ? { isUnassigned: true } : readMatch(one.row),
	);
	return { matches, odd };
}

function readMatch(row: unknown): ProspectMatch | null {
	if (row === null) return null;
	if (!isObject(row) || oddness(row) !== undefined) return { prospect_id: null, error: UNREADABLE };
	const error = textIn(row.error);
	const prospect_id = textIn(row.prospect_id)?.toLowerCase() ?? null;
	return { prospect_id, ...(error && { error }) };
}

/** Why a row cannot be used, if it cannot. */
function oddness(row: unknown): string | undefined {
	if (isMiss(row)) return undefined;
	if (!isObject(row)) return `is ${kindOfValue(row)}`;
	const id = textIn(row.prospect_id);
	if (id === undefined) return 'has no ID';
	return isProspectId(id) ? undefined : 'has an ID that is no prospect ID';
}
