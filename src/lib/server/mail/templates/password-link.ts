import type { Template } from '$lib/server/mail/letter';

/** A8. */
export const passwordLink: Template<{ path: string }> = {
	fi: ({ path }, { landlord }) => ({
		subject: `Uusi salasana asukassivuille, ${landlord}`,
		paragraphs: [
			'Pyysit uutta salasanaa asukassivuille. Valitse uusi salasana tästä linkistä:',
			{ link: 'Valitse uusi salasana', path },
			'Linkki toimii 24 tuntia ja yhden kerran.',
			'Jos et pyytänyt tätä, sinun ei tarvitse tehdä mitään. Salasanasi ei ole muuttunut.'
		]
	}),
	sv: ({ path }, { landlord }) => ({
		subject: `Nytt lösenord till boendesidorna, ${landlord}`,
		paragraphs: [
			'Du har bett om ett nytt lösenord till boendesidorna. Välj ett nytt lösenord via länken:',
			{ link: 'Välj nytt lösenord', path },
			'Länken gäller i 24 timmar och kan användas en gång.',
			'Om det inte var du som bad om detta behöver du inte göra något. Ditt lösenord har inte ändrats.'
		]
	}),
	en: ({ path }, { landlord }) => ({
		subject: `A new password for the resident portal, ${landlord}`,
		paragraphs: [
			'You asked for a new password for the resident portal. Choose one by this link:',
			{ link: 'Choose a new password', path },
			'The link works for 24 hours and once.',
			'If you did not ask for this, you need not do anything. Your password has not changed.'
		]
	})
};
