import type { RecordType } from './attributes.ts';

/** A custom field as `GET /types` describes it. */
export interface CustomField {
	type: string;
	required: boolean;
	label: string;
	definition: null | string | string[];
}

function field(
	type: string,
	label: string,
	definition: CustomField['definition'] = null,
): CustomField {
	return { type, required: false, label, definition };
}

/** The custom fields the organization has set up: one of every type on prospects. */
export const CUSTOM_FIELDS: Partial<Record<RecordType, Record<string, CustomField>>> = {
	prospect: {
		custom1: field('string', 'Previous Company'),
		custom2: field('inclusion', 'Segment', ['SMB', 'Mid-market', 'Enterprise']),
		custom3: field('boolean', 'Champion'),
		custom4: field('date', 'Job Change Date'),
		custom5: field('numerical', 'Team Size'),
		custom6: field('currency', 'Last Deal', 'USD'),
		custom7: field('percentage', 'Fit'),
		custom8: field('phone_number', 'Assistant Phone'),
		custom9: field('url', 'Profile Page'),
		custom10: field('multi_inclusion', 'Interests', ['Product', 'Pricing', 'Events']),
		custom11: field('date_time', 'Last Checked'),
	},
	account: {
		custom1: field('inclusion', 'Tier', ['A', 'B', 'C']),
		custom2: field('string', 'Former Champion'),
		custom3: field('boolean', 'Strategic'),
	},
	opportunity: {
		custom1: field('string', 'Competitor'),
	},
};
