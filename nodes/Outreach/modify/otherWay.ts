import { comparableName } from '../../shared/read/characters';
import type { ModifiableField, RecordFields } from './recordFields';

/** More of a name is not looked at: no field has a longer one. */
const LONGEST_NAME = 100;

const NODES: Record<RecordFields['recordType'], Array<[RegExp, string]>> = {
	prospect: [
		[/^tags?$/i, 'Use Add Tags to Prospects or Remove Tags From Prospects.'],
		[/^owner(id)?$/i, 'Use Assign Owner to Prospects.'],
		[/^account(id)?$/i, 'Use Set Account on Prospects.'],
		[/^opportunit(y|yid|ies)$/i, 'Use Set Opportunity on Prospects.'],
		[/^(assigned)?users?(ids?)?$|^assign/i, 'Use Add Assignments to Prospects.'],
		[/^(trashed|deleted)(at)?$/i, 'Use Delete Prospects.'],
	],
	account: [
		[/^tags?$/i, 'Use Add Tags to Accounts or Remove Tags From Accounts.'],
		[/^owner(id)?$/i, 'Use Assign Owner to Accounts.'],
		[/^(assigned)?users?(ids?)?$|^assign/i, 'Use Add Assignments to Accounts.'],
		[/^(trashed|deleted)(at)?$/i, 'Use Delete Accounts.'],
	],
};

/** Fields that the form of a node for one record has of their own. */
const OWN_FIELDS: Array<[RegExp, string, Array<RecordFields['recordType']>]> = [
	[/^tags?$/i, 'Tags', ['prospect', 'account']],
	[/^owner(id)?$/i, 'Owner', ['prospect', 'account']],
	[/^account(id)?$/i, 'Account', ['prospect']],
	[/^stage(id)?$/i, 'Stage', ['prospect']],
	[/^e?mails?(address(es)?)?$/i, 'Emails', ['prospect']],
];

const plain = (name: string) => name.slice(0, LONGEST_NAME).replace(/[\s_-]/g, '');

/** The field of the form, beside the list of fields, that sets what a name stands for. */
export function ownField(name: string, recordType: RecordFields['recordType']): string | undefined {
	const word = plain(name);
	const own = OWN_FIELDS.find(([shape, , types]) => types.includes(recordType) && shape.test(word));
	return own && `Use the field "${own[1]}" of this node.`;
}

/** The node that changes what a field stands for, where Modify does not. */
export function otherWay(name: string, recordType: RecordFields['recordType']): string | undefined {
	const word = plain(name);
	return NODES[recordType].find(([shape]) => shape.test(word))?.[1];
}

/** The field that a name comes close to: by its label, in another case, or with a word more. */
export function didYouMean(given: string, known: ModifiableField[]): string {
	const name = given.slice(0, LONGEST_NAME);
	const words = wordsOf(name);
	const isLabel = ({ label }: ModifiableField) => comparableName(label) === comparableName(name);
	const isName = (one: ModifiableField) => wordsOf(one.name).join('') === words.join('');
	const holdsWord = ({ label }: ModifiableField) =>
		wordsOf(label).every((word) => words.includes(word));
	const meant = known.find(isLabel) ?? known.find(isName) ?? known.find(holdsWord);
	return meant === undefined ? '' : `Did you mean ${meant.name}?`;
}

/** The words of a label, or of a name such as `jobStartDate`, in lower case. */
function wordsOf(text: string): string[] {
	const spaced = text.replace(/([a-z\d])([A-Z])/g, '$1 $2');
	return comparableName(spaced.replace(/[_-]/g, ' ')).split(' ');
}
