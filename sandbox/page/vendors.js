/** The vendors' names as people write them. */
export const VENDOR_NAMES = {
	explorium: 'Explorium',
	saleshandy: 'Saleshandy',
	outreach: 'Outreach',
};

export const VENDORS = Object.keys(VENDOR_NAMES);
