import type { CoreHost } from '../../tools/core-host/host.ts';
import type { Json } from '../../tools/core-host/protocol.ts';
import type { Vendor } from '../../sandbox/vendors.ts';
import type { Target } from './target.ts';

/** The test of every credential of the package. */
export function credentialTargets(
	host: CoreHost,
	vendorOf: (credential: string) => Vendor,
): Target[] {
	return host.types().credentials.flatMap((type) => {
		const vendor = vendorOf(type);
		const target: Target = {
			name: `${type}: test`,
			kind: 'credential',
			vendor,
			modes: ['test'],
			async prepare({ lane, version }) {
				const data = lane.credential(vendor, version)[type] as Json;
				return {
					act: async () => {
						const { status, message } = await lane.host.testCredential({ type, data });
						const failed = status === 'OK' ? [] : [{ message, rest: message, namesItem: true }];
						return {
							served: status === 'OK' ? [message] : [],
							failed,
							hints: [],
							raw: message,
						};
					},
				};
			},
		};
		if (vendor !== 'explorium') return [target];
		return (['v1', 'v2'] as const).map((version) => ({
			...target,
			name: `${target.name} (${version})`,
			version,
		}));
	});
}
