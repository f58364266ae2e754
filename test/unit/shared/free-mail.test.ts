import { isFreeMail } from '../../../nodes/shared/freeMail';

it.each(['hispeed.ch', 'AON.at', 'mail.a1.net', 'walla.co.il', 'softbank.ne.jp', 'gmx.ch'])(
	'anybody can have a mailbox at %s',
	(domain) => expect(isFreeMail(domain)).toBe(true),
);

it.each(['a2.net', 'seller.example', 'plus.com'])(
	'a mailbox at %s may be a work address',
	(domain) => expect(isFreeMail(domain)).toBe(false),
);
