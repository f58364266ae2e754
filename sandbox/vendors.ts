/** The vendors. Each one's API lives below `/<vendor>` on the sandbox's port. */
export const VENDORS = ['explorium', 'saleshandy', 'outreach'] as const;

export type Vendor = (typeof VENDORS)[number];
