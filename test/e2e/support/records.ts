import type { SandboxPerson } from '../../support/sandbox';
import type { RunningDemo } from './running-demo';

/** Whether both systems have what the person's last event said. */
export function isUpToDate({ explorium, saleshandy, outreach }: SandboxPerson): boolean {
	const { company, title } = explorium;
	const { attributes } = saleshandy;
	return [
		attributes.Company === company,
		attributes['Job Title'] === title,
		outreach?.company === company,
		outreach?.title === title,
	].every(Boolean);
}

/** The prospects whose last event has not arrived in both systems. */
export async function outdated({ control }: RunningDemo): Promise<string[]> {
	const { people } = await control.state();
	return people.filter((person) => !isUpToDate(person)).map(({ id }) => id);
}
