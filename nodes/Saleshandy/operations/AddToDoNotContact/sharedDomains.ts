import { isFreeMail } from '../../../shared/freeMail';

/** Endings that many companies have, such as co.uk: two or three letters before those of a country. */
const ENDING = /^(?:com?|org?|net|gov|gob|edu|ac|ne|ltd|plc|gen|web)\.[a-z]{2}$/;

/** Hosts below which each customer has a domain, and those of mailboxes on the web. */
const HOSTS = new Set(
	`amazonaws.com appspot.com azurewebsites.net blogspot.com bubbleapps.io cloudfront.net firebaseapp.com fly.dev
	github.io gitlab.io herokuapp.com hubspotemail.net mail.google.com myshopify.com netlify.app notion.site
	office365.com onmicrosoft.com onrender.com outlook.office.com outlook.office365.com pages.dev
	privaterelay.appleid.com sharepoint.com squarespace.com substack.com surge.sh tumblr.com vercel.app web.app
	webflow.io weebly.com wixsite.com wordpress.com workers.dev zendesk.com`
		.trim()
		.split(/\s+/),
);

/**
 * Whether a domain is shared by people who have nothing else to do with each other: that of a provider such
 * as gmail.com, or an ending such as co.uk.
 *
 * @param domain in lower case
 */
export function isShared(domain: string): boolean {
	return isFreeMail(domain) || HOSTS.has(domain) || ENDING.test(domain);
}
