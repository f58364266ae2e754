import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemsBehind, mergeItems, type ItemRequest } from '../../shared/merge';
import { finish, paired, readItems, runCalls, type ItemFailure } from '../../shared/nodeRun';
import { choiceSetting, readSettings } from '../../shared/read/settings';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success, type Failure, type Result } from '../../shared/result';
import { matchProspects, type ProspectMatch, type ProspectQuery } from '../api';
import { openExplorium } from '../client';
import { PROSPECTS_PER_MATCH, PROSPECTS_TO_MATCH } from '../explorium';
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
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter.email || $parameter.linkedin || $parameter.fullName || $parameter.phoneNumber }}',
		description:
			'Find the Explorium prospect IDs of people. Needs an email address, a LinkedIn URL, a phone number, or a full name and company, and returns one item per input item, with matched: false where nobody was found.',
		defaults: { name: 'Match Prospects' },
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
				description: 'The email address of the person. The more is given, the surer the match.',
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
				description: 'First and last name. They count only together with Company Name.',
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
				displayName: 'Business ID',
				name: 'businessId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 23d794056048ff2bc8c6b3a4ecd223d1',
				description:
					'The Explorium ID of the company (32 characters, 0-9 and a-f), to look among its people only. It does not find anybody alone.',
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
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openExplorium(this, request);
		const mustBeFound = new Set<number>();
		const { requests, failures: badItems } = readItems(this, (item) => {
			const person = readItem(this, item);
			if (person.ok && person.value.mustBeFound) mustBeFound.add(item);
			return person;
		});

		const calls = mergeItems(requests, PROSPECTS_PER_MATCH);
		const { finished, failures } = await runCalls(this, calls, {
			concurrency: request.concurrency,
			idField: PROSPECTS_TO_MATCH,
			attempt: async (_call, people) =>
				await matchProspects(
					client,
					people.map((person) => JSON.parse(person) as ProspectQuery),
				),
		});

		const items: INodeExecutionData[] = [];
		const notFound: ItemFailure[] = [];
		for (const { call, served } of finished) {
			for (const { ids, value: matches } of served) {
				ids.forEach((person, index) => {
					const match = matches[index];
					for (const item of itemsBehind(call.itemsOf, [person])) {
						if (match?.prospect_id || !mustBeFound.has(item)) {
							items.push(paired(answer(JSON.parse(person), match), [item]));
						} else notFound.push({ items: [item], failure: nobody(JSON.parse(person), match) });
					}
				});
			}
		}
		return finish(this, items, [...badItems, ...failures, ...notFound]);
	}
}

/** A person stands for itself among the ids of a call, so that one asked for twice is asked once. */
function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<object> & { mustBeFound: boolean }> {
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
	const mustBeFound = options.value.ifNotFound === 'error';
	return success({ itemIndex, settings: {}, ids: [JSON.stringify(query.value)], mustBeFound });
}

/** What was asked, and the answer; with Explorium's reason where it gives one for a miss. */
function answer(asked: ProspectQuery, match: ProspectMatch | null | undefined) {
	const prospect_id = match?.prospect_id || null;
	const reason = prospect_id === null && match?.error ? { reason: match.error } : {};
	return { matched: prospect_id !== null, prospect_id, ...reason, ...asked };
}

function nobody(asked: ProspectQuery, match: ProspectMatch | null | undefined): Failure {
	const values = Object.entries(asked).map(([name, value]) => `${name} "${value}"`);
	const reason = match?.error ? `: ${match.error}` : '';
	return {
		kind: 'notFound',
		message: `Explorium knows no prospect with ${values.join(', ')}${reason}`,
		hint: 'Check the values. To go on without the prospect, set "If Not Found" under Options to "Return the Item as Not Matched".',
	};
}
