import { execFileSync } from 'node:child_process';

export interface PackageSize {
	packedBytes: number;
	unpackedBytes: number;
	files: number;
}

/** What `npm pack` would put into the package. */
export function measurePackage(root: string): PackageSize {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
	const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8' });
	const [packed] = Object.values(
		JSON.parse(text) as Record<string, { size: number; unpackedSize: number; entryCount: number }>,
	);
	const { size, unpackedSize, entryCount } = packed;
	return { packedBytes: size, unpackedBytes: unpackedSize, files: entryCount };
}
