import type { MeasuredNode } from './n8n.ts';

/** A POST per item, one after the other, by the node in `official-style/`. */
export function oneByOne(
	credential: string,
	credentialType: string,
	parameters: { url: string; body: string; contentType?: string },
): MeasuredNode {
	return {
		type: 'CUSTOM.oneCallPerItem',
		credential,
		parameters: { credentialType, contentType: 'application/json', ...parameters },
	};
}
