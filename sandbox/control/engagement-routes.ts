import type { FastifyInstance } from 'fastify';
import { closed } from '../core/json-schema.ts';
import type { Sandbox } from '../sandbox.ts';
import type { PersonLink } from '../world/people.ts';
import { addToSequence, duplicate, optOut, syncCrm } from './engagement.ts';
import { findPerson } from './find-person.ts';
import { describePeople } from './person-view.ts';
import { settleAll } from './settle.ts';

type Do = (sandbox: Sandbox, person: PersonLink, body: never) => void;

const MAILING_VENDORS = ['saleshandy', 'outreach'];

const BODIES: Record<string, [Do, Record<string, unknown>]> = {
	'add-to-sequence': [
		addToSequence,
		{
			oneOf: [
				closed({ vendor: { const: 'outreach' }, sequenceId: { type: 'integer' } }, [
					'vendor',
					'sequenceId',
				]),
				closed({ vendor: { const: 'saleshandy' }, sequenceId: { type: 'string' } }, [
					'vendor',
					'sequenceId',
				]),
			],
		},
	],
	'opt-out': [optOut, closed({ vendor: { enum: MAILING_VENDORS } })],
	duplicate: [duplicate, closed({})],
	'crm-sync': [
		syncCrm,
		closed({
			when: { enum: ['now', 'after-next-write'] },
			delaySeconds: { type: 'number', minimum: 0, maximum: 31_536_000 },
		}),
	],
};

/** What happens to people in the systems that mail them, by hand of somebody or by another system. */
export function engagementRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	for (const [name, [act, body]] of Object.entries(BODIES)) {
		app.post(`/people/:id/${name}`, { schema: { body } }, async (request) => {
			const person = findPerson(sandbox, (request.params as { id: string }).id);
			act(sandbox, person, request.body as never);
			settleAll(sandbox);
			const [described] = describePeople(sandbox, [person]);
			return described;
		});
	}
}
