import {
	NodeConnectionTypes,
	sleep,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { unwrap } from '../../../shared/nodeError';
import { notice } from '../../../shared/notice';
import { sayLeftOut } from '../../../shared/oddEntries';
import { checkRequestSettings, readRequestSettings } from '../../../shared/requestOptions';
import { success, type Result } from '../../../shared/result';
import { openExplorium, type ExploriumClient } from '../../client';
import { hasKey, readKeys } from '../../enrollmentKeys';
import { exactIdentityOf, identityOf } from '../../eventIdentity';
import { eventItem } from '../../eventItem';
import { enrollmentKeysField, eventTypesField, eventTypesSubtitle } from '../../fields';
import type { EventType } from '../../explorium';
import { readEventTypes } from '../../input';
import { nodeKey } from '../../nodeKey';
import { oldIdentitiesOf } from '../../oldEventIdentity';
import { getEnrollmentKeys } from '../../pickers';
import { requestOptions } from '../../requestOptions';
import type { Registration } from '../../versions/webhookRegistry';
import { keep, startOf } from './answer';
import { readDeliveries, type DeliveredEvent } from './delivery';
import {
	find,
	isAnothers,
	register,
	savedRegistration,
	saveRegistration,
	unregister,
	wantedWebhook,
} from './registration';
import { noteDelivery } from './repeats';
import { isGenuine } from './signature';
import { forgetTest, rememberTest, testOf } from './testRegistrations';

/** So long a test waits for its made-up event before n8n shows that it listens. */
const LONGEST_START_MS = 5_000;

/** Is called by Explorium: https://developers.explorium.ai/reference/webhooks */
export class ExploriumProspectEventsWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium Prospect Events Webhook Trigger',
		name: 'exploriumProspectEventsWebhookTrigger',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventTypesSubtitle,
		description:
			'Starts the workflow as soon as Explorium reports that an enrolled prospect changed role or company, or has a work anniversary',
		eventTriggerDescription: 'Waiting for Explorium to send an event',
		activationMessage:
			'Explorium has been given the address of this workflow and will send its events there.',
		defaults: { name: 'Explorium Prospect Events Webhook Trigger' },
		documentationUrl: docsPage('explorium.md#explorium-prospect-events-webhook-trigger'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exploriumApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			notice(
				'n8n must be reachable from the internet. The button "Execute step" registers a separate address and has Explorium send one made-up event there. Version 1 of the API has one address per partner, so there the test works only while no other address is registered.',
			),
			{ ...eventTypesField, displayName: 'Trigger On', description: undefined },
			{
				...enrollmentKeysField,
				description:
					'Only events of these lists, or all if you choose none. A name also stands for its numbered parts (name-2, name-3). Explorium calls it the enrollment key. With version 2 of the API, Explorium sends only events of enrollments that name the webhook of this node. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Replace Existing Webhook',
						name: 'replaceExisting',
						type: 'boolean',
						default: false,
						description:
							'Whether to replace another address, which then gets no more events. With version 1 of the API that is any address the partner has, with version 2 an earlier address of this workflow. A copy of a workflow never does so unless this is on.',
					},
				],
			},
			requestOptions,
		],
	};

	methods = { loadOptions: { getEnrollmentKeys } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const staticData = this.getWorkflowStaticData('node');
				const known = savedRegistration(staticData);
				const registration = unwrap(
					this.getNode(),
					await find(await openClient(this), wantedWebhook(this), known),
				);
				if (registration) saveRegistration(staticData, registration);
				return registration !== undefined;
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const { eventTypes } = unwrap(this.getNode(), readSelection(this));
				unwrap(this.getNode(), checkRequestSettings(this.getNodeParameter('requestOptions', {})));
				const staticData = this.getWorkflowStaticData('node');
				const client = await openClient(this);
				const wanted = wantedWebhook(this);
				const registration = unwrap(
					this.getNode(),
					await register(client, wanted, savedRegistration(staticData)),
				);
				saveRegistration(staticData, registration);
				if (wanted.isTest) {
					unwrap(
						this.getNode(),
						await simulate(client, registration, eventTypes[0], nodeKey(this)),
					);
				}
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const staticData = this.getWorkflowStaticData('node');
				const test = forgetTest(nodeKey(this), this.getNodeWebhookUrl('default'));
				const known = savedRegistration(staticData) ?? test;
				if (known === undefined) return true;
				if (isAnothers(known, this)) {
					this.logger.warn(
						`The webhook ${known.id} stays registered at Explorium, because another workflow, another n8n, or this n8n at another address registered it.`,
					);
					return true;
				}
				const result = await unregister(await openClient(this), known);
				if (result.ok) {
					saveRegistration(staticData, result.value);
					return true;
				}
				// A throw would keep n8n from unpublishing the workflow.
				this.logger.warn(`The webhook stays registered at Explorium: ${result.failure.message}`);
				return false;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { rawBody: body } = this.getRequestObject();
		const headers = this.getHeaderData();
		const staticData = this.getWorkflowStaticData('node');
		const delivery = {
			timestamp: headers['x-timestamp'],
			signature: headers['x-signature'],
			body,
		};
		const isTest = this.getMode() === 'manual';
		const test = isTest ? testOf(nodeKey(this)) : undefined;
		const { secret } = savedRegistration(staticData) ?? test?.registration ?? { secret: '' };
		if (!isGenuine(delivery, secret, Date.now())) {
			// What exactly is wrong is for nobody to learn who cannot sign.
			this.getResponseObject().status(401).json({ message: 'Unauthorized' });
			return { noWebhookResponse: true };
		}
		test?.noteArrival();
		await test?.ready;
		const { entries, odd } = readDeliveries(bodyIn(this, body));
		if (odd.length > 0) this.logger.warn(sayLeftOut('Explorium', 'events', odd));
		if (entries.length === 0) return {};
		const wanted = entries.filter(selectionOf(this));
		const fresh = isTest ? wanted : await freshOf(this, wanted);
		if (fresh === undefined) {
			// Not a 200, as the workflow may still fail to start with the event.
			this.getResponseObject().status(503).json({ message: 'Event is being received already' });
			return { noWebhookResponse: true };
		}
		if (fresh.length === 0) return {};
		// n8n answers: only n8n knows that the workflow has been started.
		return {
			workflowData: [fresh.map(({ event, enrollmentKey }) => eventItem(event, enrollmentKey))],
		};
	}
}

