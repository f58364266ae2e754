// The sandbox's control API.

/** Calls it; throws what it says when it refuses. */
export async function control(method, path, body) {
	const response = await fetch(`/control${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error ?? response.statusText);
	return answer;
}

/** Asks for something; parameters without a value are left out. */
export function ask(path, parameters = {}) {
	const given = Object.entries(parameters).filter(([, value]) => value !== '');
	return control('GET', `${path}?${new URLSearchParams(given)}`);
}

/** Whether nobody answered at all, as opposed to a refusal. */
export const isSilence = (error) => error instanceof TypeError;
