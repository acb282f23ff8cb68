import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../../scripts/folders';
import { demoPassword } from '../../../src/lib/server/demo/logins';
import { populate } from '../authorization/people';
import { rows } from '../authorization/table';
import { expect, test } from '../support/journey';
import type { Portal } from '../support/portal';
import { ownForm, sendRaw, type Answer } from './requests';

test('attack: every answer has the headers that keep it to itself: pages, files, pictures, procedures, refusals', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const world = await populate(portal);
	const lacking: string[] = [];
	for (const row of rows.filter(({ isEndless }) => !isEndless)) {
		const { method = 'GET' } = row;
		const asked = row.for[0] ?? 'mainTenant';
		for (const kind of new Set(['anonymous', asked, row.for.at(-1) ?? 'administrator'] as const)) {
			const body = typeof row.body === 'function' ? (row.body as CallableFunction)(world, kind) : row.body;
			const answer = await sendRaw(portal, row.address(world, kind), {
				method,
				headers: {
					host: `localhost:${portal.port}`,
					cookie: world.cookies[kind],
					...(method === 'GET'
						? {}
						: { origin: portal.origin, 'content-type': row.type ?? 'application/json' })
				},
				...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) })
			});
			const isPublic =
				method === 'GET' &&
				['anonymous', 'endedSession'].includes(kind) &&
				!row.what.startsWith('/api/') &&
				!/^\w+\.\w+/.test(row.what);
			lacking.push(...lacks(answer, `${row.what} for ${kind}`, { isPersonal: !isPublic }));
		}
	}
	expect(lacking).toEqual([]);
});

test('attack: so has every file of the app, and every page of a resident', async ({ portal }) => {
	const lacking: string[] = [];
	const files = ['client', 'prerendered'].flatMap((folder) =>
		readdirSync(join(home, 'build', folder), { recursive: true, withFileTypes: true })
			.filter((each) => each.isFile() && !/\.(br|gz)$/.test(each.name))
			.map((each) => join(each.parentPath, each.name).slice(join(home, 'build', folder).length))
	);
	expect(files.length).toBeGreaterThan(50);
	for (const path of files.map((file) => file.replaceAll('\\', '/'))) {
		lacking.push(...lacks(await get(portal, path), path));
		const encoded = await get(portal, path, { 'accept-encoding': 'br', range: 'bytes=5-2' });
		lacking.push(...lacks(encoded, `${path} compressed`));
	}
	for (const path of ['/', '/emergency', '/app-shell', '/profile', '/icon.svg', '/manifest.webmanifest'])
		lacking.push(...lacks(await get(portal, path), path));
	expect(lacking).toEqual([]);
});

test('attack: so have refusals and failures, and none of them says why', async ({ ownPortal }) => {
	const portal = await ownPortal();
	const post = (path: string, headers: Record<string, string>, body?: string) =>
		sendRaw(portal, path, {
			method: 'POST',
			headers: { ...ownForm(portal), ...headers },
			...(body !== undefined && { body })
		});
	const fail = async () => {
		// What every public page reads.
		await portal.sql`alter table landlords rename to landlords_away`;
		return get(portal, '/contact');
	};
	const asked: [what: string, status: number, ask: () => Promise<Answer>][] = [
		['none', 404, () => get(portal, '/nothing-here')],
		['none of a kind', 404, () => get(portal, '/_app/immutable/nothing.js')],
		['none of the interface', 404, () => get(portal, '/api/nothing')],
		['no picture', 404, () => get(portal, '/api/attachments/nothing')],
		['an address that is none', 400, () => get(portal, '/%ff')],
		[
			'a procedure that is none',
			404,
			() => post('/api/trpc/nothing.at-all', { 'content-type': 'application/json' }, '{}')
		],
		['a method that is not taken', 405, () => post('/contact', {}, 'x')],
		['a method of the interface that is not taken', 405, () => get(portal, '/api/register-changes/ack')],
		['another site’s', 403, () => post('/log-in', { origin: 'https://thief.example' }, 'x')],
		['no form', 415, () => post('/log-in', { 'content-type': 'application/json' }, '{}')],
		['too large', 413, () => post('/log-in', { 'content-length': '99999999' }, '')],
		['unmeasured', 411, () => post('/log-in', { 'transfer-encoding': 'chunked' })],
		['no key', 401, () => post('/api/import', { 'content-type': 'text/csv' }, 'x')],
		['our own failure', 500, fail],
		['the service’s health', 200, () => get(portal, '/healthz')],
		['the service’s readiness', 200, () => get(portal, '/readyz')],
		['the app’s own question', 401, () => get(portal, '/api/sync')],
		['what was shared with the app', 303, () => post('/share-target', {})]
	];
	const lacking: string[] = [];
	for (const [what, status, ask] of asked) {
		const answer = await ask();
		expect.soft(answer.status, what).toBe(status);
		lacking.push(...lacks(answer, what));
		const told = /landlords|relation|Postgres|node_modules|\bat .*:\d+:\d+|[A-Z]\w*Error\b/.exec(answer.body);
		if (told) lacking.push(`${what} tells “${told[0]}”`);
	}
	expect(lacking).toEqual([]);
});

