import type { Portal } from './portal';
import { routeFiles } from './route-files';

export type Language = 'fi' | 'sv' | 'en';

/** Pages to be looked at by somebody: nobody in particular, where there is no e-mail address. */
export interface PageGroup {
	email?: string;
	paths: string[];
}

/** Who reads each language. */
export const residents: Record<Language, string> = {
	fi: 'aino.virtanen@example.com',
	sv: 'erik.lindqvist@example.com',
	en: 'maria.silva@example.com'
};
const staff = 'sari.nieminen@example.fi';
const administrator = 'olli.laine@example.fi';
/** What is an administrator's work alone. */
const forAdministrators = /^\/staff\/(users|audit|registers)(\/|$)/;

/** Every page there is, as the files say; where one shows a row, it is the newest that this person may see. */
export async function everyPage(portal: Portal, language: Language): Promise<PageGroup[]> {
	const email = residents[language];
	const staffPaths = await pathsOf(portal, '(staff)', undefined);
	return [
		{ paths: await pathsOf(portal, '(public)', undefined) },
		{ email, paths: await pathsOf(portal, '(resident)', email) },
		{ email: staff, paths: staffPaths.filter((path) => !forAdministrators.test(path)) },
		{ email: administrator, paths: staffPaths.filter((path) => forAdministrators.test(path)) }
	];
}

async function pathsOf(portal: Portal, group: string, email: string | undefined): Promise<string[]> {
	const routes = routeFiles(/^\+page\.svelte$/, group);
	const paths = await Promise.all(routes.map(({ route }) => fill(portal, route, email)));
	return paths.filter((path) => path !== undefined);
}

/** Undefined where this person has no such row. */
async function fill(portal: Portal, route: string, email: string | undefined): Promise<string | undefined> {
	if (!route.includes('[')) return route;
	const { sql } = portal;
	const mine = email
		? sql`scope_id in (
			select scope.id from sync_scope scope join accounts on accounts.person_id = scope.key
			where scope.kind = 'person' and accounts.email = ${email})`
		: sql`true`;
	const [row] = route.includes('/defect-reports/')
		? await sql`select id from defect_reports where ${mine} order by arrived_at desc limit 1`
		: route.includes('/conversations/')
			? await sql`select id from conversations where ${mine} order by last_message_at desc limit 1`
			: route.includes('/staff/users/')
				? await sql`select id from staff where name = 'Kalle Korhonen'`
				: route.includes('/staff/registers/')
					? await sql`select id from imports order by started_at desc limit 1`
					: route.includes('/bulletins/')
						? await sql`select id from bulletins where published_at < now() order by published_at limit 1`
						: [];
	return row ? route.replace('[id]', row.id as string) : undefined;
}
