import axios from 'axios';
import type { AxiosResponse } from 'axios';

/**
 * Calls Outreach's API past the nodes. An answer other than a success is an answer too.
 *
 * @param base where the sandbox's Outreach is
 * @param path below the version of the API
 */
export function callOutreach(
	base: string,
	token: string,
	method: string,
	path: string,
	body?: unknown,
): Promise<AxiosResponse> {
	return axios.request({
		method,
		url: `${base}/api/v2${path}`,
		...(body === undefined ? {} : { data: JSON.stringify(body) }),
		headers: {
			authorization: `Bearer ${token}`,
			...(body === undefined ? {} : { 'content-type': 'application/vnd.api+json' }),
		},
		proxy: false,
		validateStatus: () => true,
	});
}
