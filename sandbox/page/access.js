import { element, make } from './dom.js';

/** Lists what the credentials in n8n need. */
export function showAccess() {
	const { origin } = window.location;
	const rows = {
		'Explorium base URL': `${origin}/explorium`,
		'Explorium API key': 'demo-explorium-key',
		'Saleshandy base URL': `${origin}/saleshandy`,
		'Saleshandy API key': 'demo-saleshandy-key',
		'Outreach base URL': `${origin}/outreach`,
		'Outreach client ID': 'demo-client-id',
		'Outreach client secret': 'demo-client-secret',
	};
	for (const [term, value] of Object.entries(rows)) {
		element('access').append(make('dt', { textContent: term }), make('dd', { textContent: value }));
	}
}
