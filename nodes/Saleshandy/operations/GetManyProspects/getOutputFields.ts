import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { unwrap } from '../../../shared/nodeError';
import { asOptions } from '../../../shared/outputShape';
import { listFields } from '../../api';
import { openForEditor } from '../../pickers';
import { OUTPUT } from './flatProspect';

/** The fields that prospects of this account can have, those of its own too. */
export async function getOutputFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const fields = unwrap(this.getNode(), await listFields(await openForEditor(this)));
	return asOptions([...new Set([...OUTPUT.offered, ...fields.map(({ label }) => label)])]);
}
