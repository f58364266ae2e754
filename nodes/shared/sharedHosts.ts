import { isFreeMail } from './freeMail';
import { registrableDomain } from './registrableDomain';

/** Sites where many companies and people have a page: the domain says nothing about whose it is. */
const PAGES = new Set(
	`about.me angel.co bit.ly crunchbase.com docs.google.com drive.google.com etsy.com eventbrite.com facebook.com fb.com
	fiverr.com forms.gle g.page github.com gitlab.com glassdoor.com indeed.com instagram.com kununu.com linkedin.com
	linktr.ee lnkd.in medium.com meetup.com notion.so pinterest.com producthunt.com reddit.com
	sites.google.com slideshare.net t.me threads.net tiktok.com trustpilot.com twitter.com upwork.com vimeo.com vk.com
	wa.me wellfound.com whatsapp.com wikipedia.org x.com xing.com yelp.com youtu.be youtube.com`
		.trim()
		.split(/\s+/),
);

/** Hosts below which anybody can have a site of their own: each of those is that of somebody else. */
const BELOW = new Set(
	`appspot.com azurewebsites.net blogspot.com business.site bubbleapps.io carrd.co cloudfront.net firebaseapp.com fly.dev github.io
	gitlab.io glitch.me herokuapp.com hubspotpagebuilder.com jimdofree.com jimdosite.com myshopify.com
	netlify.app notion.site onrender.com pages.dev railway.app squarespace.com substack.com tumblr.com vercel.app
	web.app webflow.io weebly.com wixsite.com wordpress.com workers.dev`
		.trim()
		.split(/\s+/),
);

/** A domain with those that it is below, without the last label. */
const withParents = (domain: string) => {
	const labels = domain.split('.');
	return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
};

/**
 * Whether a domain belongs to many: a site with pages of many companies such as linkedin.com, also with
 * something before it, a host of sites such as github.io, a domain of personal mailboxes, or an ending such
 * as co.uk. The common ones are known, not all there are.
 *
 * @param host such as www.example.com
 */
export function isSharedHost(host: string): boolean {
	const domain = host.toLowerCase().replace(/^(?:www\.)+(?=[^.]+\.)/, '');
	return (
		BELOW.has(domain) ||
		withParents(domain).some((one) => PAGES.has(one)) ||
		isFreeMail(domain) ||
		isEnding(domain)
	);
}

/** Whether a domain is an ending of two parts, below which organizations register theirs. */
function isEnding(domain: string): boolean {
	return domain.split('.').length === 2 && registrableDomain(domain) === undefined;
}
