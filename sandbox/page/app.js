// Watches the sandbox through its control API once a second and shows what changed.

const POLL_MS = 1000;
const HIGHLIGHT_MS = 8000;
const SHOWN_PEOPLE = 100;
const SHOWN_REQUESTS = 200;

const element = (id) => document.getElementById(id);

/** What each cell last showed, and until when it stays highlighted. */
const cells = new Map();
let lastRequest = 0;

/** Makes an element with text and children. */
function make(tag, properties = {}, ...children) {
	const node = Object.assign(document.createElement(tag), properties);
	node.append(...children.filter((child) => child !== null));
	return node;
}

async function control(method, path, body) {
	const response = await fetch(`/control${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error ?? response.statusText);
	return answer;
}

function say(text) {
	if (element('status').textContent !== text) element('status').textContent = text;
}

function happen(person, what, button) {
	const discoveredInSeconds = Number(element('delay').value) || 0;
	button.disabled = true;
	return control('POST', `/people/${person.id}/${what}`, { discoveredInSeconds })
		.then((event) => {
			const { current_company_name: company, current_job_title: title } = event.data;
			const when = discoveredInSeconds === 0 ? 'now' : `in ${discoveredInSeconds} s`;
			say(`${person.name}: ${title} at ${company}. Explorium knows ${when}.`);
		})
		.catch((error) => say(`That did not work: ${error.message}`))
		.finally(() => {
			button.disabled = false;
		});
}

function personRow(person) {
	const row = make('tr', { id: `person-${person.id}` });
	const button = (label, what) => {
		const node = make('button', { type: 'button', textContent: label });
		node.setAttribute('aria-label', `${label}: ${person.name}`);
		node.addEventListener('click', () => happen(person, what, node));
		return node;
	};
	row.append(
		make('th', { scope: 'row' }, person.name, make('small', { textContent: person.email })),
		make('td', { className: 'explorium' }),
		make('td', { className: 'saleshandy' }),
		make('td', { className: 'outreach' }),
		make(
			'td',
			{},
			button('Change company', 'change-company'),
			button('Change role', 'change-role'),
		),
	);
	return row;
}

/** Draws a cell again if needed, and highlights it for a while when its own record changed. */
function fill(cell, key, own, others, children) {
	const text = JSON.stringify(own);
	const drawn = JSON.stringify([own, others]);
	const known = cells.get(key);
	if (known?.drawn !== drawn) {
		cell.replaceChildren(...children());
		const until = known === undefined ? 0 : known.until;
		const changed = known !== undefined && known.text !== text;
		cells.set(key, { text, drawn, until: changed ? Date.now() + HIGHLIGHT_MS : until });
	}
	cell.classList.toggle('changed', cells.get(key).until > Date.now());
}

function job(company, title, truth) {
	const differs = truth !== null && (company !== truth.company || title !== truth.title);
	const where = make('span', { textContent: company ?? '–' });
	const what = make('small', { textContent: title ?? '–' });
	const note = make('span', { className: 'tag differs', textContent: 'out of date' });
	return differs ? [where, what, note] : [where, what];
}

function fillPerson(row, person) {
	const { explorium, saleshandy, outreach } = person;
	const pending = explorium.pendingChanges > 0;
	fill(row.querySelector('.explorium'), `${person.id} explorium`, explorium, pending, () => [
		...job(explorium.company, explorium.title, null),
		make('small', { textContent: explorium.email }),
		...(pending ? [make('span', { className: 'tag', textContent: 'not discovered yet' })] : []),
	]);
	const attributes = saleshandy?.attributes ?? {};
	fill(row.querySelector('.saleshandy'), `${person.id} saleshandy`, attributes, explorium, () =>
		saleshandy === null
			? ['not there']
			: job(attributes.Company, attributes['Job Title'], explorium),
	);
	fill(row.querySelector('.outreach'), `${person.id} outreach`, outreach, explorium, () =>
		outreach === null
			? ['not there']
			: [
					...job(outreach.company, outreach.title, explorium),
					...outreach.tags.map((tag) => make('span', { className: 'tag', textContent: tag })),
					...outreach.sequences.map(({ sequenceId, state }) =>
						make('span', { className: 'tag', textContent: `sequence ${sequenceId}: ${state}` }),
					),
				],
	);
}

function showPeople(people) {
	const body = element('people');
	const shown = people.slice(0, SHOWN_PEOPLE);
	const wanted = shown.map((person) => `person-${person.id}`).join();
	const present = [...body.children].map((row) => row.id).join();
	if (wanted !== present) body.replaceChildren(...shown.map(personRow));
	for (const person of shown) fillPerson(element(`person-${person.id}`), person);
	element('more').hidden = people.length <= SHOWN_PEOPLE;
	element('more').textContent = `and ${people.length - SHOWN_PEOPLE} more`;
}

function requestRow(request) {
	const { seq, at, vendor, method, path, query, status } = request;
	const search = new URLSearchParams(query).toString();
	const cell = (textContent, className = '') => make('span', { textContent, className });
	const details = make(
		'details',
		{},
		make(
			'summary',
			{},
			cell(at.slice(11, 19)),
			cell(vendor),
			cell(method),
			cell(status === 0 ? 'cut' : String(status), status >= 200 && status < 400 ? 'ok' : 'failed'),
			cell(search === '' ? path : `${path}?${decodeURIComponent(search)}`),
		),
	);
	// Bodies can be large: they are written out only when somebody looks.
	details.addEventListener(
		'toggle',
		() => {
			const sent = JSON.stringify(request.requestBody, null, 2);
			const answered = JSON.stringify(request.responseBody, null, 2);
			details.append(
				make('pre', { textContent: `Sent: ${sent}` }),
				make('pre', { textContent: `Answered: ${answered}` }),
			);
		},
		{ once: true },
	);
	return make('li', { value: seq }, details);
}

function showRequests(requests) {
	const list = element('requests');
	for (const request of requests) {
		list.prepend(requestRow(request));
		lastRequest = request.seq;
	}
	while (list.children.length > SHOWN_REQUESTS) list.lastElementChild.remove();
}

function showTotals(counters) {
	const totals = ['explorium', 'saleshandy', 'outreach'].map(
		(vendor) => `${vendor} ${counters[vendor].requests}`,
	);
	const refused = ['explorium', 'saleshandy', 'outreach']
		.map((vendor) => counters[vendor].tooManyRequests)
		.reduce((a, b) => a + b);
	element('totals').textContent = `${totals.join(', ')}; refused for the rate: ${refused}`;
}

function showAccess() {
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

async function poll() {
	try {
		const state = await control('GET', '/state');
		showPeople(state.people);
		showTotals(state.counters);
		showRequests(await control('GET', `/requests?since=${lastRequest}&last=${SHOWN_REQUESTS}`));
		const time = new Date(state.now).toLocaleString();
		if (/^(Connecting|Running|The sandbox)/.test(element('status').textContent)) {
			say(`Running. Sandbox date: ${time.replace(/,.*/, '')}`);
		}
	} catch {
		say('The sandbox does not answer. Is it still running?');
	}
	setTimeout(poll, POLL_MS);
}

element('reset').addEventListener('click', async () => {
	await control('POST', '/reset', {});
	cells.clear();
	lastRequest = 0;
	element('requests').replaceChildren();
	say('Everything is as it was at the start.');
});

showAccess();
poll();
