import type { IExecuteFunctions } from 'n8n-workflow';
import type { RequestSettings } from '../../shared/requestOptions';
import { openOutreach } from '../client';
import { batchApi, type BatchApi } from './api';
import type { FollowTools } from './follow';
import { followTools } from './followTools';

/** What a node works on batches with. */
export interface Batches {
	api: BatchApi;
	tools: FollowTools;
}

/**
 * The way to the batches of Outreach from a node.
 *
 * @throws what n8n throws when the node has no credential
 */
export async function openBatches(
	context: IExecuteFunctions,
	settings: RequestSettings,
): Promise<Batches> {
	return { api: batchApi(await openOutreach(context, settings)), tools: followTools(context) };
}
