import { standardFields, type FieldType, type RecordFields } from './recordFields';

/**
 * The standard fields of accounts that can be written and hold one value: label, name and type, from
 * https://developers.outreach.io/api/reference
 */
const ROWS: Array<[string, string, FieldType]> = [
	['Annual Revenue Range', 'annualRevenueRange', 'string'],
	['Buyer Intent Score', 'buyerIntentScore', 'number'],
	['Company Type', 'companyType', 'string'],
	['Custom ID', 'customId', 'string'],
	['Description', 'description', 'string'],
	['Domain', 'domain', 'string'],
	['External Source', 'externalSource', 'string'],
	['Followers', 'followers', 'integer'],
	['Founded At', 'foundedAt', 'dateTime'],
	['Industry', 'industry', 'string'],
	['LinkedIn Employees', 'linkedInEmployees', 'integer'],
	['LinkedIn URL', 'linkedInUrl', 'string'],
	['Locality', 'locality', 'string'],
	['Name', 'name', 'string'],
	['Named', 'named', 'boolean'],
	['Natural Name', 'naturalName', 'string'],
	['Number of Employees', 'numberOfEmployees', 'integer'],
	['Sharing Team ID', 'sharingTeamId', 'string'],
	['Ticker Symbol', 'tickerSymbol', 'string'],
	['Website', 'websiteUrl', 'string'],
];

/** Those that hold sentences. */
const LONG = ['description'];

/** The most characters of those that may not have the usual number. */
const LONGEST = { description: 65_535, linkedInUrl: 1000 };

export const accountFields: RecordFields = {
	recordType: 'account',
	modifiable: standardFields(ROWS, LONG, LONGEST),
	readOnly: ['createdAt', 'touchedAt', 'updatedAt'],
	lists: ['naicsCodes', 'sicCodes', 'tags'],
};
