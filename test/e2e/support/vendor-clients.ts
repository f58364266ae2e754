import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { DEMO, type Sandbox, type SandboxPerson } from '../../support/sandbox';
import { waitFor } from './wait';

const options: AxiosRequestConfig = { proxy: false, validateStatus: () => true };

/** Explorium's cheapest call. */
export function askCredits({ explorium }: Sandbox): Promise<AxiosResponse> {
	return axios.get(`${explorium}/v1/credits`, {
		...options,
		headers: { api_key: DEMO.exploriumKey },
	});
}

/** What n8n's trigger asks for: a person's changes of company, in the last three months. */
export function fetchCompanyChanges({ explorium }: Sandbox, id: string): Promise<AxiosResponse> {
	return axios.post(
		`${explorium}/v1/prospects/events`,
		{ event_types: ['prospect_changed_company'], prospect_ids: [id] },
		{ ...options, headers: { api_key: DEMO.exploriumKey } },
	);
}

/** A search in Saleshandy. */
export function searchSaleshandy({ saleshandy }: Sandbox, search: string): Promise<AxiosResponse> {
	return axios.get(`${saleshandy}/v1/prospects?search=${encodeURIComponent(search)}`, {
		...options,
		headers: { 'x-api-key': DEMO.saleshandyKey },
	});
}

/** Does what the example workflow does once Explorium knows of a change. */
export async function followUp(sandbox: Sandbox, email: string): Promise<void> {
	const person = await sandbox.control.person(email);
	await updateSaleshandy(sandbox, person);
	const { company, title } = person.explorium;
	await act(sandbox, person, 'prospectsBulkModify', { company, title });
	await act(sandbox, person, 'prospectsAddTags', { tags: ['Job changed'] });
	await act(sandbox, person, 'prospectsAddToSequence', { sequenceId: 11, mailboxId: 41 });
	await waitFor('Outreach to do it', async () => {
		const { outreach } = await sandbox.control.person(email);
		return outreach?.sequences.length ? true : undefined;
	});
}

async function updateSaleshandy(
	{ saleshandy }: Sandbox,
	{ explorium, saleshandy: known }: SandboxPerson,
): Promise<void> {
	const headers = { 'x-api-key': DEMO.saleshandyKey };
	const listed = await axios.get(`${saleshandy}/v1/fields?systemFields=true`, {
		proxy: false,
		headers,
	});
	const fields = listed.data.payload as Array<{ id: string; label: string }>;
	const idOf = (label: string) => fields.find((field) => field.label === label)?.id;
	const attributes = [
		{ fieldId: idOf('Company'), attributeValue: explorium.company },
		{ fieldId: idOf('Job Title'), attributeValue: explorium.title },
		{ fieldId: idOf('Notes'), attributeValue: 'Job changed' },
	];
	const url = `${saleshandy}/v1/prospects/${encodeURIComponent(known.id)}/attribute`;
	await axios.post(url, { attributes }, { proxy: false, headers });
}

async function act(
	{ outreach }: Sandbox,
	person: SandboxPerson,
	action: string,
	attributes: object,
): Promise<void> {
	await axios.post(
		`${outreach}/api/v2/batches/actions/${action}`,
		{ data: { attributes: { ...attributes, ids: [person.outreach?.id] } } },
		{
			proxy: false,
			headers: {
				authorization: `Bearer ${DEMO.outreachAccessToken}`,
				'content-type': 'application/vnd.api+json',
			},
		},
	);
}
