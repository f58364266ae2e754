import type { Client } from '../../../shared/client';
import type { AtOnce } from '../../../shared/concurrently';
import type { ItemFailure } from '../../../shared/nodeRun';
import type { Result } from '../../../shared/result';
import { eachInTurns, mapInTurns } from '../../../shared/turns';
import type { PlannedCalls } from '../../../shared/runCalls';
import { sortOut } from '../../bulk/bulkInput';
import type { Resource } from '../../jsonApi';
import { listWhole } from '../../listRecords';
import { allReadable, joinFound, lookUpAll, type LookUp } from '../../lookUp';
import { prospectFields } from '../../modify/prospectFields';
import { modificationsOf } from '../../modify/readModification';
import { searchAllAnyCase } from '../../person/anyCase';
import { personLookUps } from '../../person/lookUps';
import { prospects } from '../../recordTypes';
import type { ProspectInput, ProspectKeys } from './readProspect';
import { planWrites, type FoundInput, type ProspectWrite } from './samePerson';

/** What a look-up reads of a prospect: what it is looked up by, and when it came to be. */
const LOOKED_AT = 'emails,linkedInSlug,createdAt';

/** What to look a person up by; an ID is read by itself. */
export const lookUpsOf = ({ emails, formerEmails, linkedIn }: ProspectKeys): LookUp[] =>
	personLookUps([...emails, ...formerEmails], linkedIn?.slug);

/** Looks people up by all of these. */
export async function findProspects(
	client: Client,
	lookUps: LookUp[],
	concurrency: AtOnce = 1,
): Promise<(wanted: LookUp[]) => Result<Resource[]>> {
	const find = await lookUpAll(client, prospects, lookUps, concurrency, LOOKED_AT);
	return (wanted) => joinFound(wanted.map(find));
}

/**
 * Looks the people of all inputs up together. Whoever is found by none of the keys is searched for by each
 * address, in whatever case it is kept: otherwise there would be a second prospect of one person.
 */
async function findAll(
	client: Client,
	inputs: ProspectInput[],
	concurrency: AtOnce,
): Promise<(input: ProspectInput) => Result<Resource[]>> {
	const lookUps = await mapInTurns(inputs, lookUpsOf);
	const find = await findProspects(client, lookUps.flat(), concurrency);
	const emailsOf = ({ emails, formerEmails }: ProspectInput) => [...emails, ...formerEmails];
	const isUnknown = (input: ProspectInput) => {
		const records = find(lookUpsOf(input));
		return input.id === undefined && records.ok && records.value.length === 0;
	};
	const unknown: string[][] = [];
	await eachInTurns(inputs, (input) => {
		if (isUnknown(input)) unknown.push(emailsOf(input));
	});
	const search = await searchAllAnyCase(
		async (query, limit) => {
			const only = `&fields%5B${prospects.name}%5D=${LOOKED_AT}`;
			const hits = await listWhole(client, prospects.path, `${query}${only}`, limit);
			return allReadable(hits, 'emails', prospects.path);
		},
		unknown.flat(),
		concurrency,
	);
	return (input) => (isUnknown(input) ? search(emailsOf(input)) : find(lookUpsOf(input)));
}

/**
 * Works out the field values of all items, looks their people up together, and puts items about one person
 * together. Changes nothing.
 */
export async function planProspects(
	client: Client,
	inputs: ProspectInput[],
	concurrency: AtOnce,
): Promise<PlannedCalls<ProspectWrite>> {
	const settle = modificationsOf(prospectFields, true);
	const settled = await sortOut(
		inputs,
		await settle(
			inputs.map(({ given }) => given),
			client,
			concurrency,
		),
	);
	const wanted = settled.good.map(({ input }) => input);
	// Once a try of the node has created somebody, the next one must not find and update them.
	const find = await client.writes.keep(
		`look up ${JSON.stringify(wanted.flatMap(lookUpsOf))}`,
		async () => await findAll(client, wanted, concurrency),
	);
	const found: FoundInput[] = [];
	const failures: ItemFailure[] = [...settled.bad];
	await eachInTurns(settled.good, ({ input, value: fields }) => {
		const records = find(input);
		if (records.ok) found.push({ input, fields, found: records.value });
		else failures.push({ items: [input.itemIndex], failure: records.failure });
	});
	const planned = await planWrites(found);
	return { calls: planned.calls, failures: [...failures, ...planned.failures] };
}
