import { registrableDomain } from './registrableDomain';

/** Providers of mail for everybody, which have domains in many countries. */
const EVERYWHERE = [
	'aol',
	'gmx',
	'googlemail',
	'hotmail',
	'live',
	'mail',
	'outlook',
	'protonmail',
	'rocketmail',
	'yahoo',
	'yandex',
	'ymail',
];

const DOMAINS = new Set(
	`126.com 139.com 163.com 1und1.de 21cn.com a1.net abv.bg alice.it aliyun.com aon.at arcor.de att.net
	bbox.fr bellsouth.net bigpond.com bk.ru bluewin.ch blueyonder.co.uk bol.com.br btinternet.com
	cableone.net centrum.cz charter.net chello.at club-internet.fr comcast.net cox.net daum.net
	docomo.ne.jp duck.com earthlink.net eircom.net email.com email.cz ezweb.ne.jp fastmail.com fastmail.fm
	foxmail.com free.fr freemail.hu freenet.de frontier.com frontiernet.net gmail.com hanmail.net hetnet.nl
	hey.com hispeed.ch home.nl hushmail.com hushmail.me i.ua icloud.com ig.com.br iinet.net.au inbox.com
	inbox.eu inbox.lv inbox.ru interia.pl juno.com kabelmail.de kakao.com kpnmail.nl laposte.net libero.it
	list.ru live.com mac.com mail.com mailbox.org me.com msn.com mynet.com nate.com naver.com neuf.fr
	ntlworld.com o2.pl onet.pl online.no ono.com op.pl optonline.net optusnet.com.au orange.fr otenet.gr
	passport.com planet.nl plus.net pm.me posteo.de privaterelay.appleid.com prodigy.net.mx proton.me
	qq.com rambler.ru rediffmail.com rogers.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca
	sina.com skiff.com sky.com skynet.be softbank.jp softbank.ne.jp sohu.com startmail.com superonline.com
	sympatico.ca t-online.de talktalk.net telefonica.net telenet.be telia.com telus.net terra.com.br tin.it
	tiscali.it tpg.com.au tuta.com tuta.io tutamail.com tutanota.com tutanota.de ukr.net unitybox.de
	uol.com.br upcmail.nl usa.com verizon.net videotron.ca vip.qq.com virgilio.it virgin.net
	virginmedia.com vodafone.de voila.fr walla.co.il wanadoo.fr web.de windowslive.com windstream.net wp.pl
	xtra.co.nz ya.ru yeah.net ziggo.nl zoho.com zoho.eu zoho.in zonnet.nl`
		.trim()
		.split(/\s+/),
);

/**
 * Whether a domain is one where anybody can have a mailbox, such as gmail.com: it says nothing about where
 * a person works. The common ones are known, not all there are.
 */
export function isFreeMail(domain: string): boolean {
	const own = registrableDomain(domain);
	if (own === undefined) return false;
	return (
		DOMAINS.has(own) || DOMAINS.has(domain.toLowerCase()) || EVERYWHERE.includes(own.split('.')[0])
	);
}
