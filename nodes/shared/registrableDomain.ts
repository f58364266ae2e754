/** Endings of two parts below which organizations register their domains, by country. */
const TWO_PART_ENDINGS = new Set(
	Object.entries({
		ae: 'ac co gov net org sch',
		ar: 'com edu gob gov int net org',
		at: 'ac co gv or',
		au: 'asn com edu gov id net org',
		bd: 'ac com edu gov net org',
		br: 'com edu eng gov ind net org',
		cn: 'ac com edu gov net org',
		co: 'com edu gov net nom org',
		cr: 'ac co fi go or',
		cy: 'ac com gov net org',
		do: 'com edu gob gov net org',
		ec: 'com edu fin gob gov info net org',
		eg: 'com edu gov net org',
		es: 'com edu gob nom org',
		fr: 'asso com gouv nom',
		gh: 'com edu gov org',
		gr: 'com edu gov net org',
		gt: 'com edu gob net org',
		hk: 'com edu gov idv net org',
		hu: 'co info org',
		id: 'ac co go net or sch web',
		il: 'ac co gov k12 muni net org',
		in: 'ac co edu firm gen gov ind net nic org res',
		it: 'edu gov',
		jp: 'ac ad co ed go gr lg ne or',
		ke: 'ac co go ne or sc',
		kr: 'ac co go ne or pe re',
		lk: 'ac com edu gov net org',
		ma: 'ac co gov net org',
		mt: 'com edu net org',
		mx: 'com edu gob net org',
		my: 'com edu gov name net org',
		ng: 'com edu gov net org',
		nz: 'ac co geek gen govt iwi maori net org school',
		pe: 'com edu gob net nom org',
		ph: 'com edu gov net org',
		pk: 'com edu gov net org',
		pl: 'biz com edu gov info net org',
		pt: 'com edu gov org',
		py: 'com edu gov net org',
		ro: 'com info org',
		ru: 'com msk net org spb',
		sa: 'com edu gov net org',
		sg: 'com edu gov net org per',
		sv: 'com edu gob org',
		th: 'ac co go in mi net or',
		tr: 'av bel biz com dr edu gen gov info k12 name net org pol tel web',
		tw: 'com edu gov idv net org',
		tz: 'ac co go ne or sc',
		ua: 'com edu gov in kiev kyiv lviv net org',
		ug: 'ac co go ne or sc',
		uk: 'ac co gov ltd me net nhs org plc police sch',
		uy: 'com edu gub net org',
		ve: 'co com edu gob info net org web',
		vn: 'ac com edu gov net org',
		za: 'ac co edu gov law net nom org web',
		zm: 'ac co com edu gov net org',
		zw: 'ac co gov org',
	}).flatMap(([country, names]) => names.split(' ').map((name) => `${name}.${country}`)),
);

/** Names that stand before a country's letters in such endings. */
const LIKE_AN_ENDING =
	/^(?:ac|co|com|edu|go|gob|gouv|gov|govt|gub|ltd|mil|ne|net|nom|or|org|plc|sch|.{1,2})$/;

/**
 * The part of a domain that an organization registers, in lower case: acme.co.uk for mail.acme.co.uk. It
 * knows the common endings of two parts, not all there are.
 *
 * @param domain such as example.com, without a dot at its end
 * @returns nothing for an ending itself, and where it cannot be told what is the ending
 */
export function registrableDomain(domain: string): string | undefined {
	const labels = domain.toLowerCase().split('.');
	if (labels.length < 2 || labels.some((label) => label === '')) return undefined;
	const [name, country] = labels.slice(-2);
	if (TWO_PART_ENDINGS.has(`${name}.${country}`)) {
		return labels.length > 2 ? labels.slice(-3).join('.') : undefined;
	}
	const isUnsure = labels.length > 2 && country.length === 2 && LIKE_AN_ENDING.test(name);
	return isUnsure ? undefined : labels.slice(-2).join('.');
}
