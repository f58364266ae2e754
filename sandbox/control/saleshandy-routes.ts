import type { FastifyInstance } from 'fastify';
import { closed } from '../core/json-schema.ts';
import type { SaleshandyEnrollment } from '../saleshandy/state.ts';
import type { Sandbox } from '../sandbox.ts';

const text = { type: 'string', minLength: 1 };
const status = {
	enum: ['active', 'paused', 'finished', 'replied', 'unsubscribed', 'bounced', 'waiting'],
};
const ENROLLMENT = ['prospectId', 'sequenceId', 'stepId', 'status'];

const enrollmentBody = closed(
	{ prospectId: text, sequenceId: text, stepId: text, status },
	ENROLLMENT,
);

/** What Saleshandy remembers besides people, and states that its API cannot set. */
export function saleshandyRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/saleshandy', async () => {
		const { sequences, enrollments, imports, dncLists, doNotContact, prospects } =
			sandbox.world.saleshandy;
		const emails = new Map(prospects.map(({ id, email }) => [id, email]));
		return {
			sequences,
			enrollments: enrollments.map((one) => ({ ...one, email: emails.get(one.prospectId) })),
			imports: imports.map(({ rows, report, ...one }) => ({
				...one,
				people: rows.length + report.length,
			})),
			dncLists,
			doNotContact,
		};
	});

	const schema = { body: enrollmentBody };
	app.post('/saleshandy/enrollments', { schema }, async (request) => {
		const given = request.body as Omit<SaleshandyEnrollment, 'addedAt'>;
		const { enrollments } = sandbox.world.saleshandy;
		const isSame = (one: SaleshandyEnrollment) =>
			one.prospectId === given.prospectId && one.sequenceId === given.sequenceId;
		const others = enrollments.filter((one) => !isSame(one));
		const added = { ...given, addedAt: new Date(sandbox.clock.now()).toISOString() };
		sandbox.world.saleshandy.enrollments = [...others, added];
		return added;
	});

	const dncBody = {
		type: 'array',
		items: closed({ value: text, type: { enum: ['email', 'domain'] }, listId: text }, [
			'value',
			'type',
		]),
	};
	app.post('/saleshandy/do-not-contact', { schema: { body: dncBody } }, async (request) => {
		const entries = request.body as typeof sandbox.world.saleshandy.doNotContact;
		sandbox.world.saleshandy.doNotContact.push(...entries);
		return sandbox.world.saleshandy.doNotContact;
	});
}
