import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import type { Clock } from '../../shared/clock';
import { clockOf } from '../../shared/executionClock';
import type { RequestSettings } from '../../shared/requestOptions';
import { openOutreach } from '../client';
import { batchApi, type BatchApi } from './batchApi';
import { batchField } from './field';

/** What a node works on batches with. */
export interface Batches {
	client: Client;
	api: BatchApi;
	clock: Clock;
}

/**
 * The way to the batches of Outreach from a node.
 *
 * @param field the label of the field that names the batches
 * @returns opens the way, and throws what n8n throws when the node has no credential
 */
export function openBatches(field = batchField.displayName) {
	return async (context: IExecuteFunctions, settings: RequestSettings): Promise<Batches> => {
		const client = await openOutreach(context, settings);
		return { client, api: batchApi(client, field), clock: clockOf(context) };
	};
}
