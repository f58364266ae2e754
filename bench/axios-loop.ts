import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

/** How many calls a loop makes at once. */
export const AT_ONCE = 4;

const TOO_MANY = 429;

/** A bare client: every status is an answer. */
export function bareClient(baseURL: string, headers: Record<string, string>): AxiosInstance {
	const maxBodyLength = Infinity;
	return axios.create({
		baseURL,
		headers,
		proxy: false,
		maxBodyLength,
		validateStatus: () => true,
	});
}

/** Makes a call, and again when it came too early; nothing else is looked after. */
export async function callPatiently(call: () => Promise<AxiosResponse>): Promise<AxiosResponse> {
	for (;;) {
		const answer = await call();
		if (answer.status !== TOO_MANY) return answer;
		await sleep(Number(answer.headers['retry-after']) * 1000);
	}
}

/** Works through a list, some at a time. */
export async function loop<T>(list: T[], work: (one: T) => Promise<void>): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < list.length) await work(list[next++]);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
