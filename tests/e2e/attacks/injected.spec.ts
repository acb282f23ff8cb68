import { connect } from 'node:net';
import { hostileTexts, type Hostile } from '../../support/hostile-texts';
import { populate, type Kind } from '../authorization/people';
import { rows } from '../authorization/table';
import { expect, test } from '../support/journey';
import { routeFiles } from '../support/route-files';
import type { Portal } from '../support/portal';
import { addressOf, form, parameterNames, sendRaw, type Answer } from './requests';

const of = (...aims: Hostile[]) => aims.map((aim) => hostileTexts[aim].slice(0, 1500));
const aimedAtForms = of('script', 'null', 'header', 'prototype', 'day');
const aimedAtAddresses = [
	...aimedAtForms,
	...of('attribute', 'reversed', 'encodedPath', 'percent', 'number')
];
const askers: Kind[] = ['anonymous', 'mainTenant', 'customerService', 'administrator'];

test('attack: nothing that stands in an address breaks a page or becomes a part of it', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const { cookies } = await populate(portal);
	const names = parameterNames(sources, 'address');
	const routes = [...new Set(routeFiles(/^\+(page\.svelte|server\.ts)$/).map(({ route }) => route))];
	const broken: string[] = [];
	for (const route of routes.filter((route) => route !== '/api/events'))
		for (const [place, text] of aimedAtAddresses.entries()) {
			const kind = askers[place % askers.length]!;
			const query = new URLSearchParams(names.map((name) => [name, text.slice(0, 40)]));
			broken.push(...faults(await get(portal, `${addressOf(route)}?${query}`, cookies[kind]), route, text));
			if (!route.includes('[')) continue;
			for (const asker of new Set([kind, 'anonymous' as const])) {
				const path = addressOf(route, encodeURIComponent(text));
				broken.push(...faults(await get(portal, path, cookies[asker]), route, text));
			}
		}
	expect(broken).toEqual([]);
});

test('attack: each word of an address by itself, as no page of ours would write it', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const { cookies } = await populate(portal);
	const odd = [
		'\u0000',
		'%',
		'0000-01-01',
		'2026-02-30T00:00:00Z_1',
		'9999-12-31T24:00:00Z_999999999999999',
		'-1',
		'1e15'
	];
	const broken: string[] = [];
	for (const { path, kind, files, also = [] } of readingPages)
		for (const name of [...parameterNames(files.map(source), 'address'), ...also])
			for (const text of odd) {
				const query = new URLSearchParams({ [name]: text });
				const answer = await get(portal, `${path}?${query}`, cookies[kind]);
				broken.push(...faults(answer, `${path}?${name}`, text));
			}
	expect(broken).toEqual([]);
});

test('attack: no form fails by what stands in its fields', async ({ ownPortal }) => {
	const portal = await ownPortal();
	const world = await populate(portal);
	const names = parameterNames(sources, 'form');
	expect(names).toEqual(expect.arrayContaining(['email', 'text', 'buildingIds', 'endsOn']));
	const broken: string[] = [];
	for (const row of rows.filter(({ type, what }) => type === form['content-type'] && what !== '/log-out')) {
		const kind = askers.toReversed().find((each) => row.for.includes(each)) ?? 'mainTenant';
		for (const text of aimedAtForms) {
			const body = new URLSearchParams(names.map((name) => [name, text])).toString();
			const answer = await post(
				portal,
				row.address(world, kind),
				{ ...form, accept: 'text/html', cookie: world.cookies[kind] },
				body
			);
			broken.push(...faults(answer, row.what, text));
		}
	}
	expect(broken).toEqual([]);
});

test('attack: a body that is not what it says it is, is refused and breaks nothing', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const world = await populate(portal);
	const bodies: [type: string, body: string][] = [
		['application/json', '{'],
		['application/json', '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'],
		['application/json', '"\\ud800\\u0000"'],
		['application/x-www-form-urlencoded', '%'],
		['multipart/form-data', 'no boundary'],
		['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nunended'],
		[
			'multipart/form-data; boundary=x',
			'--x\r\nContent-Disposition: form-data; name="text"; filename="../../x"\r\n\r\nx\r\n--x--\r\n'
		],
		['nonsense', '\u0001']
	];
	const broken: string[] = [];
	for (const row of rows.filter(({ method = 'GET' }) => method !== 'GET' && method !== 'HEAD')) {
		const kind = askers.toReversed().find((each) => row.for.includes(each)) ?? 'mainTenant';
		for (const [type, body] of bodies) {
			const headers = {
				...(type && { 'content-type': type }),
				cookie: world.cookies[kind],
				accept: 'text/html'
			};
			const answer = await post(portal, row.address(world, kind), headers, body, row.method);
			broken.push(...faults(answer, row.what, `${type} ${body}`));
		}
	}
	expect(broken).toEqual([]);
});

test('attack: no header that is read breaks an answer or comes back in one', async ({ portal }) => {
	const names = [
		'cookie',
		'x-cursor',
		'x-device',
		'x-last',
		'accept-language',
		'user-agent',
		'x-request-id',
		'if-none-match',
		'range',
		'authorization',
		'referer',
		'x-forwarded-for',
		'accept',
		'accept-encoding',
		'x-sveltekit-action'
	];
	const broken: string[] = [];
	for (const path of [
		'/',
		'/log-in',
		'/api/sync',
		'/api/import/x',
		'/api/register-changes',
		'/staff',
		'/icon.svg'
	])
		for (const name of names)
			for (const text of [
				'%',
				'%00',
				'<script>globalThis.owned=1</script>',
				'__proto__',
				'kellari=%; PARAGLIDE_LOCALE=<script>globalThis.owned=1</script>; kellari-half=%ff',
				`bytes=5-2,${'0-,'.repeat(300)}`,
				'x'.repeat(7000)
			]) {
				const answer = await sendRaw(portal, path, {
					headers: { host: `localhost:${portal.port}`, [name]: text }
				});
				broken.push(...faults(answer, `${path} ${name}`, text));
			}
	expect(broken).toEqual([]);
});

