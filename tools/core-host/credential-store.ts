import { randomUUID } from 'node:crypto';
import type { INodeCredentials } from 'n8n-workflow';
import { HostRequestError } from './errors.ts';
import type { CredentialsByType, Json, StoredCredentialReference } from './protocol.ts';

interface StoredCredential {
	type: string;
	data: Json;
}

function isReference(value: Json | StoredCredentialReference): value is StoredCredentialReference {
	return typeof value.$stored === 'string';
}

/** Stands for n8n's credentials table. Copies in, copies out: a node cannot change what is kept. */
export class CredentialStore {
	private readonly byId = new Map<string, StoredCredential>();

	/** Keeps a credential; the id is what refers to it. */
	save(type: string, data: Json): string {
		const id = randomUUID();
		this.byId.set(id, { type, data: structuredClone(data) });
		return id;
	}

	read(id: string, type: string): Json {
		return structuredClone(this.find(id, type).data);
	}

	update(id: string, type: string, changes: Json): void {
		const stored = this.find(id, type);
		stored.data = { ...stored.data, ...structuredClone(changes) };
	}

	remove(id: string): void {
		this.byId.delete(id);
	}

	/**
	 * The `credentials` block of a node. Data given inline is stored under an id of its own, for n8n
	 * shares token refreshes by id; `forget` removes it again.
	 */
	attach(credentials: CredentialsByType = {}): { node: INodeCredentials; forget: () => void } {
		const node: INodeCredentials = {};
		const inline: string[] = [];
		for (const [type, given] of Object.entries(credentials)) {
			let id: string;
			if (isReference(given)) {
				id = given.$stored;
				this.find(id, type);
			} else {
				id = this.save(type, given);
				inline.push(id);
			}
			node[type] = { id, name: type };
		}
		return { node, forget: () => inline.forEach((id) => this.remove(id)) };
	}

	private find(id: string, type: string): StoredCredential {
		const stored = this.byId.get(id);
		if (stored?.type !== type) {
			throw new HostRequestError(`No stored credential "${id}" of type "${type}".`);
		}
		return stored;
	}
}