test('attack: behind https every answer keeps to it, and the session’s cookie is the host’s alone', async ({
	ownPortal
}) => {
	const portal = await ownPortal({ origin: 'https://portal.example.fi' });
	for (const path of ['/log-in', '/healthz', '/icon.svg', '/nothing-here', '/api/sync', '/'])
		expect((await get(portal, path)).headers['strict-transport-security'], path).toMatch(/^max-age=\d{8,}/);
	const { status, cookies } = await sendRaw(portal, '/log-in', {
		method: 'POST',
		headers: { ...ownForm(portal), origin: 'https://portal.example.fi' },
		body: new URLSearchParams({ email: 'aino.virtanen@example.com', password: demoPassword }).toString()
	});
	expect(status).toBe(303);
	const readable = ['locale=', 'person='];
	const session = cookies.filter((cookie) => !readable.some((name) => cookie.startsWith(name)));
	expect(session).toHaveLength(1);
	expect(session[0]).toMatch(
		/^__Host-kellari=[a-z2-7]{40}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/i
	);
	for (const cookie of cookies) expect(cookie).toMatch(/; Secure; SameSite=Lax/i);
});

function get(portal: Portal, path: string, headers: Record<string, string> = {}): Promise<Answer> {
	return sendRaw(portal, path, { headers: { host: `localhost:${portal.port}`, ...headers } });
}

const always = {
	'x-content-type-options': /^nosniff$/,
	'referrer-policy': /^same-origin$/,
	'x-frame-options': /^DENY$/,
	'cross-origin-opener-policy': /^same-origin$/,
	'cross-origin-resource-policy': /^same-origin$/,
	'permissions-policy': /geolocation=\(\)/,
	'content-security-policy': /./
};

function lacks({ status, headers, body }: Answer, what: string, { isPersonal = false } = {}): string[] {
	const missing = Object.entries(always)
		.filter(([name, value]) => !value.test(headers[name] ?? ''))
		.map(([name]) => `${what} (${status}): ${name} is ${headers[name]}`);
	const policy = headers['content-security-policy'] ?? '';
	const type = headers['content-type'] ?? '';
	// A page that was made at the build has its policy in itself, all but who may frame it.
	const own = /<meta\s+http-equiv="content-security-policy"\s+content="([^"]*)"/i.exec(body)?.[1] ?? '';
	const whole = `${policy}; ${own}`;
	const wanted = /text\/html/.test(type)
		? body.includes('<script')
			? [
					/default-src 'none'/,
					/require-trusted-types-for 'script'/,
					/frame-ancestors 'none'/,
					/base-uri 'none'/
				]
			: [/default-src 'none'/]
		: [/default-src 'none'/];
	const weak = wanted
		.filter((part) => !part.test(whole))
		.map((part) => `${what} (${status}): policy without ${part}`);
	const loose = /script-src[^;]*'unsafe-(inline|eval)'|script-src[^;]*\*/.test(whole)
		? [`${what}: any script`]
		: [];
	const cached =
		isPersonal && !/no-store/.test(headers['cache-control'] ?? '')
			? [`${what} (${status}): may be cached, ${headers['cache-control']}`]
			: [];
	const talks = headers['x-powered-by'] ?? headers.server;
	return [...missing, ...weak, ...loose, ...cached, ...(talks ? [`${what} says ${talks}`] : [])];
}
