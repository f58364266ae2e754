import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readShape, type Shape } from '../../../shared/outputShape';
import { isEmptyList } from '../../../shared/read/list';
import { readOpaqueId } from '../../../shared/read/id';
import { readLabel } from '../../../shared/read/label';
import { choiceSetting, readSettings } from '../../../shared/read/settings';
import { readText, refuse, refuseEmpty } from '../../../shared/read/text';
import { badInput, success, type Result } from '../../../shared/result';
import { isBlank, printValue } from '../../../shared/valueText';
import { recognizeNoKey } from '../../foreignIds';
import { readGivenFields, type GivenFields } from '../../modify/readModification';
import { readId } from '../../readId';
import { readOptionalTags } from '../../tags';
import { ownerToSetField } from '../../users';
import { readCompanyDomain, recognizeNoCompany } from './companyDomain';
import {
	accountIdField,
	customIdField,
	domainField,
	ifFoundField,
	ifNotFoundField,
	nameField,
} from './form';
import { OUTPUT } from './outputFields';

const LONGEST = 255;

/** What to do about an expression that finds nothing. */
const LEAVE_OUT =
	'Give a value. To find the account by the other fields, clear this one, or let the expression give an empty text.';

const SETTINGS = {
	ifFound: choiceSetting(ifFoundField),
	ifNotFound: choiceSetting(ifNotFoundField),
};

/** What an account is found by. */
export interface AccountKeys {
	id?: number;
	customId?: string;
	/** In the case that it was given, perhaps with www. */
	domain?: string;
	name?: string;
}

/** What is to become of an account, besides the values of its fields. */
export interface AccountWishes {
	keys: AccountKeys;
	ownerId?: number;
	tags: string[];
	ifFound: string;
	ifNotFound: string;
	shape: Shape;
}

/** What one input item asks for. */
export interface AccountInput extends AccountWishes {
	itemIndex: number;
	given: GivenFields;
}

/** Reads one input item. */
export function readAccount(context: IExecuteFunctions, itemIndex: number): Result<AccountInput> {
	const keys = readKeys(context, itemIndex);
	if (!keys.ok) return keys;
	const given = readGivenFields(context, itemIndex);
	if (!given.ok) return given;
	const owner = readOptionalOwner(context, itemIndex);
	if (!owner.ok) return owner;
	const tags = readOptionalTags(context.getNodeParameter('tags', itemIndex, ''));
	if (!tags.ok) return tags;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const shape = readShape(context, itemIndex, OUTPUT);
	if (!shape.ok) return shape;
	return success({
		itemIndex,
		keys: keys.value,
		given: { ...given.value, isSingle: false },
		ownerId: owner.value,
		tags: tags.value,
		...options.value,
		shape: shape.value,
	});
}

function readKeys(context: IExecuteFunctions, itemIndex: number): Result<AccountKeys> {
	const read = <T>(
		field: INodeProperties,
		reader: (value: unknown, label: string) => Result<T>,
	): Result<T | undefined> => {
		const value: unknown = context.getNodeParameter(field.name, itemIndex, '');
		// Empty text says that the company has none: it is found by what else is given.
		if (typeof value === 'string' && isBlank(value)) return success(undefined);
		// An expression that finds nothing must not make the search wider.
		const isNothing = value === undefined || value === null;
		return isNothing ? refuseEmpty(field.displayName, LEAVE_OUT) : reader(value, field.displayName);
	};
	const id = read(accountIdField, readId);
	if (!id.ok) return id;
	const customId = read(customIdField, readCustomId);
	if (!customId.ok) return customId;
	const domain = read(domainField, readDomainKey);
	if (!domain.ok) return domain;
	const name = read(nameField, (value, field) =>
		readLabel(value, { field, fewest: 1, most: LONGEST }),
	);
	if (!name.ok) return name;
	const keys = {
		...(id.value !== undefined && { id: id.value }),
		...(customId.value !== undefined && { customId: customId.value }),
		...(domain.value !== undefined && { domain: domain.value }),
		...(name.value !== undefined && { name: name.value }),
	};
	if (Object.keys(keys).length > 0) return success(keys);
	const [first, ...others] = [domainField, nameField, customIdField, accountIdField].map(
		({ displayName }) => `"${displayName}"`,
	);
	return badInput(
		`${first} is empty, and so are ${others.join(', ')}`,
		'Give at least one of them, to find the account by.',
	);
}

function readCustomId(value: unknown, field: string): Result<string> {
	const id = readOpaqueId(value, {
		field,
		ifEmpty: 'Give the ID of the company in another system, or leave the field empty.',
	});
	if (!id.ok || id.value.length <= LONGEST) return id;
	return refuse(field, value, `an ID of at most ${LONGEST} characters`);
}

function readDomainKey(value: unknown, field: string): Result<string> {
	const text = readText(value, {
		field,
		allowed: 'a domain such as example.com',
		ifEmpty: 'Give a domain such as example.com, or leave the field empty.',
		isNeverNumber: true,
	});
	if (!text.ok) return text;
	const domain = readCompanyDomain(text.value);
	if (domain !== undefined) return success(domain);
	const recognized =
		recognizeNoCompany(text.value) ??
		recognizeNoKey(text.value, { choice: '', key: 'Domain' }) ??
		undefined;
	const message = `"${field}" is ${printValue(value)}, but must be the domain of a company such as example.com, or the address of its website`;
	return badInput(recognized === undefined ? message : `${message}. ${recognized}`);
}

/** The owner to set; nothing for a picker that holds nothing. */
function readOptionalOwner(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<number | undefined> {
	const { name, displayName } = ownerToSetField;
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	if (value === undefined || value === null || isEmptyList(value)) return success(undefined);
	return readId(value, displayName);
}

/** Refuses fields that an account must not be given. */
export function checkedFields(fields: Record<string, unknown>): Result<Record<string, unknown>> {
	if (fields.named === false || fields.named === null) {
		return badInput(
			'"Named" (named) is false, which would hide the account: the next run could not find it, and would create another one',
			'Take the field out.',
		);
	}
	if ('name' in fields && String(fields.name ?? '').trim() === '') {
		return refuseEmpty('Name', 'An account has a name. Take the field out, or give one.');
	}
	return success(fields);
}
