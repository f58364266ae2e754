import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { unwrap } from '../../../shared/nodeError';
import { checkRequestSettings } from '../../../shared/requestOptions';
import { openExplorium } from '../../client';
import { eventItem } from '../../eventItem';
import { fetchAdditions } from './additions';
import { pollTimes } from './pollTimes';
import { sampleEvents } from './sample';
import { readTriggerSettings } from './settings';
import { readWatchList } from '../../watchList';

/**
 * "Fetch test event": real recent events. Nothing is remembered, and nothing is kept from the user.
 *
 * @throws what n8n shows beside the node
 */
export async function tryOut(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const settings = unwrap(node, readTriggerSettings(context));
	const { deadline } = pollTimes(context.getPollBudgetMs?.(), Date.now());
	const request = unwrap(
		node,
		checkRequestSettings(context.getNodeParameter('requestOptions', {})),
	);
	const client = await openExplorium(context, { ...request, deadline });
	const watchList = unwrap(node, await readWatchList(settings.source, client));
	const events = unwrap(node, await sampleEvents(settings, watchList, client, Date.now()));
	const { fieldsOf } = await fetchAdditions(events, settings, async () => client);
	return [
		events.map((event) =>
			eventItem(
				event,
				watchList.enrollmentKeyOf.get(event.prospect_id),
				fieldsOf.get(event.prospect_id),
			),
		),
	];
}
