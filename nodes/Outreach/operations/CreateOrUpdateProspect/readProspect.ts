import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isTool } from '../../../shared/isTool';
import { readShape, type Shape } from '../../../shared/outputShape';
import { choicesOf, readChoice } from '../../../shared/read/choice';
import { isEmptyList } from '../../../shared/read/list';
import { choiceSetting, isExpression, readSettings } from '../../../shared/read/settings';
import { readOptionalText, refuseEmpty } from '../../../shared/read/text';
import { success, type Result } from '../../../shared/result';
import { isBlank } from '../../../shared/valueText';
import { readGivenFields, type GivenFields } from '../../modify/readModification';
import { readKnownEmails } from '../../person/knownEmails';
import { readLinkedIn, type LinkedInPage } from '../../person/linkedIn';
import { readId } from '../../readId';
import type { RecordReference } from '../../records/recordValues';
import { readOptionalTags } from '../../tags';
import { ownerToSetField } from '../../users';
import { eachOnce, type OtherEmails } from './emailPlan';
import {
	accountField,
	emailsField,
	findByField,
	formerEmailsField,
	ifFoundField,
	ifNotFoundField,
	linkedInField,
	otherEmailsField,
	previousCompanyField,
	prospectIdField,
	stageField,
} from './form';
import { OUTPUT } from './outputFields';

const SETTINGS = {
	ifFound: choiceSetting(ifFoundField),
	ifNotFound: choiceSetting(ifNotFoundField),
};

/** What a prospect is found by. */
export interface ProspectKeys {
	id?: number;
	/** The addresses to set, the new one first. */
	emails: string[];
	/** More addresses to find the prospect by. */
	formerEmails: string[];
	linkedIn?: LinkedInPage;
}

/** What is to become of a prospect, besides the values of its fields. */
export interface ProspectWishes extends ProspectKeys {
	otherEmails: OtherEmails;
	previousCompany?: string;
	relationships: Record<string, RecordReference>;
	tags: string[];
	ifFound: string;
	ifNotFound: string;
	shape: Shape;
}

/** What one input item asks for. */
export interface ProspectInput extends ProspectWishes {
	itemIndex: number;
	given: GivenFields;
}

/** The type of the record and the relationship that each picker is for. */
const LINKS: Array<[INodeProperties, string, string]> = [
	[accountField, 'account', 'account'],
	[ownerToSetField, 'owner', 'user'],
	[stageField, 'stage', 'stage'],
];

/** Reads one input item. */
export function readProspect(context: IExecuteFunctions, itemIndex: number): Result<ProspectInput> {
	const keys = readKeys(context, itemIndex);
	if (!keys.ok) return keys;
	const others = readOtherEmails(context, itemIndex);
	if (!others.ok) return others;
	const given = readGivenFields(context, itemIndex);
	if (!given.ok) return given;
	const links = readLinks(context, itemIndex);
	if (!links.ok) return links;
	const tags = readOptionalTags(context.getNodeParameter('tags', itemIndex, ''));
	if (!tags.ok) return tags;
	const company = readOptionalText(context.getNodeParameter('previousCompany', itemIndex, ''), {
		field: previousCompanyField.displayName,
		allowed: 'the name of a company',
	});
	if (!company.ok) return company;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const shape = readShape(context, itemIndex, OUTPUT);
	if (!shape.ok) return shape;
	return success({
		itemIndex,
		...keys.value,
		otherEmails: others.value,
		// Only what is filled in is sent.
		given: { ...given.value, clearsEmpty: false, isSingle: false },
		relationships: links.value,
		tags: tags.value,
		previousCompany: company.value,
		...options.value,
		shape: shape.value,
	});
}

function readKeys(context: IExecuteFunctions, itemIndex: number): Result<ProspectKeys> {
	const read = (field: INodeProperties) => context.getNodeParameter(field.name, itemIndex, '');
	const { displayName: findBy } = findByField;
	const way = readChoice(read(findByField), findBy, choicesOf(findByField));
	if (!way.ok) return way;
	const given = read(emailsField);
	// Whoever leaves the field empty wants no change of addresses; whoever has an expression there does.
	if (
		(given === undefined || given === null) &&
		isExpression(context.getNode(), emailsField.name)
	) {
		return refuseEmpty(
			emailsField.displayName,
			'Give at least one address. To leave the addresses as they are, clear the field, or let the expression give an empty text.',
		);
	}
	const emails = readEmails(given, emailsField);
	if (!emails.ok) return emails;
	if (way.value === 'id') {
		const id = readId(read(prospectIdField), prospectIdField.displayName);
		return id.ok ? success({ id: id.value, emails: emails.value, formerEmails: [] }) : id;
	}
	const formerEmails = readEmails(read(formerEmailsField), formerEmailsField);
	if (!formerEmails.ok) return formerEmails;
	const keys = { emails: emails.value, formerEmails: formerEmails.value };
	const hasEmails = keys.emails.length + keys.formerEmails.length > 0;
	if (way.value === 'linkedIn') {
		const url = read(linkedInField);
		// Empty text says that the person has no page: the addresses find them.
		if (hasEmails && typeof url === 'string' && isBlank(url)) return success(keys);
		const page = readLinkedIn(url, linkedInField.displayName);
		return page.ok ? success({ ...keys, linkedIn: page.value }) : page;
	}
	if (hasEmails) return success(keys);
	return refuseEmpty(
		emailsField.displayName,
		`Give at least one address there or under "${formerEmailsField.displayName}", or set "${findBy}" to another way.`,
	);
}

/** Addresses, each once. */
function readEmails(value: unknown, { displayName }: INodeProperties): Result<string[]> {
	const emails = readKnownEmails(value, displayName, findByField.displayName);
	return emails.ok ? success(eachOnce(emails.value)) : emails;
}

/** A model must not take addresses away. */
function readOtherEmails(context: IExecuteFunctions, itemIndex: number): Result<OtherEmails> {
	if (isTool(context.getNode())) return success('keep');
	const { name, displayName } = otherEmailsField;
	const given = context.getNodeParameter(name, itemIndex);
	return readChoice(given, displayName, choicesOf(otherEmailsField)) as Result<OtherEmails>;
}

/** The records to link; none for a picker that holds nothing. */
function readLinks(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ProspectWishes['relationships']> {
	const links: ProspectWishes['relationships'] = {};
	for (const [{ name, displayName }, relationship, type] of LINKS) {
		const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
		if (value === undefined || value === null || isEmptyList(value)) continue;
		const id = readId(value, displayName);
		if (!id.ok) return id;
		links[relationship] = { type, id: id.value };
	}
	return success(links);
}
