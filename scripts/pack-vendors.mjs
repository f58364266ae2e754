/**
 * Packs the package of each vendor, from what `npm run build` has built. n8n verifies only packages
 * for one service; docs/releasing.md says how they relate to the package for all vendors.
 *
 *   node scripts/pack-vendors.mjs [folder]     into dist-vendors/ if no folder is given
 *
 * Prints the paths of the tarballs.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packVendor } from './lib/pack-vendor.mjs';
import { vendorFolders } from './lib/vendors.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ownFolder = resolve(root, 'dist-vendors');
const target = resolve(process.argv[2] ?? ownFolder);

// Tarballs of an earlier version would be published too. A folder of somebody else's is left alone.
if (target === ownFolder) rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const folder of vendorFolders(root)) console.log(packVendor(root, folder, target));
