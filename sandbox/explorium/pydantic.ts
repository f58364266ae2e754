import type { FastifySchemaValidationError } from 'fastify/types/schema.js';

/** One entry of a 422 answer, as the vendor's FastAPI service writes it. */
export interface Complaint {
	loc: Array<string | number>;
	msg: string;
	type: string;
	ctx?: Record<string, unknown>;
}

/** Translates all findings of the schema check into the vendor's texts. */
export function complaintsOf(errors: FastifySchemaValidationError[], body: unknown): Complaint[] {
	return errors.map((error) => complaintOf(error, body));
}

function complaintOf(error: FastifySchemaValidationError, body: unknown): Complaint {
	const path = pathOf(error.instancePath);
	const loc = ['body', ...path];
	const params = error.params;
	const value = valueAt(body, path);
	switch (error.keyword) {
		case 'required':
			return {
				loc: [...loc, String(params.missingProperty)],
				msg: 'field required',
				type: 'value_error.missing',
			};
		case 'additionalProperties':
			return {
				loc: [...loc, String(params.additionalProperty)],
				msg: 'extra fields not permitted',
				type: 'value_error.extra',
			};
		case 'minItems':
			return limited(loc, 'list.min_items', `at least ${params.limit} items`, params.limit);
		case 'maxItems':
			return tooManyItems(loc, Number(params.limit));
		case 'minLength':
			return limited(
				loc,
				'any_str.min_length',
				`at least ${params.limit} characters`,
				params.limit,
			);
		case 'uniqueItems':
			return { loc, msg: 'the list has duplicated items', type: 'value_error.list.unique_items' };
		case 'pattern':
			return {
				loc,
				msg: `string does not match regex "${params.pattern}"`,
				type: 'value_error.str.regex',
				ctx: { pattern: params.pattern },
			};
		case 'enum': {
			const allowed = params.allowedValues as string[];
			return {
				loc,
				msg: `value is not a valid enumeration member; permitted: ${allowed.map((one) => `'${one}'`).join(', ')}`,
				type: 'type_error.enum',
				ctx: { enum_values: allowed },
			};
		}
		case 'format':
			if (params.format === 'uri') {
				return { loc, msg: 'invalid or missing URL scheme', type: 'value_error.url.scheme' };
			}
			return { loc, msg: 'invalid datetime format', type: 'value_error.datetime' };
		default:
			return wrongType(loc, String(params.type), value);
	}
}

/** The complaint about a list above a limit that only the handler knows. */
export function tooManyItems(loc: Complaint['loc'], limit: number): Complaint {
	return limited(loc, 'list.max_items', `at most ${limit} items`, limit);
}

function limited(loc: Complaint['loc'], kind: string, text: string, limit: unknown): Complaint {
	return {
		loc,
		msg: `ensure this value has ${text}`,
		type: `value_error.${kind}`,
		ctx: { limit_value: limit },
	};
}

function wrongType(loc: Complaint['loc'], expected: string, value: unknown): Complaint {
	if (value === undefined) return { loc, msg: 'field required', type: 'value_error.missing' };
	if (value === null) {
		return { loc, msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' };
	}
	if (expected.includes('array')) {
		return { loc, msg: 'value is not a valid list', type: 'type_error.list' };
	}
	if (expected.includes('object')) {
		return { loc, msg: 'value is not a valid dict', type: 'type_error.dict' };
	}
	return { loc, msg: 'str type expected', type: 'type_error.str' };
}

function pathOf(pointer: string): Array<string | number> {
	return pointer
		.split('/')
		.slice(1)
		.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function valueAt(body: unknown, path: Array<string | number>): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
		body ?? undefined,
	);
}
