import type { Template } from '$lib/server/mail/letter';

/** A1. */
export const confirmAddress: Template<{ path: string }> = {
	fi: ({ path }, { landlord }) => ({
		subject: `Vahvista sähköpostiosoitteesi, ${landlord}`,
		paragraphs: [
			'Valitsit tämän osoitteen käyttäjätunnukseksesi asukassivuille. Vahvista osoite, niin voit kirjautua:',
			{ link: 'Vahvista osoite', path },
			'Linkki toimii 24 tuntia. Sivu kysyy salasanan, jonka valitsit.',
			'Jos et ole rekisteröitymässä, joku on kirjoittanut osoitteensa väärin. Sinun ei tarvitse tehdä mitään.'
		]
	}),
	sv: ({ path }, { landlord }) => ({
		subject: `Bekräfta din e-postadress, ${landlord}`,
		paragraphs: [
			'Du har valt den här adressen som användarnamn på boendesidorna. Bekräfta adressen, så kan du logga in:',
			{ link: 'Bekräfta adressen', path },
			'Länken gäller i 24 timmar. Sidan frågar efter lösenordet som du valde.',
			'Om du inte håller på att registrera dig har någon skrivit sin adress fel. Du behöver inte göra något.'
		]
	}),
	en: ({ path }, { landlord }) => ({
		subject: `Confirm your e-mail address, ${landlord}`,
		paragraphs: [
			'You chose this address as your user ID for the resident portal. Confirm it, and you can log in:',
			{ link: 'Confirm the address', path },
			'The link works for 24 hours. The page asks for the password that you chose.',
			'If you are not registering, somebody has mistyped their address. You need not do anything.'
		]
	})
};

/** To whoever has the address already, instead of a link: the page tells the one who asked nothing of it. */
export const addressInUse: Template<Record<never, never>> = {
	fi: (_data, { landlord }) => ({
		subject: `Osoitteesi on jo käytössä asukassivuilla, ${landlord}`,
		paragraphs: [
			'Joku yritti rekisteröityä asukassivuille tällä sähköpostiosoitteella. Se on jo sinun käyttäjätunnuksesi, eikä mikään ole muuttunut.',
			'Jos yritit itse toisen henkilön tunnuksilla, valitse hänelle toinen osoite: osoite kuuluu yhdelle ihmiselle.',
			{ link: 'Unohditko salasanasi?', path: '/forgotten-password' }
		]
	}),
	sv: (_data, { landlord }) => ({
		subject: `Din adress används redan på boendesidorna, ${landlord}`,
		paragraphs: [
			'Någon försökte registrera sig på boendesidorna med den här e-postadressen. Den är redan ditt användarnamn och ingenting har ändrats.',
			'Om det var du själv som försökte för en annan person, välj en annan adress åt hen: en adress hör till en enda person.',
			{ link: 'Har du glömt lösenordet?', path: '/forgotten-password' }
		]
	}),
	en: (_data, { landlord }) => ({
		subject: `Your address is already in use in the resident portal, ${landlord}`,
		paragraphs: [
			'Somebody tried to register for the resident portal with this e-mail address. It is your user ID already, and nothing has changed.',
			'If it was you, for another person, choose another address for them: an address belongs to one person.',
			{ link: 'Forgotten your password?', path: '/forgotten-password' }
		]
	})
};

export const registered: Template<Record<never, never>> = {
	fi: (_data, { landlord }) => ({
		subject: `Olet rekisteröitynyt asukassivuille, ${landlord}`,
		paragraphs: [
			'Tämä sähköpostiosoite on nyt käyttäjätunnuksesi. Kirjaudut sillä ja valitsemallasi salasanalla.',
			{ link: 'Asukassivut', path: '/' },
			'Jos et rekisteröitynyt itse, ota heti yhteyttä asiakaspalveluun.'
		]
	}),
	sv: (_data, { landlord }) => ({
		subject: `Du är registrerad på boendesidorna, ${landlord}`,
		paragraphs: [
			'Den här e-postadressen är nu ditt användarnamn. Du loggar in med den och lösenordet som du valde.',
			{ link: 'Boendesidorna', path: '/' },
			'Om det inte var du som registrerade dig, kontakta genast kundtjänsten.'
		]
	}),
	en: (_data, { landlord }) => ({
		subject: `You have registered for the resident portal, ${landlord}`,
		paragraphs: [
			'This e-mail address is now your user ID. You log in with it and the password that you chose.',
			{ link: 'Resident portal', path: '/' },
			'If it was not you who registered, contact customer service at once.'
		]
	})
};

/** A9, to the address that was the user id until now. */
export const userIdEnded: Template<Record<never, never>> = {
	fi: (_data, { landlord }) => ({
		subject: `Käyttäjätunnuksesi on vaihtunut, ${landlord}`,
		paragraphs: [
			'Rekisteröidyit asukassivuille uudella sähköpostiosoitteella. Tällä osoitteella ei voi enää kirjautua.',
			'Ilmoituksesi ja viestisi ovat tallella.',
			'Jos et vaihtanut osoitetta itse, ota heti yhteyttä asiakaspalveluun.',
			{ link: 'Yhteystiedot', path: '/contact' }
		]
	}),
	sv: (_data, { landlord }) => ({
		subject: `Ditt användarnamn har ändrats, ${landlord}`,
		paragraphs: [
			'Du har registrerat dig på boendesidorna med en ny e-postadress. Det går inte längre att logga in med den här adressen.',
			'Dina anmälningar och meddelanden finns kvar.',
			'Om det inte var du som bytte adress, kontakta genast kundtjänsten.',
			{ link: 'Kontaktuppgifter', path: '/contact' }
		]
	}),
	en: (_data, { landlord }) => ({
		subject: `Your user ID has changed, ${landlord}`,
		paragraphs: [
			'You registered for the resident portal with a new e-mail address. This one no longer logs in.',
			'Your reports and messages are all there.',
			'If it was not you who changed it, contact customer service at once.',
			{ link: 'Contact details', path: '/contact' }
		]
	})
};
