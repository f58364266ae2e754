/** What Simplify keeps of an account. */
export const shown = {
	attributes: [
		'name',
		'domain',
		'naturalName',
		'tags',
		'industry',
		'companyType',
		'numberOfEmployees',
		'locality',
		'websiteUrl',
		'linkedInUrl',
		'customId',
		'externalSource',
		'buyerIntentScore',
		'named',
		'touchedAt',
		'createdAt',
		'updatedAt',
	],
	relationships: ['owner'],
};
