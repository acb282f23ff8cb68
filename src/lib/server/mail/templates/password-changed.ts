import type { Template } from '$lib/server/mail/letter';

/** A8: whoever did not do it themselves must hear of it. */
export const passwordChanged: Template<object> = {
	fi: (_, { landlord }) => ({
		subject: `Salasanasi on vaihdettu, ${landlord}`,
		paragraphs: [
			'Asukassivujen salasanasi on vaihdettu. Kaikki laitteet on kirjattu ulos, joten kirjaudu niillä uudelleen.',
			'Jos et vaihtanut salasanaa itse, vaihda se heti ja ota yhteyttä asiakaspalveluun.',
			{ link: 'Vaihda salasana', path: '/forgotten-password' },
			{ link: 'Yhteystiedot', path: '/contact' }
		]
	}),
	sv: (_, { landlord }) => ({
		subject: `Ditt lösenord har bytts, ${landlord}`,
		paragraphs: [
			'Ditt lösenord till boendesidorna har bytts. Alla enheter har loggats ut, så logga in på nytt på dem.',
			'Om du inte själv bytte lösenordet, byt det genast och kontakta kundtjänsten.',
			{ link: 'Byt lösenord', path: '/forgotten-password' },
			{ link: 'Kontaktuppgifter', path: '/contact' }
		]
	}),
	en: (_, { landlord }) => ({
		subject: `Your password was changed, ${landlord}`,
		paragraphs: [
			'Your password for the resident portal was changed. All devices have been logged out: log in on them again.',
			'If you did not change it yourself, change it now and contact customer service.',
			{ link: 'Change the password', path: '/forgotten-password' },
			{ link: 'Contact', path: '/contact' }
		]
	})
};