async function openClient(context: IHookFunctions): Promise<ExploriumClient> {
	const request = readRequestSettings(context.getNodeParameter('requestOptions', {}));
	return await openExplorium(context, request);
}

/**
 * Has Explorium send a made-up event, and waits for it: n8n lends its credentials only until a registration
 * ends. The event itself waits until then, so that n8n is ready for it.
 *
 * @returns why Explorium did not send it, as far as it says so
 */
async function simulate(
	client: ExploriumClient,
	registration: Registration,
	eventType: EventType,
	node: string,
): Promise<Result<void>> {
	const { arrival, noteReady } = rememberTest(node, registration);
	try {
		const sent = client.version.webhooks.simulate(client, registration, eventType);
		const result = await Promise.race([sent, arrival, sleep(LONGEST_START_MS)]);
		return result?.ok === false && result.failure.ambiguous !== true ? result : success(undefined);
	} finally {
		noteReady();
	}
}

/** Which events the workflow is to be started by. */
interface Selection {
	eventTypes: EventType[];
	keys: string[];
}

function readSelection(context: IHookFunctions | IWebhookFunctions): Result<Selection> {
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes'), 'Trigger On');
	if (!eventTypes.ok) return eventTypes;
	const keys = readKeys(context.getNodeParameter('enrollmentKeys', []), context.getNode());
	if (!keys.ok) return keys;
	return success({ eventTypes: eventTypes.value, keys: keys.value });
}

/** The body as n8n read it. Where its content type kept n8n from reading it, the bytes have to do. */
function bodyIn(context: IWebhookFunctions, rawBody: Buffer | undefined): unknown {
	const body: unknown = context.getBodyData();
	if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return body;
	try {
		return JSON.parse(String(rawBody));
	} catch {
		return undefined;
	}
}

/** Tells which events are to start the workflow. */
function selectionOf(context: IWebhookFunctions): (delivered: DeliveredEvent) => boolean {
	const { eventTypes, keys } = unwrap(context.getNode(), readSelection(context));
	// A test event is made up and of no enrollment.
	const isTest = context.getMode() === 'manual';
	return ({ event, enrollmentKey }) =>
		eventTypes.some((type) => type === event.event_name) &&
		(isTest || hasKey({ enrollment_key: enrollmentKey ?? '' }, keys));
}

/**
 * The events that the workflow has not been started with before.
 *
 * @returns nothing if n8n is still about to start it with one of them
 */
async function freshOf(
	context: IWebhookFunctions,
	delivered: DeliveredEvent[],
): Promise<DeliveredEvent[] | undefined> {
	const staticData = context.getWorkflowStaticData('node');
	const events = delivered.map(({ event }) => ({
		identity: identityOf(event),
		oldIdentities: [exactIdentityOf(event), ...oldIdentitiesOf(event)],
	}));
	const wasStarted = startOf(context.getResponseObject());
	const noted = await noteDelivery(nodeKey(context), events, staticData.seen, wasStarted);
	if (noted === undefined) return undefined;
	const { isFresh, seen } = noted;
	const fresh = delivered.filter((_, index) => isFresh[index]);
	if (fresh.length > 0) void keep(staticData, { seen });
	return fresh;
}
