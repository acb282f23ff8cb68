import type { Template } from '$lib/server/mail/letter';

/** P2: whoever did not do it themselves must hear of it. Not even masked: a mail is no place for an account number. */
export const bankAccountChanged: Template<object> = {
	fi: (_, { landlord }) => ({
		subject: `Tilinumerosi on vaihdettu, ${landlord}`,
		paragraphs: [
			'Asukassivuille on tallennettu sinulle uusi tilinumero. Maksamme sille mahdolliset palautukset.',
			'Jos et vaihtanut sitä itse, ota heti yhteyttä asiakaspalveluun.',
			{ link: 'Katso tilinumero', path: '/profile/bank-account' },
			{ link: 'Yhteystiedot', path: '/contact' }
		]
	}),
	sv: (_, { landlord }) => ({
		subject: `Ditt kontonummer har bytts, ${landlord}`,
		paragraphs: [
			'Ett nytt kontonummer har sparats för dig på boendesidorna. Dit betalar vi eventuella återbäringar.',
			'Om det inte var du som bytte det, kontakta genast kundtjänsten.',
			{ link: 'Se kontonumret', path: '/profile/bank-account' },
			{ link: 'Kontaktuppgifter', path: '/contact' }
		]
	}),
	en: (_, { landlord }) => ({
		subject: `Your bank account was changed, ${landlord}`,
		paragraphs: [
			'A new bank account has been saved for you in the resident portal. Money that we return to you goes there.',
			'If you did not change it yourself, contact customer service now.',
			{ link: 'See the account', path: '/profile/bank-account' },
			{ link: 'Contact', path: '/contact' }
		]
	})
};
