import { standardFields, type FieldType, type RecordFields } from './recordFields';

/**
 * The standard fields of prospects that can be written and hold one value: label, name and type, from
 * https://developers.outreach.io/api/reference. Left out is `trashedAt`, which would delete.
 */
const ROWS: Array<[string, string, FieldType]> = [
	['Added At', 'addedAt', 'dateTime'],
	['AngelList URL', 'angelListUrl', 'string'],
	['Available At', 'availableAt', 'dateTime'],
	['Call Opt Status', 'callsOptStatus', 'string'],
	['Campaign Name', 'campaignName', 'string'],
	['City', 'addressCity', 'string'],
	['Company', 'company', 'string'],
	['Country', 'addressCountry', 'string'],
	['Date Of Birth', 'dateOfBirth', 'date'],
	['Degree', 'degree', 'string'],
	['Email Opt Status', 'emailsOptStatus', 'string'],
	['Event Name', 'eventName', 'string'],
	['External ID', 'externalId', 'string'],
	['External Owner', 'externalOwner', 'string'],
	['External Source', 'externalSource', 'string'],
	['Facebook URL', 'facebookUrl', 'string'],
	['First Name', 'firstName', 'string'],
	['Gender', 'gender', 'string'],
	['GitHub URL', 'githubUrl', 'string'],
	['GitHub Username', 'githubUsername', 'string'],
	['Google+ URL', 'googlePlusUrl', 'string'],
	['Graduation Date', 'graduationDate', 'date'],
	['Job Start Date', 'jobStartDate', 'date'],
	['Last Name', 'lastName', 'string'],
	['LinkedIn Connections', 'linkedInConnections', 'integer'],
	['LinkedIn ID', 'linkedInId', 'string'],
	['LinkedIn URL', 'linkedInUrl', 'string'],
	['Middle Name', 'middleName', 'string'],
	['Nickname', 'nickname', 'string'],
	['Occupation', 'occupation', 'string'],
	['Opted Out of All Mailings', 'optedOut', 'boolean'],
	['Opted Out of Calls', 'callOptedOut', 'boolean'],
	['Opted Out of Emails', 'emailOptedOut', 'boolean'],
	['Personal Note 1', 'personalNote1', 'string'],
	['Personal Note 2', 'personalNote2', 'string'],
	['Postal Code', 'addressZip', 'string'],
	['Preferred Contact', 'preferredContact', 'string'],
	['Quora URL', 'quoraUrl', 'string'],
	['Region', 'region', 'string'],
	['School', 'school', 'string'],
	['Score', 'score', 'number'],
	['Sharing Team ID', 'sharingTeamId', 'string'],
	['Source', 'source', 'string'],
	['Specialties', 'specialties', 'string'],
	['Stack Overflow ID', 'stackOverflowId', 'string'],
	['Stack Overflow URL', 'stackOverflowUrl', 'string'],
	['State', 'addressState', 'string'],
	['Street', 'addressStreet', 'string'],
	['Street 2', 'addressStreet2', 'string'],
	['Time Zone', 'timeZone', 'string'],
	['Title', 'title', 'string'],
	['Twitter URL', 'twitterUrl', 'string'],
	['Twitter Username', 'twitterUsername', 'string'],
	['Website', 'websiteUrl1', 'string'],
	['Website 2', 'websiteUrl2', 'string'],
	['Website 3', 'websiteUrl3', 'string'],
];

const READ_ONLY = [
	'callsOptedAt',
	'clickCount',
	'contactHistogram',
	'createdAt',
	'emailsOptedAt',
	'engagedAt',
	'engagedScore',
	'linkedInSlug',
	'name',
	'openCount',
	'optedOutAt',
	'replyCount',
	'timeZoneIana',
	'timeZoneInferred',
	'touchedAt',
	'updatedAt',
];

const LISTS = [
	'emails',
	'homePhones',
	'mobilePhones',
	'otherPhones',
	'tags',
	'voipPhones',
	'workPhones',
];

/** Those that hold sentences. */
const LONG = ['personalNote1', 'personalNote2'];

/** The most characters of those that may not have the usual number. */
const LONGEST = {
	company: undefined,
	githubUrl: 1000,
	linkedInUrl: 1000,
	personalNote1: 65_535,
	personalNote2: 65_535,
	specialties: 65_535,
	stackOverflowUrl: 1000,
	twitterUrl: 1000,
	websiteUrl1: 65_535,
	websiteUrl2: 65_535,
	websiteUrl3: 65_535,
};

export const prospectFields: RecordFields = {
	recordType: 'prospect',
	modifiable: standardFields(ROWS, LONG, LONGEST),
	readOnly: READ_ONLY,
	lists: LISTS,
};
