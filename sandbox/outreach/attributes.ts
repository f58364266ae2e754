/** Type of an attribute's value, as the vendor's OpenAPI gives it. */
export type ValueType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'date'
	| 'date-time'
	| 'text-list'
	| 'list'
	| 'object';

export interface AttributeInfo {
	type: ValueType;
	readOnly: boolean;
	filterable: boolean;
	sortable: boolean;
	/** The most characters that its text may have. */
	longest?: number;
}

/**
 * The attributes of each record type by name, with their type and the badges of the vendor's
 * reference (developers.outreach.io/api/reference): r = read-only, f = filterable, s = sortable.
 * Left out: custom fields, and settings of mailboxes, users and sequences that nobody picks by.
 */
export const ATTRIBUTES = {
	prospect: parse(`
		addedAt:date-time addressCity:string addressCountry:string addressState:string
		addressStreet:string addressStreet2:string addressZip:string angelListUrl:string
		availableAt:date-time callOptedOut:boolean callsOptStatus:string callsOptedAt:date-time:r
		campaignName:string clickCount:integer:r company:string contactHistogram:list:r
		createdAt:date-time:rfs dateOfBirth:date degree:string emailOptedOut:boolean
		emails:text-list:f emailsOptStatus:string emailsOptedAt:date-time:r
		engagedAt:date-time:rfs engagedScore:number:rfs eventName:string externalId:string
		externalOwner:string externalSource:string:fs facebookUrl:string firstName:string:fs
		gender:string githubUrl:string githubUsername:string:fs googlePlusUrl:string
		graduationDate:date homePhones:text-list jobStartDate:date lastName:string:fs
		linkedInConnections:integer linkedInId:string:fs linkedInSlug:string:rfs
		linkedInUrl:string middleName:string mobilePhones:text-list name:string:r nickname:string
		occupation:string openCount:integer:r optedOut:boolean optedOutAt:date-time:r
		otherPhones:text-list personalNote1:string personalNote2:string preferredContact:string
		quoraUrl:string region:string replyCount:integer:r school:string score:number
		sharingTeamId:string:f source:string specialties:string stackOverflowId:string:fs
		stackOverflowUrl:string tags:text-list timeZone:string:f timeZoneIana:string:r
		timeZoneInferred:string:r title:string:fs touchedAt:date-time:rfs trashedAt:date-time
		twitterUrl:string twitterUsername:string:fs updatedAt:date-time:rfs voipPhones:text-list
		websiteUrl1:string websiteUrl2:string websiteUrl3:string workPhones:text-list
	`),
	account: parse(`
		annualRevenueRange:string buyerIntentScore:number:fs companyType:string
		createdAt:date-time:rfs customId:string:fs description:string domain:string:fs
		externalSource:string followers:integer foundedAt:date-time industry:string
		linkedInEmployees:integer linkedInUrl:string locality:string naicsCodes:text-list
		name:string:fs named:boolean:fs naturalName:string numberOfEmployees:integer
		sharingTeamId:string:f sicCodes:text-list tags:text-list tickerSymbol:string
		touchedAt:date-time:rfs updatedAt:date-time:rfs websiteUrl:string
	`),
	batch: parse(`
		action:string:f canceledAt:date-time confirmCount:integer:r confirmedAt:date-time:r
		confirmedCountRequired:boolean:r createdAt:date-time:rs externalStartPayload:string
		failures:integer:r finishedAt:date-time:s payload:object pending:integer:r
		startedAt:date-time state:string:fs summary:object total:integer:rfs updatedAt:date-time:r
	`),
	batchItem: parse(`
		batchId:integer:rfs createdAt:date-time:r data:string failed:boolean:rfs info:string
		state:string:rfs
	`),
	sequenceState: parse(`
		activeAt:date-time:r bounceCount:integer:r callCompletedAt:date-time:rfs
		clickCount:integer:rfs createdAt:date-time:rfs deliverCount:integer:rfs
		errorReason:string:r failureCount:integer:r negativeReplyCount:integer:r
		neutralReplyCount:integer:r openCount:integer:rfs optOutCount:integer:r
		pauseReason:string:rfs positiveReplyCount:integer:r repliedAt:date-time:rfs
		replyCount:integer:rfs scheduleCount:integer:r state:string:rfs
		stateChangedAt:date-time:rfs updatedAt:date-time:rfs
	`),
	task: parse(`
		action:string autoskipAt:date-time:fs compiledSequenceTemplateHtml:string:r
		completed:boolean:r completedAt:date-time:r createdAt:date-time:rfs dueAt:date-time:fs
		note:string opportunityAssociation:string scheduledAt:date-time:rfs state:string:rfs
		stateChangedAt:date-time:rfs taskType:string:rfs updatedAt:date-time:rfs
	`),
	mailbox: parse(`
		createdAt:date-time:rfs editable:boolean:r email:string:fs emailProvider:string
		maxEmailsPerDay:integer sendDisabled:boolean sendMethod:string syncDisabled:boolean
		updatedAt:date-time:rfs userId:integer:rfs username:string
	`),
	user: parse(`
		createdAt:date-time:rfs email:string:fs firstName:string:fs lastName:string:fs
		locked:boolean:fs name:string:r phoneNumber:string title:string updatedAt:date-time:rfs
		userGuid:string:r username:string:fs
	`),
	sequence: parse(`
		createdAt:date-time:rfs description:string enabled:boolean:r enabledAt:date-time:rfs
		lastUsedAt:date-time:rfs locked:boolean:r lockedAt:date-time:rfs maxActivations:integer
		name:string:fs sequenceStepCount:integer:r sequenceType:string shareType:string:fs
		tags:text-list throttleCapacity:integer:fs throttleMaxAddsPerDay:integer:fs
		updatedAt:date-time:rfs
	`),
	stage: parse(`
		color:string createdAt:date-time:rfs name:string:fs order:integer:fs
		updatedAt:date-time:rfs
	`),
	persona: parse(`
		createdAt:date-time:rfs description:string name:string:fs updatedAt:date-time:rfs
	`),
	opportunity: parse(`
		amount:integer:s amountPrecise:string:s closeDate:date-time:s createdAt:date-time:rfs
		currencyType:string customId:string:fs description:string externalCreatedAt:date-time:f
		externalUpdatedAt:date-time forecastCategory:string:fs leadSource:string:fs
		lostReason:string:fs mapLink:string:f mapNextSteps:string mapStatus:string:fs
		name:string:fs nextStep:string opportunityType:string probability:integer:fs
		prospectingRepId:string recordType:string:fs sharingTeamId:string:f tags:text-list
		touchedAt:date-time:rfs trashedAt:date-time updatedAt:date-time:rfs
	`),
};

