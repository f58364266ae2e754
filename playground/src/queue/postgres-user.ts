import { spawnSync } from 'node:child_process';
import { DemoError } from '../demo-error.ts';

export interface SystemUser {
	uid: number;
	gid: number;
}

const NAME = 'postgres';

function numberOf(option: string): number {
	const { stdout } = spawnSync('id', [option, NAME], { encoding: 'utf8' });
	const text = (stdout ?? '').trim();
	if (text === '') {
		throw new DemoError(
			`PostgreSQL does not run as root, and there is no user "${NAME}" to run it as. ` +
				'Start this as another user.',
		);
	}
	return Number(text);
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
export function postgresUser(): SystemUser | undefined {
	if (process.getuid?.() !== 0) return undefined;
	return { uid: numberOf('-u'), gid: numberOf('-g') };
}
