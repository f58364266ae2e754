import { HostRequestError } from './errors.ts';
import type { RunRequest } from './protocol.ts';

type Check = [description: string, accepts: (value: unknown) => boolean];

const isObject = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isObjectOfObjects = (value: unknown) =>
	isObject(value) && Object.values(value as object).every(isObject);
const oneOf = (...values: string[]): Check => [
	`one of ${values.join(', ')}`,
	(value) => values.includes(value as string),
];

const text: Check = ['a text', (value) => typeof value === 'string'];
const number: Check = ['a number', (value) => typeof value === 'number'];
const flag: Check = ['true or false', (value) => typeof value === 'boolean'];
const object: Check = ['an object', isObject];

const fields: Record<keyof RunRequest, Check> = {
	node: ["a node's internal name", (value) => typeof value === 'string' && value !== ''],
	parameters: object,
	items: ['a list of objects', (value) => Array.isArray(value) && value.every(isObject)],
	credentials: ['an object of credential data by credential type', isObjectOfObjects],
	continueOnFail: flag,
	onError: oneOf('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	retryOnFail: flag,
	maxTries: number,
	waitBetweenTries: number,
	rounds: number,
	mode: oneOf('trigger', 'manual'),
	staticData: object,
	budgetMs: number,
	workflowId: text,
	typeVersion: number,
};

/** A request from its JSON text; an error says which field is wrong and what it takes. */
export function parseRequest(json: string): RunRequest {
	let request: Record<string, unknown>;
	try {
		request = JSON.parse(json) as Record<string, unknown>;
	} catch (error) {
		throw new HostRequestError(`The request is not JSON: ${(error as Error).message}`);
	}
	if (!isObject(request)) throw new HostRequestError('The request must be a JSON object.');
	for (const [name, value] of Object.entries(request)) {
		if (!Object.hasOwn(fields, name)) {
			const known = Object.keys(fields).join(', ');
			throw new HostRequestError(`The request has an unknown field "${name}". Known: ${known}`);
		}
		// A caller that builds requests from a template leaves a field null to mean "not given".
		if (value === null) delete request[name];
	}
	for (const [name, [description, accepts]] of Object.entries(fields)) {
		if (request[name] === undefined && name !== 'node') continue;
		if (!accepts(request[name])) {
			throw new HostRequestError(`"${name}" in the request must be ${description}.`);
		}
	}
	return request as unknown as RunRequest;
}
