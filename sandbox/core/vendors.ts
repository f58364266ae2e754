/** The three vendors; each one's API lives under `/<vendor>` on the sandbox's port. */
export const VENDORS = ['explorium', 'saleshandy', 'outreach'] as const;

export type Vendor = (typeof VENDORS)[number];

/** Whether a text names a vendor. */
export function isVendor(text: string): text is Vendor {
	return VENDORS.some((vendor) => vendor === text);
}
