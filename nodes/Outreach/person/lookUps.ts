import type { LookUp } from '../lookUp';
import { spellingsOf } from './linkedIn';

/**
 * What to look a person up by.
 *
 * @param slug Outreach's `linkedInSlug`, which it may keep encoded and in any case
 */
export function personLookUps(emails: string[], slug?: string): LookUp[] {
	const slugs = slug === undefined ? [] : spellingsOf(slug);
	return [
		...(emails.length > 0 ? [{ filter: 'emails' as const, values: emails }] : []),
		...(slugs.length > 0 ? [{ filter: 'linkedInSlug' as const, values: slugs }] : []),
	];
}
