/**
 * Runs each vendor's in-process tests against the vendor's own package, packed and unpacked. The
 * results go to `.results/`, one file for each package.
 *
 *   node scripts/test-vendors.mjs           all of them
 *   node scripts/test-vendors.mjs --quick   only those that show that each package works by itself
 */
import { spawnSync } from 'node:child_process';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packVendor } from './lib/pack-vendor.mjs';
import { unpack } from './lib/tarball.mjs';
import { temporaryFolder } from './lib/temporary.mjs';
import { vendorFolders } from './lib/vendors.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

/**
 * What shows that a vendor's package works by itself: it loads, connects, lists and writes. CI runs the
 * other suites once, on the package for all vendors: the compiled code is the same in both, byte for byte,
 * as test/n8n/vendor-packages.test.ts makes sure.
 */
const QUICK = '(oauth|pickers|fetch|match|get-many-[a-z]+|update-prospect-attribute)';
const suites = process.argv.includes('--quick') ? QUICK : '.*';

function unpackedPackage(folder) {
	const work = temporaryFolder('vendor');
	return unpack(packVendor(root, folder, work), work);
}

for (const folder of vendorFolders(root)) {
	const vendor = basename(folder);
	const { status } = spawnSync(
		process.execPath,
		[
			jest,
			'--json',
			`--outputFile=.results/vendor-${vendor}.json`,
			`--testPathPatterns=test/n8n/(${vendor}-${suites}|package-under-test)\\.test\\.ts$`,
		],
		{
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, TEST_PACKAGE: unpackedPackage(folder) },
		},
	);
	if (status !== 0) process.exitCode = 1;
}
