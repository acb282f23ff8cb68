import { demoPassword } from '../../../src/lib/server/demo/logins';
import { populate } from '../authorization/people';
import { expect, test } from '../support/journey';
import { routeFiles } from '../support/route-files';
import type { Portal } from '../support/portal';
import { addressOf, ownForm, parameterNames, sendRaw, type Answer } from './requests';

/** Ways to say "another site" that have fooled somebody's check. */
const elsewhere = [
	'https://thief.example',
	'//thief.example',
	'/\\thief.example',
	'\\\\thief.example',
	'/\t/thief.example',
	'/\n/thief.example',
	' //thief.example',
	'///thief.example/..',
	'/.//thief.example',
	'/a/..//thief.example',
	'/%2f/thief.example',
	'/%5cthief.example',
	'https:thief.example',
	'@thief.example',
	'.thief.example',
	'/\u2028/thief.example',
	'／／thief.example',
	'javascript:location="https://thief.example"',
	'data:text/html,thief.example',
	'/log-in\r\nLocation: https://thief.example'
];

test('attack: no link into the portal leads on to another site', async ({ ownPortal }) => {
	const portal = await ownPortal();
	const { cookies } = await populate(portal);
	const names = parameterNames([...routeFiles(/\.(ts|svelte)$/), ...readers], 'address');
	expect(names).toEqual(expect.arrayContaining(['next', 'token', 'to', 'search']));
	const routes = [...new Set(routeFiles(/^\+(page\.svelte|server\.ts)$/).map(({ route }) => route))];
	const astray: string[] = [];
	for (const [place, route] of routes.filter((route) => route !== '/api/events').entries())
		for (const cookie of [cookies.anonymous, cookies.mainTenant, cookies.administrator]) {
			// Each address gets some of the ways, and those with a destination get all of them.
			const ways = /^\/(log-in|identification)/.test(route)
				? elsewhere
				: [elsewhere[place % elsewhere.length]!];
			for (const way of ways) {
				const query = new URLSearchParams(names.map((name) => [name, way]));
				astray.push(...leaves(await get(portal, `${addressOf(route)}?${query}`, cookie), portal, route, way));
			}
		}
	expect(astray).toEqual([]);
});

test('attack: nor does a form that names where to go on to', async ({ ownPortal }) => {
	const portal = await ownPortal();
	const astray: string[] = [];
	for (const way of elsewhere) {
		const forms = {
			'/language': { locale: 'sv', back: way },
			'/log-in': { email: 'aino.virtanen@example.com', password: demoPassword, next: way }
		};
		for (const [path, fields] of Object.entries(forms)) {
			const body = new URLSearchParams(fields).toString();
			const answer = await sendRaw(portal, path, { method: 'POST', headers: ownForm(portal), body });
			expect(answer.status, path).toBe(303);
			astray.push(...leaves(answer, portal, path, way));
		}
	}
	expect(astray).toEqual([]);
});

test('attack: nor does a path that looks like another host, or a Host that is another’s', async ({
	portal
}) => {
	const astray: string[] = [];
	for (const path of [
		'//thief.example',
		'//thief.example/',
		'//thief.example/%2e%2e/',
		'/%2fthief.example/',
		'/%5cthief.example/',
		'/\\thief.example/',
		'/log-in//thief.example/',
		'https://thief.example/',
		'/share-target//thief.example/',
		'/power-of-attorney//thief.example'
	])
		astray.push(...leaves(await get(portal, path, ''), portal, path, ''));
	const hosts: Record<string, string>[] = [
		{ host: 'thief.example' },
		{ host: `localhost:${portal.port}`, 'x-forwarded-host': 'thief.example', forwarded: 'host=thief.example' }
	];
	for (const headers of hosts)
		for (const path of ['/staff', '/log-in/', '/power-of-attorney/x', '/log-in'])
			astray.push(...leaves(await sendRaw(portal, path, { headers }), portal, path, JSON.stringify(headers)));
	expect(astray).toEqual([]);
});

test('attack: a link in a mail leads to the portal, whatever host it was asked for by', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	await sendRaw(portal, '/forgotten-password', {
		method: 'POST',
		headers: {
			...ownForm(portal),
			host: 'thief.example',
			'x-forwarded-host': 'thief.example',
			'x-forwarded-proto': 'https'
		},
		body: 'email=aino.virtanen%40example.com'
	});
	await expect
		.poll(
			async () => (await portal.sql`select text from demo_mails where text like '%forgotten-password%'`)[0]
		)
		.toEqual({ text: expect.stringContaining(`${portal.origin}/forgotten-password/`) });
	const elsewhere = await portal.sql`select from demo_mails where text like '%thief%'`;
	expect(elsewhere).toHaveLength(0);
});

/** The filters that pages read by. */
const readers = ['audit/read.ts', 'staff/queue.ts', 'auth/second-factor/pages.ts'].map((name) => ({
	path: new URL(`../../../src/lib/server/${name}`, import.meta.url).pathname
}));

function get(portal: Portal, path: string, cookie: string): Promise<Answer> {
	return sendRaw(portal, path, { headers: { host: `localhost:${portal.port}`, ...(cookie && { cookie }) } });
}

/** What in an answer would take the browser to another site by itself or by a tap. */
function leaves({ status, headers, body }: Answer, portal: Portal, path: string, way: string): string[] {
	const led = [headers.location, headers.refresh, headers.link].filter((each) => each !== undefined);
	const linked = /text\/html/.test(headers['content-type'] ?? '')
		? [...body.matchAll(/(?:href|action|formaction|src|content)="([^"]*thief[^"]*)"/g)].map(([, to]) => to!)
		: [];
	const away = [...led, ...linked.map(decoded)].filter((to) => isElsewhere(to, portal));
	const failed = status >= 500 ? [String(status)] : [];
	return [...away, ...failed].map((what) => `${path} with ${JSON.stringify(way)}: ${what}`);
}

function isElsewhere(to: string, { origin }: Portal): boolean {
	return !URL.canParse(to, origin) || new URL(to, origin).origin !== origin;
}

const decoded = (attribute: string) => attribute.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
