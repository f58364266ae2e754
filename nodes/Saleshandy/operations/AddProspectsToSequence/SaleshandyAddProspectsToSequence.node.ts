import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import type { Clock } from '../../../shared/clock';
import type { Client } from '../../../shared/client';
import { clockOf } from '../../../shared/executionClock';
import { fileFetcher, type FetchFile } from '../../../shared/fetchFile';
import { readMapperSchema } from '../../../shared/mappedFields';
import { itemsBehind, type MergedCall } from '../../../shared/merge';
import type { Output } from '../../../shared/nodeRun';
import { pairedWithEach } from '../../../shared/paired';
import type { Failure } from '../../../shared/result';
import type { RequestSettings } from '../../../shared/requestOptions';
import { runCalls } from '../../../shared/runCalls';
import { openSaleshandy } from '../../client';
import { fieldsOfSchema } from '../../fieldList';
import { getUpdatableFields, searchSequences, searchSteps } from '../../pickers';
import { requestOptions } from '../../requestOptions';
import { addToSequence } from './addToSequence';
import {
	allowInactiveOption,
	conflictActionOption,
	emailField,
	maxWaitOption,
	personFields,
	sequenceField,
	stepField,
	tagsOption,
	verifyField,
} from './fields';
import { additionLedger } from './importing';
import type { Person } from './imports';
import type { Added, Outcome } from './outcome';
import { planImports, type Settings } from './plan';
import { readItem } from './readItem';
import type { Target } from './target';

/** https://developer.saleshandy.com/api-reference/sequences/import-prospects */
export class SaleshandyAddProspectsToSequence implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Add Prospects to Sequence',
		name: 'saleshandyAddProspectsToSequence',
		icon: {
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('sequenceId', 'sequence by ID')} }}`,
		description:
			'Import prospects into a step of a Saleshandy sequence, which starts to send them its emails. Needs the ID of the sequence and the email address of the prospect, takes fields and tags, and returns one item per prospect with its status in the sequence.',
		defaults: { name: 'Saleshandy: Add Prospects to Sequence' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-add-prospects-to-sequence'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			sequenceField,
			stepField,
			emailField,
			...personFields,
			verifyField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [tagsOption, conflictActionOption, allowInactiveOption, maxWaitOption],
			},
			requestOptions,
		],
	};

	methods = {
		listSearch: { searchSequences, searchSteps },
		resourceMapping: { getUpdatableFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const stored = fieldsOfSchema(readMapperSchema(this.getNode(), 'attributes'));
		const ledger = additionLedger();
		const goesOn = this.continueOnFail();
		const endWith = (failure: Failure) => (goesOn ? failure : ledger.endWith(failure));
		return await runCalls(this, {
			open,
			read: readItem,
			plan: async (items, { client: { client } }) => await planImports(client, stored, items),
			attempt: async (call, emails, { client, concurrency, goesOn }) => {
				const { target, rules, people } = call.settings;
				const { maxWaitMs, ...others } = rules;
				return await addToSequence(
					emails.map((email) => people.get(email) as Person),
					{ ...target, ...others },
					{ ...client, concurrency, goesOn, maxWaitMs, ledger },
				);
			},
			output: ({ call, value }) => outputOf(call, value, endWith),
			describe: ({ added }) => added.map(({ email }) => email).join(', '),
			// The ledger names them.
			sayDone: () => '',
		});
	}
}

/** What the node works with. */
interface Access {
	client: Client;
	clock: Clock;
	fetchFile: FetchFile;
}

async function open(context: IExecuteFunctions, settings: RequestSettings): Promise<Access> {
	return {
		client: await openSaleshandy(context, settings),
		clock: clockOf(context),
		fetchFile: fileFetcher(context, settings.timeoutMs),
	};
}

/** One item for each person who is in the sequence, and a failure for each who is not. */
function outputOf(
	call: MergedCall<Settings>,
	{ added, refused }: Outcome,
	endWith: (failure: Failure) => Failure,
): Output {
	const itemsOf = (email: string) => itemsBehind(call.itemsOf, [email]);
	return {
		items: added.flatMap((one) =>
			pairedWithEach({ ...shown(one, call.settings.target) }, itemsOf(one.email)),
		),
		failures: refused.map(({ email, failure }) => ({
			items: itemsOf(email),
			failure: endWith(failure),
		})),
	};
}

/** @param target the step; who was in the sequence before may be in another one */
function shown({ email, prospect, enrollment, isAlready, notTaken }: Added, target: Target) {
	return {
		email,
		sequence: target.title,
		status: enrollment?.status ?? null,
		alreadyInSequence: isAlready,
		verificationStatus: prospect.verificationStatus ?? null,
		...(notTaken.length > 0 && { notTaken }),
		prospectId: prospect.id,
		sequenceId: target.sequenceId,
		stepId: isAlready ? null : target.stepId,
	};
}
