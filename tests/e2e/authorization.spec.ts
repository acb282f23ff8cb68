import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../scripts/folders';
import { kinds, populate, type Kind, type World } from './authorization/people';
import { rows, type Row } from './authorization/table';
import { expect, test } from './support/journey';
import { routeFiles } from './support/route-files';

test('A11 A12 A13 T1 every address and procedure gives each kind of person what the table says, and no more', async ({
	ownPortal
}) => {
	test.setTimeout(300_000);
	const portal = await ownPortal();
	const world = await populate(portal);
	const astray: string[] = [];
	for (const row of rows) {
		const gets: Kind[] = [];
		for (const kind of kinds) if (await isGiven(portal.origin, world, row, kind)) gets.push(kind);
		const wanted = kinds.filter((kind) => row.for.includes(kind));
		if (gets.join() !== wanted.join())
			astray.push(`${row.what}\n   gives   ${gets.join(' ')}\n   should  ${wanted.join(' ')}`);
	}
	expect(astray.join('\n')).toBe('');
});

test('every address and procedure has its row in the table', () => {
	const missing = [...endpoints(), ...formActions(), ...procedures()].filter(
		(name) => !rows.some(({ what }) => what === name || what.startsWith(`${name} `))
	);
	expect(missing).toEqual([]);
});

async function isGiven(origin: string, world: World, row: Row, kind: Kind): Promise<boolean> {
	const { method = 'GET', body, headers } = row;
	const sent = typeof body === 'function' ? body(world, kind) : body;
	const abort = new AbortController();
	const response = await fetch(origin + row.address(world, kind), {
		method,
		redirect: 'manual',
		signal: abort.signal,
		headers: {
			cookie: world.cookies[kind],
			...(method === 'GET' ? {} : { origin, 'content-type': row.type ?? 'application/json' }),
			...headers
		},
		...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : JSON.stringify(sent) })
	});
	const text = row.isEndless ? '' : await response.text();
	abort.abort();
	if (response.status >= 500) throw new Error(`${row.what} fails for ${kind}: ${response.status}`);
	if (response.status >= 300 && response.status < 400)
		return !isLedAway(row, response.headers.get('location') ?? '');
	if ([401, 403, 404].includes(response.status)) return false;
	return row.isGiven ? row.isGiven(text) : true;
}

/** To the log-in; or, where the page is one of the staff's, on to one of their own work. */
function isLedAway({ what }: Row, location: string): boolean {
	return location.startsWith('/log-in') || (what.startsWith('/staff') && location.startsWith('/staff'));
}

/** Whatever answers with more than a page that is the same for everybody. */
function endpoints(): string[] {
	return routeFiles(/^\+(page\.)?server\.ts$/)
		.map(({ route }) => route)
		.filter((route) => !route.startsWith('/api/trpc'));
}

/** The forms of pages: those with a name, and that of a page that has only one. */
function formActions(): string[] {
	return routeFiles(/^\+page\.server\.ts$/).flatMap(({ route, path }) => {
		const [, actions = ''] = readFileSync(path, 'utf8').split('export const actions');
		const text = actions.split('\n};')[0]!;
		const names = [...text.matchAll(/^(?:\t|: Actions = \{ )(?:async )?(\w+)[:(]/gm)];
		return names.map(([, name]) => `${route} ?/${name}`);
	});
}

function procedures(): string[] {
	const sources = join(home, 'src/lib/server/trpc');
	const names: string[] = [];
	const router = readFileSync(join(sources, 'router.ts'), 'utf8');
	for (const [, name, variable] of router.matchAll(/(\w+): (\w+Router)\b/g)) {
		const file = readdirSync(sources).find((each) =>
			readFileSync(join(sources, each), 'utf8').includes(`export const ${variable}`)
		);
		const text = readFileSync(join(sources, file!), 'utf8');
		for (const [, procedure] of text.matchAll(/^\t(\w+): (?:\w+Procedure)/gm))
			names.push(`${name}.${procedure}`);
	}
	return names;
}