export type RecordType = keyof typeof ATTRIBUTES;

/** The most characters of text in what clients write, where it is not the usual number. */
const LONGEST: Partial<Record<RecordType, Record<string, number>>> = {
	prospect: {
		company: Infinity,
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
	},
	account: { description: 65_535, linkedInUrl: 1000 },
	task: { note: 65_535 },
};
const USUAL_LONGEST = 255;
const LONGEST_CUSTOM_FIELD = 32_000;

const CUSTOM_FIELD = /^custom([1-9]\d?|1[0-4]\d|150)$/;
const TYPES_WITH_CUSTOM_FIELDS: RecordType[] = ['prospect', 'account', 'opportunity'];

/** What is known about an attribute; undefined when the record type has none of that name. */
export function attributeInfo(type: RecordType, name: string): AttributeInfo | undefined {
	const known: Record<string, AttributeInfo> = ATTRIBUTES[type];
	if (Object.hasOwn(known, name)) {
		const { [name]: info } = known;
		if (info?.type !== 'string') return info;
		return { ...info, longest: LONGEST[type]?.[name] ?? USUAL_LONGEST };
	}
	if (!TYPES_WITH_CUSTOM_FIELDS.includes(type) || !CUSTOM_FIELD.test(name)) return undefined;
	const longest = LONGEST_CUSTOM_FIELD;
	return { type: 'string', readOnly: false, filterable: false, sortable: false, longest };
}

function parse(text: string): Record<string, AttributeInfo> {
	const entries = text
		.trim()
		.split(/\s+/)
		.map((word) => {
			const [name, type, badges = ''] = word.split(':') as [string, ValueType, string?];
			const info = {
				type,
				readOnly: badges.includes('r'),
				filterable: badges.includes('f'),
				sortable: badges.includes('s'),
			};
			return [name, info] as const;
		});
	return Object.fromEntries(entries);
}
