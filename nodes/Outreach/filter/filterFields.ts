import { byText } from '../../shared/byText';

/** What a field of a record can be compared with. */
export type FilterType = 'text' | 'email' | 'id' | 'number' | 'dateTime';

/** A field that Outreach filters records by. */
export interface FilterField {
	/** Its value in the form: Outreach's name of the attribute, or of the related record. */
	name: string;
	label: string;
	type: FilterType;
	/** Whether it is a related record, which is filtered by its ID. */
	isRelated: boolean;
}

type Row = [label: string, name: string, type: FilterType];

const attribute = ([label, name, type]: Row): FilterField => ({
	name,
	label,
	type,
	isRelated: false,
});
const related = ([label, name]: [string, string]): FilterField => ({
	name,
	label,
	type: 'id',
	isRelated: true,
});

const byLabel = byText(({ label }: FilterField) => label);

/**
 * The fields of prospects that the reference marks as filterable:
 * https://developers.outreach.io/api/reference
 */
export const prospectFilters: FilterField[] = [
	...(
		[
			['Created At', 'createdAt', 'dateTime'],
			['Email', 'emails', 'email'],
			['Engaged At', 'engagedAt', 'dateTime'],
			['Engaged Score', 'engagedScore', 'number'],
			['External Source', 'externalSource', 'text'],
			['First Name', 'firstName', 'text'],
			['GitHub Username', 'githubUsername', 'text'],
			['ID', 'id', 'id'],
			['Last Name', 'lastName', 'text'],
			['LinkedIn ID', 'linkedInId', 'text'],
			['LinkedIn Slug', 'linkedInSlug', 'text'],
			['Sharing Team ID', 'sharingTeamId', 'text'],
			['Stack Overflow ID', 'stackOverflowId', 'text'],
			['Time Zone', 'timeZone', 'text'],
			['Title', 'title', 'text'],
			['Touched At', 'touchedAt', 'dateTime'],
			['Twitter Username', 'twitterUsername', 'text'],
			['Updated At', 'updatedAt', 'dateTime'],
		] as Row[]
	).map(attribute),
	...(
		[
			['Account', 'account'],
			['Owner', 'owner'],
			['Persona', 'persona'],
			['Stage', 'stage'],
		] as Array<[string, string]>
	).map(related),
].sort(byLabel);

/**
 * The fields of accounts that the reference marks as filterable, without `named`: only named accounts
 * are listed anyway. https://developers.outreach.io/api/reference
 */
export const accountFilters: FilterField[] = [
	...(
		[
			['Buyer Intent Score', 'buyerIntentScore', 'number'],
			['Created At', 'createdAt', 'dateTime'],
			['Custom ID', 'customId', 'text'],
			['Domain', 'domain', 'text'],
			['ID', 'id', 'id'],
			['Name', 'name', 'text'],
			['Sharing Team ID', 'sharingTeamId', 'text'],
			['Touched At', 'touchedAt', 'dateTime'],
			['Updated At', 'updatedAt', 'dateTime'],
		] as Row[]
	).map(attribute),
	related(['Owner', 'owner']),
].sort(byLabel);
