// Shown on the demo's log-in page and printed at the start. This file imports nothing, so that both can read it.

export const demoPassword = 'Kellari-2026!';
/** What the demo's staff would have in their authenticator apps, all of them the same. */
export const demoTotpSecret = 'KELLARIDEMOKELLARIDEMO2345672345';

/** Who somebody is, to whoever tries the portal out. */
type Label = Record<'en' | 'fi' | 'sv', string>;

export interface DemoLogin {
	label: Label;
	email: string;
	password: string;
	/** Of the staff, who log in with a second factor too. */
	totpSecret?: string;
}

function staffLogin(email: string, label: Label): DemoLogin {
	return { ...login(email, label), totpSecret: demoTotpSecret };
}

function login(email: string, label: Label): DemoLogin {
	return { label, email, password: demoPassword };
}

export const demoLogins: DemoLogin[] = [
	login('aino.virtanen@example.com', {
		en: 'Aino Virtanen, main tenant, in Finnish',
		fi: 'Aino Virtanen, päävuokralainen, suomeksi',
		sv: 'Aino Virtanen, huvudhyresgäst, på finska'
	}),
	login('mikko.virtanen@example.com', {
		en: 'Mikko Virtanen, her spouse',
		fi: 'Mikko Virtanen, hänen puolisonsa',
		sv: 'Mikko Virtanen, hennes make'
	}),
	login('erik.lindqvist@example.com', {
		en: 'Erik Lindqvist, main tenant, in Swedish',
		fi: 'Erik Lindqvist, päävuokralainen, ruotsiksi',
		sv: 'Erik Lindqvist, huvudhyresgäst, på svenska'
	}),
	login('maria.silva@example.com', {
		en: 'Maria Silva, main tenant, in English',
		fi: 'Maria Silva, päävuokralainen, englanniksi',
		sv: 'Maria Silva, huvudhyresgäst, på engelska'
	}),
	login('oksana.kovalenko@example.com', {
		en: 'Oksana Kovalenko, subtenant',
		fi: 'Oksana Kovalenko, alivuokralainen',
		sv: 'Oksana Kovalenko, underhyresgäst'
	}),
	login('roope.lindholm@example.com', {
		en: 'Roope Lindholm, student sharing a flat',
		fi: 'Roope Lindholm, opiskelija kimppa-asunnossa',
		sv: 'Roope Lindholm, student i delad bostad'
	}),
	login('jari.heikkinen@example.com', {
		en: 'Jari Heikkinen, guardian of Elsa (15), lives elsewhere',
		fi: 'Jari Heikkinen, Elsan (15) huoltaja, asuu muualla',
		sv: 'Jari Heikkinen, vårdnadshavare för Elsa (15), bor någon annanstans'
	}),
	login('riitta.kallio@example.com', {
		en: 'Riitta Kallio, guardian of Veikko (79), lives elsewhere',
		fi: 'Riitta Kallio, Veikon (79) edunvalvoja, asuu muualla',
		sv: 'Riitta Kallio, intressebevakare för Veikko (79), bor någon annanstans'
	}),
	login('sofia.ahonen@example.com', {
		en: 'Sofia Ahonen, agreement starts next month',
		fi: 'Sofia Ahonen, sopimus alkaa ensi kuussa',
		sv: 'Sofia Ahonen, avtalet börjar nästa månad'
	}),
	login('petri.kinnunen@example.com', {
		en: 'Petri Kinnunen, moved out: can’t log in',
		fi: 'Petri Kinnunen, muuttanut pois: ei pääse sisään',
		sv: 'Petri Kinnunen, har flyttat ut: kan inte logga in'
	}),
	staffLogin('sari.nieminen@example.fi', {
		en: 'Sari Nieminen, customer service',
		fi: 'Sari Nieminen, asiakaspalvelu',
		sv: 'Sari Nieminen, kundtjänst'
	}),
	staffLogin('kalle.korhonen@example.fi', {
		en: 'Kalle Korhonen, caretaker',
		fi: 'Kalle Korhonen, huoltomies',
		sv: 'Kalle Korhonen, fastighetsskötare'
	}),
	staffLogin('petra.nyholm@example.fi', {
		en: 'Petra Nyholm, property manager',
		fi: 'Petra Nyholm, isännöitsijä',
		sv: 'Petra Nyholm, disponent'
	}),
	staffLogin('olli.laine@example.fi', {
		en: 'Olli Laine, administrator',
		fi: 'Olli Laine, pääkäyttäjä',
		sv: 'Olli Laine, administratör'
	})
];
