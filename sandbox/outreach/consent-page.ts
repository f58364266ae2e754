const STYLE = `body{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;max-width:34rem;
margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1.25rem;margin-right:.5rem}
li{font-family:ui-monospace,monospace}`;

/** The page on which the user allows or denies an app. */
export function consentPage(query: Record<string, string | undefined>): string {
	const passedOn = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'];
	const inputs = passedOn
		.filter((name) => query[name] !== undefined)
		.map((name) => `<input type="hidden" name="${name}" value="${escape(query[name] ?? '')}">`);
	const scopes = (query.scope ?? '').split(/\s+/).filter(Boolean);
	return page(`<h1>Allow access to Outreach?</h1>
<p>The app <strong>${escape(query.client_id ?? '')}</strong> asks for:</p>
<ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<form method="post" action="authorize">${inputs.join('')}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></form>`);
}

/** What the user sees when the app's request makes no sense. */
export function errorPage(problem: string): string {
	return page(`<h1>This request cannot be authorized</h1><p>${escape(problem)}</p>`);
}

function page(body: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Outreach sandbox: authorize</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

function escape(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
	};
	return text.replace(/[&<>"]/g, (character) => entities[character] as string);
}
