import type { SandboxPerson } from '../../support/sandbox';
import type { RunningDemo } from './running-demo';

/**
 * The sequences send nothing for now: mail to the old addresses, which these records keep, would bounce and
 * end them.
 */
export async function holdMail({ control }: RunningDemo): Promise<void> {
	await control.switches({ outreach: { firstMailSeconds: 1_000_000 } });
}

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