test('attack: a request that is none, or that is cut off, ends no more than itself', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const host = `Host: localhost:${portal.port}\r\n`;
	const lines = [
		`GET * HTTP/1.1\r\n${host}\r\n`,
		`OPTIONS * HTTP/1.1\r\n${host}\r\n`,
		`TRACE / HTTP/1.1\r\n${host}\r\n`,
		`CONNECT thief.example:443 HTTP/1.1\r\n${host}\r\n`,
		`GET http:// HTTP/1.1\r\n${host}\r\n`,
		`GET http://[::1 HTTP/1.1\r\n${host}\r\n`,
		`GET // HTTP/1.1\r\n${host}\r\n`,
		`GET ///%2f%5c@: HTTP/1.1\r\n${host}\r\n`,
		`GET / HTTP/1.1\r\nHost: [::\r\n\r\n`,
		`GET /log-in HTTP/1.1\r\nHost: a b\r\n\r\n`,
		`GET /_app/immutable/%ff HTTP/1.1\r\n${host}\r\n`,
		`GET /_app/immutable/..%2f..%2f..%2fpackage.json HTTP/1.1\r\n${host}\r\n`,
		`GET /%00 HTTP/1.1\r\n${host}\r\n`,
		`GET / HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: upgrade\r\n\r\n`,
		`POST /log-in HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
		`POST /log-in HTTP/1.1\r\n${host}Origin: ${portal.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nemail=`,
		`POST /api/import?register=people HTTP/1.1\r\n${host}Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\nx`,
		`PUT /api/blob/${'a'.repeat(64)}?o=0&n=9 HTTP/1.1\r\n${host}Origin: ${portal.origin}\r\nContent-Length: 9\r\n\r\nab`,
		`GET /api/events HTTP/1.1\r\n${host}Last-Event-ID: \u0001\r\n\r\n`,
		'\u0000\u0001\u0002\r\n\r\n'
	];
	const broken: string[] = [];
	for (const line of lines) {
		const answer = await say(portal, line);
		if (/^HTTP\/1\.1 5/.test(answer) || /"version": "|<script>globalThis/.test(answer))
			broken.push(line + answer);
		const { status } = await sendRaw(portal, '/healthz');
		if (status !== 200) broken.push(`after ${line}: ${status}`);
	}
	expect(broken).toEqual([]);
});

/** Says something and hangs up after a moment of silence. */
function say({ port }: Portal, line: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(line));
		const hangUp = () => {
			socket.destroy();
			resolve(answer);
		};
		socket.setTimeout(200, hangUp);
		socket.on('data', (piece) => (answer += piece.toString('latin1')));
		socket.once('error', hangUp);
		socket.once('end', hangUp);
	});
}

/** Pages that look for something by their address, and the files that read it. */
const readingPages: { path: string; kind: Kind; files: string[]; also?: string[] }[] = [
	{ path: '/log-in', kind: 'anonymous', files: ['routes/(public)/log-in/+page.server.ts'] },
	{ path: '/demo/mailbox', kind: 'anonymous', files: [], also: ['to'] },
	{ path: '/staff', kind: 'customerService', files: ['lib/server/staff/queue.ts'] },
	{
		path: '/staff/powers-of-attorney',
		kind: 'customerService',
		files: ['routes/(staff)/staff/powers-of-attorney/+page.server.ts']
	},
	{
		path: '/staff/audit',
		kind: 'administrator',
		files: ['lib/server/audit/read.ts'],
		also: ['from', 'to', 'who', 'whose']
	},
	{ path: '/api/my-data', kind: 'mainTenant', files: ['routes/api/my-data/+server.ts'] }
];

const source = (name: string) => ({ path: new URL(`../../../src/${name}`, import.meta.url).pathname });

const sources = [
	...routeFiles(/\.(ts|svelte)$/),
	...[
		'lib/server/audit/read.ts',
		'lib/server/staff/queue.ts',
		'lib/server/staff/pages.ts',
		'lib/server/staff/users/form.ts',
		'lib/server/auth/second-factor/pages.ts'
	].map(source)
];

function get(portal: Portal, path: string, cookie: string): Promise<Answer> {
	return sendRaw(portal, path, { headers: { host: `localhost:${portal.port}`, ...(cookie && { cookie }) } });
}

function post(portal: Portal, path: string, headers: Record<string, string>, body: string, method = 'POST') {
	return sendRaw(portal, path, {
		method,
		headers: {
			host: `localhost:${portal.port}`,
			origin: portal.origin,
			'sec-fetch-site': 'same-origin',
			...headers
		},
		body
	});
}

/** A failure of ours, or words that came back as a part of the page. */
function faults({ status, body, headers, cookies }: Answer, what: string, text: string): string[] {
	const said = `${what} with ${JSON.stringify(text.slice(0, 60))}`;
	const isPage = (headers['content-type'] ?? '').startsWith('text/html');
	const isInjected = isPage && /<script>globalThis\.owned|<img src=x|href="javascript:/.test(body);
	const isSplit = headers['bcc'] !== undefined || cookies.some((cookie) => cookie.startsWith('owned'));
	return [
		...(status >= 500 ? [`${said}: ${status}`] : []),
		...(isInjected ? [`${said} is a part of the page`] : []),
		...(isSplit ? [`${said} is a header of its own`] : [])
	];
}
