import type { Template } from '$lib/server/mail/letter';

/** T1. */
export const staffInvitation: Template<{ path: string }> = {
	fi: ({ path }, { landlord }) => ({
		subject: `Tunnus henkilökunnan sivuille, ${landlord}`,
		paragraphs: [
			'Sinulle on avattu tunnus asukassivujen henkilökunnan puolelle. Käyttäjätunnuksesi on tämä sähköpostiosoite.',
			{ link: 'Valitse salasana', path },
			'Linkki toimii kolme päivää ja yhden kerran. Ensimmäisellä kirjautumisella otat käyttöön myös toisen tunnistustavan: todennussovelluksen tai pääsyavaimen.',
			'Jos et tiedä, mistä on kyse, kerro siitä esimiehellesi.'
		]
	}),
	sv: ({ path }, { landlord }) => ({
		subject: `Användarnamn till personalsidorna, ${landlord}`,
		paragraphs: [
			'Du har fått ett användarnamn till personalens del av boendesidorna. Ditt användarnamn är den här e-postadressen.',
			{ link: 'Välj ett lösenord', path },
			'Länken gäller i tre dagar och kan användas en gång. När du loggar in första gången tar du också i bruk ett andra sätt att identifiera dig: en autentiseringsapp eller en nyckel.',
			'Om du inte vet vad det gäller, berätta det för din chef.'
		]
	}),
	en: ({ path }, { landlord }) => ({
		subject: `Your user ID for the staff pages, ${landlord}`,
		paragraphs: [
			'You have been given a user ID for the staff side of the resident portal. It is this e-mail address.',
			{ link: 'Choose a password', path },
			'The link works for three days and once. When you log in for the first time you also set up a second step: an authenticator app or a passkey.',
			'If you don’t know what this is about, tell your manager.'
		]
	})
};

/** T1: after an administrator has taken away the password and the second factor. */
export const staffReset: Template<{ path: string }> = {
	fi: ({ path }, { landlord }) => ({
		subject: `Kirjautumisesi on nollattu, ${landlord}`,
		paragraphs: [
			'Pääkäyttäjä on poistanut henkilökunnan tunnuksesi salasanan ja toisen tunnistustavan. Avoimet istuntosi on päätetty.',
			{ link: 'Valitse uusi salasana', path },
			'Linkki toimii kolme päivää ja yhden kerran. Sen jälkeen otat toisen tunnistustavan uudelleen käyttöön.',
			'Jos et pyytänyt tätä, kerro siitä heti esimiehellesi.'
		]
	}),
	sv: ({ path }, { landlord }) => ({
		subject: `Din inloggning har nollställts, ${landlord}`,
		paragraphs: [
			'En administratör har tagit bort lösenordet och det andra identifieringssättet för ditt användarnamn. Dina öppna sessioner har avslutats.',
			{ link: 'Välj ett nytt lösenord', path },
			'Länken gäller i tre dagar och kan användas en gång. Därefter tar du det andra identifieringssättet i bruk på nytt.',
			'Om du inte har bett om detta, berätta det genast för din chef.'
		]
	}),
	en: ({ path }, { landlord }) => ({
		subject: `Your log-in has been reset, ${landlord}`,
		paragraphs: [
			'An administrator has removed the password and the second step of your staff user ID. Your open sessions have ended.',
			{ link: 'Choose a new password', path },
			'The link works for three days and once. After that you set up the second step again.',
			'If you did not ask for this, tell your manager at once.'
		]
	})
};
