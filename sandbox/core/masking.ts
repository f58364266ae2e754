const SECRET_HEADERS =
	/^(authorization|proxy-authorization|api_key|api-key|x-api-key|cookie|set-cookie)$/i;
const SECRET_KEYS = /^(client_secret|access_token|refresh_token|code|password|webhook_secret)$/;

/** Hides a secret but shows that there was one. */
const MASK = '***';

/** Headers with the values of secret ones hidden. */
export function maskHeaders(headers: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			SECRET_HEADERS.test(name) ? MASK : name.toLowerCase() === 'location' ? maskUrl(value) : value,
		]),
	);
}

/** A body or query with secret values hidden; `code` only where it is text (an OAuth code). */
export function maskBody(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(maskBody);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			SECRET_KEYS.test(key) && typeof inner === 'string' ? MASK : maskBody(inner),
		]),
	);
}

function maskUrl(value: unknown): unknown {
	return typeof value === 'string' ? value.replace(/([?&]code=)[^&]*/, `$1${MASK}`) : value;
}
