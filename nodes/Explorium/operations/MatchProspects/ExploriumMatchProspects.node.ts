import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { itemsBehind, mergeItems } from '../../../shared/merge';
import type { ItemFailure, Output } from '../../../shared/nodeRun';
import { paired, type PairedItem } from '../../../shared/paired';
import { markNothingFound } from '../../../shared/nothingFound';
import { choiceSetting, readSettings } from '../../../shared/read/settings';
import { requestOptions } from '../../requestOptions';
import { success, type Failure, type Result } from '../../../shared/result';
import { runCalls, type PlannedCalls, type Served } from '../../../shared/runCalls';
import { printValue } from '../../../shared/valueText';
import { matchProspects, type ProspectMatch, type ProspectQuery } from '../../api';
import { openExplorium } from '../../client';
import { PROSPECTS_PER_MATCH, PROSPECTS_TO_MATCH } from '../../explorium';
import { readQuery } from './readQuery';

const ifNotFoundField: INodeProperties = {
	displayName: 'If Not Found',
	name: 'ifNotFound',
	type: 'options',
	default: 'item',
	options: [
		{ name: 'Return the Item as Not Matched', value: 'item' },
		{ name: 'Treat the Item as Failed', value: 'error' },
	],
	description: 'What to do with an input item whose person Explorium does not know',
};

/** https://developers.explorium.ai/reference/prospects/match_prospects */
export class ExploriumMatchProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Match Prospects',
		name: 'exploriumMatchProspects',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter.email || $parameter.linkedin || $parameter.fullName || $parameter.phoneNumber }}',
		description:
			'Find the Explorium prospect IDs of people. Needs an email address, a LinkedIn URL, a phone number, or a full name and company, and returns one item per input item, with matched: false where nobody was found.',
		defaults: { name: 'Explorium: Match Prospects' },
		documentationUrl: docsPage('explorium.md#explorium-match-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. name@email.com',
				description:
					'The email address of the person. The more fields you fill in, the better the match.',
				hint: 'Fill in one or more: email, LinkedIn URL, phone number, or full name and company name',
			},
			{
				displayName: 'LinkedIn URL',
				name: 'linkedin',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.linkedin.com/in/name',
				description: 'The address of the LinkedIn profile of the person',
			},
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +14155550123',
				description: 'The phone number of the person, with the country code',
			},
			{
				displayName: 'Full Name',
				name: 'fullName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ada Morales',
				description: 'First and last name. It counts only together with Company Name.',
			},
			{
				displayName: 'Company Name',
				name: 'companyName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Northwind Robotics',
				description:
					'The company that the person works for. It counts only together with Full Name.',
			},
			{
				displayName: 'Explorium Company ID',
				name: 'businessId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 23d794056048ff2bc8c6b3a4ecd223d1',
				description:
					'The Explorium ID of the company (32 characters, 0-9 and a-f). With it Explorium looks only among the people of this company. Alone it finds nobody.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [ifNotFoundField],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openExplorium,
			read: readItem,
			plan: planMatches,
			idField: PROSPECTS_TO_MATCH,
			showId: (person) => `(${wordsFor(JSON.parse(person) as ProspectQuery)})`,
			attempt: async (_call, people, { client }) =>
				await matchProspects(
					client,
					people.map((person) => JSON.parse(person) as ProspectQuery),
				),
			output: itemPerPerson,
			nothing: 'No prospects were found in Explorium',
		});
	}
}

/** One person to match, and whether the item fails where there is none. */
interface MatchRequest {
	itemIndex: number;
	ids: string[];
	isRequired: boolean;
}

interface MatchSettings {
	/** The items that fail where nobody is found. */
	mustBeFound: Set<number>;
}

/** A person stands for itself among the ids of a call, so that one asked for twice is asked once. */
function readItem(context: IExecuteFunctions, itemIndex: number): Result<MatchRequest> {
	const query = readQuery({
		email: context.getNodeParameter('email', itemIndex, ''),
		linkedin: context.getNodeParameter('linkedin', itemIndex, ''),
		phone_number: context.getNodeParameter('phoneNumber', itemIndex, ''),
		full_name: context.getNodeParameter('fullName', itemIndex, ''),
		company_name: context.getNodeParameter('companyName', itemIndex, ''),
		business_id: context.getNodeParameter('businessId', itemIndex, ''),
	});
	if (!query.ok) return query;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		ifNotFound: choiceSetting(ifNotFoundField),
	});
	if (!options.ok) return options;
	const ids = [JSON.stringify(query.value)];
	return success({ itemIndex, ids, isRequired: options.value.ifNotFound === 'error' });
}

/** Items share calls whatever they do about a miss, so each call knows which of them fail at one. */
async function planMatches(requests: MatchRequest[]): Promise<PlannedCalls<MatchSettings>> {
	const mustBeFound = new Set(
		requests.flatMap(({ itemIndex, isRequired }) => (isRequired ? [itemIndex] : [])),
	);
	const asked = requests.map(({ itemIndex, ids }) => ({ itemIndex, ids, settings: {} }));
	const calls = await mergeItems(asked, PROSPECTS_PER_MATCH);
	return { calls: calls.map((call) => ({ ...call, settings: { mustBeFound } })) };
}

function itemPerPerson({
	call: { settings, itemsOf },
	ids: people,
	value: matches,
}: Served<MatchSettings, Array<ProspectMatch | null>>): Output {
	const items: PairedItem[] = [];
	const failures: ItemFailure[] = [];
	people.forEach((person, index) => {
		const asked = JSON.parse(person) as ProspectQuery;
		const match = matches[index];
		for (const item of itemsBehind(itemsOf, [person])) {
			if (match?.isUnassigned) {
				failures.push({ items: [item], failure: unassigned(asked) });
			} else if (match?.prospect_id || !settings.mustBeFound.has(item)) {
				items.push(paired(answer(asked, match), item));
			} else failures.push({ items: [item], failure: nobody(asked, match) });
		}
	});
	return { items, failures };
}

/** What was asked, and the answer; with Explorium's reason where it gives one for a miss. */
function answer(asked: ProspectQuery, match: ProspectMatch | null | undefined) {
	const prospect_id = match?.prospect_id || null;
	const reason = prospect_id === null && match?.error ? { reason: match.error } : {};
	const json = { ...asked, matched: prospect_id !== null, ...reason, prospect_id };
	return json.matched ? json : markNothingFound(json);
}

function unassigned(asked: ProspectQuery): Failure {
	return {
		kind: 'unreadable',
		message: `Explorium gave no answer that names ${wordsFor(asked)}, so it is not known which answer belongs to whom`,
		hint: 'Try again later. If this keeps happening, tell Explorium.',
	};
}

function nobody(asked: ProspectQuery, match: ProspectMatch | null | undefined): Failure {
	const reason = match?.error ? `: ${match.error}` : '';
	return {
		kind: 'notFound',
		message: `Explorium knows no prospect with ${wordsFor(asked)}${reason}`,
		hint: 'Check the values. To go on without the prospect, set "If Not Found" under Options to "Return the Item as Not Matched".',
	};
}

const wordsFor = (asked: ProspectQuery) =>
	Object.entries(asked)
		.map(([name, value]) => `${name} ${printValue(value)}`)
		.join(', ');
