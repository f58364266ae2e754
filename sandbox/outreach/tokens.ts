import { hexId } from '../core/hash.ts';
import type { OutreachState, TokenPair } from './state.ts';

const ACCESS_SECONDS = 7200;
const REFRESH_SECONDS = 14 * 86_400;
const LIVE_REFRESH_TOKENS = 100;

/** Makes a pair of tokens; beyond 100 live refresh tokens the oldest expire. */
export function issueTokens(
	state: OutreachState,
	scopes: string[],
	now: number,
	options: { access?: string; refresh?: string; expiresInSeconds?: number } = {},
): TokenPair {
	const name = `${state.nextToken} ${now}`;
	state.nextToken += 1;
	const pair = {
		accessToken: options.access ?? `at-${hexId(`access ${name}`, 40)}`,
		refreshToken: options.refresh ?? `rt-${hexId(`refresh ${name}`, 40)}`,
		scopes,
		createdAt: now,
		accessExpiresAt: now + (options.expiresInSeconds ?? ACCESS_SECONDS) * 1000,
		refreshExpiresAt: now + REFRESH_SECONDS * 1000,
		refreshUsed: false,
	};
	state.tokens.push(pair);
	state.tokens = state.tokens.slice(-LIVE_REFRESH_TOKENS);
	return pair;
}

/** The scopes of a live access token, or undefined. */
export function scopesOf(
	state: OutreachState,
	accessToken: string | undefined,
	now: number,
): string[] | undefined {
	return state.tokens.find((pair) => pair.accessToken === accessToken && pair.accessExpiresAt > now)
		?.scopes;
}

/** The token answer of the vendor. */
export function tokenAnswer(pair: TokenPair): Record<string, unknown> {
	return {
		access_token: pair.accessToken,
		token_type: 'Bearer',
		expires_in: Math.round((pair.accessExpiresAt - pair.createdAt) / 1000),
		refresh_token: pair.refreshToken,
		scope: pair.scopes.join(' '),
		created_at: Math.floor(pair.createdAt / 1000),
	};
}
