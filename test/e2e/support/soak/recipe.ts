import type { Workflow } from '../../../../playground/src/n8n-api.ts';
import type { SandboxPerson } from '../../../support/sandbox';
import { enroll } from '../enroll';
import { executionsOf } from '../executions';
import { measure, type Measured } from '../recipe/measure';
import { outcomesOf } from '../recipe/outcomes';
import { NEW_JOB } from '../recipe/scenarios';
import { speedUp } from '../recipe/workflow';
import type { RunningDemo } from '../running-demo';
import { executionsByEvent, repeatedOf } from './outcome';
import { settle } from './settle';

/** What people are enrolled under who move: only the recipe looks after them. */
const KEY = 'movers';
const TRIGGER = 'Explorium Prospect Events Trigger';
const ORDINARY_SEQUENCE = 15;
const PER_ENROLLMENT = 20;
const COMPANIES = [
	...['Headovations', 'Quantum Leaf', 'Granite Systems', 'Papaya Logistics'],
	...['Atlas Ventures', 'Brightside Media', 'Marigold Retail', 'Silverline Mobility'],
];

/** What became of the people who moved. */
export interface RecipeOutcome extends Measured {
	/** Events that no execution was started with, or more than one. */
	lost: string[];
	repeated: string[];
	/** Executions for a person that failed; of these, the ones that did again when retried. */
	failed: number;
	failedAgain: number;
	/** People of whom no execution says what came of it. */
	untold: string[];
	/** People who are left to a person, because a step failed. */
	leftToAPerson: number;
}

/** The job change workflows, and people in a sequence of Outreach who move to other companies. */
export class RecipeSide {
	private readonly demo: RunningDemo;
	private readonly people: SandboxPerson[] = [];
	/** By the id of the event: whom it is about. */
	private readonly moved = new Map<string, string>();
	private whole!: Workflow;
	private perPerson!: Workflow;
	private began = '';

	constructor(demo: RunningDemo) {
		this.demo = demo;
	}

	/** Adds people to the world, and publishes the workflows for them. */
	async prepare(count: number): Promise<Workflow> {
		const { control } = this.demo;
		await control.scene('job-change');
		for (let number = 0; number < count; number++) {
			const person = await control.addPerson({
				email: `mover.${number}@old-harbor.example`,
				firstName: 'Mover',
				lastName: `Number ${number}`,
				company: 'Old Harbor',
				title: 'Manager',
			});
			await control.addToSequence(person.id, {
				vendor: 'outreach',
				sequenceId: ORDINARY_SEQUENCE,
			});
			this.people.push(person);
		}
		const ids = this.people.map(({ id }) => id);
		for (let first = 0; first < count; first += PER_ENROLLMENT) {
			const some = ids.slice(first, first + PER_ENROLLMENT);
			await enroll(this.demo, `${KEY}-${first}`, some, ['prospect_changed_company']);
		}
		[this.whole, this.perPerson] = await speedUp(this.demo, [KEY]);
		this.began = (await control.state(false)).now;
		return this.whole;
	}

	/** The next one moves to another company. */
	async move(): Promise<void> {
		const turn = this.moved.size;
		const { id } = this.people[turn];
		const company = COMPANIES[turn % COMPANIES.length];
		const { event_id } = await this.demo.control.changeCompany(id, {
			company,
			title: 'Chief Revenue Officer',
		});
		this.moved.set(event_id, id);
	}

	/** Waits until all is done, retries what failed, as a user would, and counts. */
	async outcome(): Promise<RecipeOutcome> {
		const { api } = this.demo;
		await settle(this.demo, [this.whole.id, this.perPerson.id]);
		const before = await executionsOf(api, this.perPerson.id);
		const failed = before.filter(({ status }) => status !== 'success');
		for (const { id } of failed) await api.retryExecution(id);
		await settle(this.demo, [this.perPerson.id]);
		const retries = (await executionsOf(api, this.perPerson.id)).filter(
			({ id }) => !before.some((one) => one.id === id),
		);
		const found = await executionsOf(api, this.whole.id);
		const seenIn = executionsByEvent(found, TRIGGER);
		const told = await outcomesOf(this.demo, this.perPerson);
		const movers = [...this.moved.values()];
		const lastOf = (id: string): string => told.get(id)?.outcomes.at(-1) ?? '';
		const people = this.people.filter(({ id }) => movers.includes(id));
		return {
			...(await measure(this.demo, people, this.began, [])),
			lost: [...this.moved.keys()].filter((event) => !seenIn.has(event)),
			repeated: repeatedOf(seenIn, [...this.moved.keys()]),
			failed: failed.length,
			failedAgain: retries.filter(({ status }) => status !== 'success').length,
			untold: movers.filter((id) => lastOf(id) === ''),
			leftToAPerson: movers.filter((id) => lastOf(id).startsWith('A person')).length,
		};
	}

	/** Of those whom no person has to look after: whose new sequence does not run. */
	async wrong(): Promise<string[]> {
		const told = await outcomesOf(this.demo, this.perPerson);
		const now = (await this.demo.control.state()).people;
		return [...this.moved.values()].filter((id) => {
			if (told.get(id)?.outcomes.at(-1)?.startsWith('A person')) return false;
			const sequences = now.find((one) => one.id === id)?.outreach?.sequences ?? [];
			return (
				sequences.filter(({ sequenceId }) => sequenceId === NEW_JOB.outreach).length !== 1 ||
				sequences.some(
					({ sequenceId, state }) => sequenceId === ORDINARY_SEQUENCE && state === 'active',
				)
			);
		});
	}

	/** The workflows whose executions are looked at. */
	workflowIds(): string[] {
		return [this.whole.id, this.perPerson.id];
	}
}
