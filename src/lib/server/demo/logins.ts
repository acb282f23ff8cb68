// Shown on the demo's log-in page and printed at the start. This file imports nothing, so that both can read it.

export const demoPassword = 'Kellari-2026!';
/** What the demo's staff would have in their authenticator apps, all of them the same. */
export const demoTotpSecret = 'KELLARIDEMOKELLARIDEMO2345672345';

export interface DemoLogin {
	label: string;
	email: string;
	password: string;
	/** Of the staff, who log in with a second factor too. */
	totpSecret?: string;
}

function staffLogin(label: string, email: string): DemoLogin {
	return { ...login(label, email), totpSecret: demoTotpSecret };
}

function login(label: string, email: string): DemoLogin {
	return { label, email, password: demoPassword };
}

export const demoLogins: DemoLogin[] = [
	login('Aino Virtanen, main tenant, in Finnish', 'aino.virtanen@example.com'),
	login('Mikko Virtanen, her spouse', 'mikko.virtanen@example.com'),
	login('Erik Lindqvist, main tenant, in Swedish', 'erik.lindqvist@example.com'),
	login('Maria Silva, main tenant, in English', 'maria.silva@example.com'),
	login('Oksana Kovalenko, subtenant', 'oksana.kovalenko@example.com'),
	login('Roope Lindholm, student sharing a flat', 'roope.lindholm@example.com'),
	login('Jari Heikkinen, guardian of Elsa (15), lives elsewhere', 'jari.heikkinen@example.com'),
	login('Riitta Kallio, guardian of Veikko (79), lives elsewhere', 'riitta.kallio@example.com'),
	login('Sofia Ahonen, agreement starts next month', 'sofia.ahonen@example.com'),
	login('Petri Kinnunen, moved out: can’t log in', 'petri.kinnunen@example.com'),
	staffLogin('Sari Nieminen, customer service', 'sari.nieminen@example.fi'),
	staffLogin('Kalle Korhonen, caretaker', 'kalle.korhonen@example.fi'),
	staffLogin('Petra Nyholm, property manager', 'petra.nyholm@example.fi'),
	staffLogin('Olli Laine, administrator', 'olli.laine@example.fi')
];
