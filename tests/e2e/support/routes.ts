import type { Portal } from './portal';
import { routeFiles } from './route-files';

/** What Aino reads at the head of each page. A page that is new and not here makes the tests fail. */
const titles: Record<string, string | RegExp> = {
	'/': 'Hei, Aino',
	'/access-log': 'Kuka on katsonut tietojani',
	'/building': 'Talo',
	'/bulletins': 'Tiedotteet',
	'/bulletins/[id]': 'Vesi poikki B-portaassa',
	'/conversations': 'Viestit',
	'/conversations/[id]': 'Pihan penkit',
	'/conversations/new': 'Kirjoita viesti',
	'/defect-reports': 'Vikailmoitukset',
	'/defect-reports/[id]': 'Sähkö ja valaistus, porraskäytävä',
	'/defect-reports/common/[id]': /.+/,
	'/defect-reports/new': 'Missä vika on?',
	'/emergency': 'Hätätilanteessa',
	'/more': 'Lisää',
	'/more/contact': 'Yhteystiedot',
	'/more/help': 'Ohjeet',
	'/more/install': 'Asenna sovellukseksi',
	'/more/storage': 'Mitä tässä laitteessa on',
	'/powers-of-attorney': 'Valtakirjat',
	'/powers-of-attorney/new': 'Anna valtakirja',
	'/profile': 'Omat tiedot',
	'/profile/bank-account': 'Tilinumero',
	'/profile/contact-details': 'Yhteystiedot',
	'/profile/my-data': 'Tietojeni lataus ja korjaaminen',
	'/profile/notifications': 'Ilmoitukset sähköpostiin',
	'/profile/sessions': 'Kirjautuneet laitteet',
	'/rescue-plan': 'Pelastussuunnitelma',
	'/waiting': 'Odottaa lähettämistä',
	'/waiting/[id]': /.+/
};

/** Every page below `(resident)`, by its address and Aino's own ids. */
export async function residentRoutes(portal: Portal): Promise<{ path: string; title: string | RegExp }[]> {
	const found = [];
	for (const { route } of routeFiles(/^\+page\.svelte$/, '(resident)')) {
		const title = titles[route];
		if (title === undefined)
			throw new Error(`${route} is a new page: say in tests/e2e/support/routes.ts what its title is`);
		found.push({ path: route.replace('[id]', await idFor(portal, route)), title });
	}
	return found;
}

async function idFor(portal: Portal, route: string): Promise<string> {
	const { sql } = portal;
	const [row] = route.startsWith('/bulletins')
		? await sql`select id from bulletins where title ->> 'fi' = 'Vesi poikki B-portaassa'`
		: route.startsWith('/conversations')
			? await sql`select id from conversations where subject = 'Pihan penkit'`
			: await sql`
				select report.id from defect_reports report
				join sync_scope scope on scope.id = report.scope_id
				join people on people.id = scope.key and people.call_name = 'Aino'
				where report.category = 'electricity' and report.room = 'stairwell' and report.state = 'received'`;
	return row?.id ?? 'none';
}
