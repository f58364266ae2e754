import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const shell = process.platform === 'win32';

/** Packs the package in `folder` as npm publishes it. Returns the tarball's path. */
export function pack(folder, into) {
	const output = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', into],
		{ cwd: folder, encoding: 'utf8', shell },
	);
	// npm 11 gives a list, npm 12 an object by name.
	const [{ filename }] = Object.values(JSON.parse(output));
	return join(into, filename);
}

/** Unpacks a package's tarball into a folder that exists. Returns the package's folder. */
export function unpack(tarball, into) {
	execFileSync('tar', ['-xzf', tarball], { cwd: into });
	return join(into, 'package');
}
