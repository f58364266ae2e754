import { amount, choice } from '../core/switch-definitions.ts';

/** What a test can change about the mail of a vendor's sequences. */
export const MAIL_SWITCHES = {
	firstMailSeconds: amount(60, 'Seconds from the start of a sequence to its first mail'),
	nextMailSeconds: amount(259_200, 'Seconds from one mail of a sequence to the next'),
	leftAddresses: choice(
		['bounce', 'swallow'],
		'What mail to an address does that its owner has left; "swallow" as a catch-all mailbox does',
	),
};
