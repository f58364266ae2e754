import { addTo } from '../../../shared/addTo';
import { comparableName } from '../../../shared/read/characters';
import type { Resource } from '../../jsonApi';
import { domainOfAccount } from './companyDomain';

/** What an account is found by. */
export type AccountKey = 'customId' | 'domain' | 'name';

/** The accounts that one run has created, by what they are found by: a look-up may not show them yet. */
export class MadeAccounts {
	private readonly byKey = new Map<string, Resource[]>();
	private readonly ids = new Set<number>();

	add(record: Resource): void {
		this.ids.add(Number(record.id));
		const { customId, domain, name } = record.attributes;
		if (typeof customId === 'string') this.note('customId', customId, record);
		const bare = domainOfAccount(domain);
		if (bare !== undefined) this.note('domain', bare, record);
		if (typeof name === 'string') this.note('name', comparableName(name), record);
	}

	/** @param value as it is compared: a bare domain, a comparable name */
	find(key: AccountKey, value: string): Resource[] {
		return this.byKey.get(`${key} ${value}`) ?? [];
	}

	has(id: number): boolean {
		return this.ids.has(id);
	}

	private note(key: AccountKey, value: string, record: Resource): void {
		addTo(this.byKey, `${key} ${value}`, record);
	}
}
