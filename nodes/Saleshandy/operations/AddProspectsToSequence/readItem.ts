import type { IExecuteFunctions } from 'n8n-workflow';
import { readEmail } from '../../../shared/read/email';
import { readNames } from '../../../shared/read/list';
import {
	choiceSetting,
	numberSetting,
	readSettings,
	switchSetting,
	type Setting,
} from '../../../shared/read/settings';
import { readText, refuse, refuseEmpty } from '../../../shared/read/text';
import { badInput, success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import { readGivenFields, type GivenFields } from '../../fieldEntries';
import { recognizeNoEmail } from '../../foreignIds';
import { readOptionalPicked, readPicked } from '../../readPicked';
import {
	allowInactiveOption,
	conflictActionOption,
	emailField,
	maxWaitOption,
	sequenceField,
	stepField,
	tagsOption,
	verifyField,
} from './fields';
import type { Wanted } from './target';

/** What one input item asks for. */
export interface ItemAddition {
	itemIndex: number;
	/** In lower case. */
	email: string;
	given: GivenFields;
	/** The time zone of the workflow. */
	zone: string | undefined;
	wanted: Wanted;
	rules: AdditionRules;
}

/** How to add, besides where to. */
export interface AdditionRules {
	conflictAction: string;
	tags: string[];
	verify: boolean;
	maxWaitMs: number;
}

const AN_ADDRESS = 'one email address such as ann@example.com';
const LONGEST_TAG = 255;

const tagsSetting: Setting<string[]> = { initial: [], read: readTags };

const SETTINGS = {
	allowInactive: switchSetting(allowInactiveOption),
	conflictAction: choiceSetting(conflictActionOption),
	maxWait: numberSetting(maxWaitOption),
	tags: tagsSetting,
};
const verifySetting = switchSetting(verifyField);

/** Reads what one input item asks for. */
export function readItem(context: IExecuteFunctions, itemIndex: number): Result<ItemAddition> {
	const sequenceId = readPicked(context, itemIndex, sequenceField);
	if (!sequenceId.ok) return sequenceId;
	const stepId = readOptionalPicked(context, itemIndex, stepField);
	if (!stepId.ok) return stepId;
	const email = readOneEmail(context.getNodeParameter(emailField.name, itemIndex));
	if (!email.ok) return email;
	const given = readGivenFields(context, itemIndex);
	if (!given.ok) return given;
	const verify = verifySetting.read(context.getNodeParameter(verifyField.name, itemIndex, true));
	if (!verify.ok) return verify;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { allowInactive, conflictAction, maxWait, tags } = options.value;
	return success({
		itemIndex,
		email: email.value,
		given: given.value,
		zone: context.getTimezone?.(),
		wanted: {
			sequenceId: sequenceId.value,
			...(stepId.value !== undefined && { stepId: stepId.value }),
			allowsInactive: allowInactive,
		},
		rules: { conflictAction, tags, verify: verify.value, maxWaitMs: maxWait * 1000 },
	});
}

function readOneEmail(value: unknown): Result<string> {
	const field = emailField.displayName;
	const text = readText(value, {
		field,
		allowed: AN_ADDRESS,
		ifEmpty: 'Give the email address of the prospect.',
		isNeverNumber: true,
	});
	if (!text.ok) return text;
	const email = readEmail(text.value);
	return email === undefined
		? refuse(field, value, AN_ADDRESS, recognizeNoEmail(text.value)?.concat('.'))
		: success(email);
}

function readTags(value: unknown): Result<string[]> {
	const field = tagsOption.displayName;
	const tags = value === undefined || value === null ? success([]) : readNames(value, field);
	if (!tags.ok) return tags;
	if (tags.value.length === 0) return refuseEmpty(field, 'Give a tag, or remove the option.');
	const tooLong = tags.value.find(({ length }) => length > LONGEST_TAG);
	if (tooLong === undefined) return tags;
	return badInput(
		`"${field}" holds ${printValue(tooLong)}, but a tag may have at most ${LONGEST_TAG} characters`,
	);
}
