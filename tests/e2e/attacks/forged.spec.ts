import { populate, type Kind } from '../authorization/people';
import { rows } from '../authorization/table';
import { expect, test } from '../support/journey';
import { addressOf, changingMethods, sendRaw } from './requests';

const origins = { foreign: 'https://thief.example', opaque: 'null', absent: undefined };
/** Ours, and SvelteKit's own of a form, which is asked first. */
const refusedAsForeign = /did not come from a page|Cross-site \w+ form submissions/;
const sites = ['cross-site', 'same-site', 'none', undefined];

/** Who may do most of what there is, so that only the request's origin can be what it is refused for. */
const mostEntitled: Kind[] = ['administrator', 'propertyManager', 'customerService', 'mainTenant'];

test('attack: no address, form or procedure does anything that another site asks for', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const world = await populate(portal);
	const entries = async () => (await portal.sql`select count(*)::int as entries from audit_log`)[0]?.entries;
	const before = await entries();
	const letIn: string[] = [];
	for (const row of rows.filter(({ method = 'GET' }) => method !== 'GET' && method !== 'HEAD')) {
		const kind = mostEntitled.find((each) => row.for.includes(each)) ?? 'mainTenant';
		const body = typeof row.body === 'function' ? (row.body as CallableFunction)(world, kind) : row.body;
		for (const headers of forgeries()) {
			const { status, body: text } = await sendRaw(portal, row.address(world, kind), {
				method: row.method!,
				headers: {
					...headers,
					host: `localhost:${portal.port}`,
					cookie: world.cookies[kind],
					'content-type': row.type ?? 'application/json'
				},
				body: typeof body === 'string' ? body : JSON.stringify(body ?? {})
			});
			if (status !== 403 || !refusedAsForeign.test(text))
				letIn.push(`${row.method} ${row.what} ${JSON.stringify(headers)}: ${status}`);
		}
	}
	expect(letIn).toEqual([]);
	// Whatever they do is written down, so that nothing was done at all.
	expect(await entries()).toBe(before);
});

test('attack: nor does any method that an address takes beside those of the table', async ({ portal }) => {
	const letIn: string[] = [];
	for (const { route, methods } of changingMethods())
		for (const method of new Set([...methods, 'DELETE', 'PATCH', 'PUT', 'POST']))
			for (const headers of forgeries()) {
				const { status } = await sendRaw(portal, addressOf(route), {
					method,
					headers: { ...headers, host: `localhost:${portal.port}`, cookie: 'kellari=x' },
					body: '{}'
				});
				if (status !== 403) letIn.push(`${method} ${route} ${JSON.stringify(headers)}: ${status}`);
			}
	expect(letIn).toEqual([]);
});

test('attack: no address does anything on GET that it does on POST', async ({ ownPortal }) => {
	const portal = await ownPortal();
	const world = await populate(portal);
	const done: string[] = [];
	for (const row of rows.filter(({ method }) => method === 'POST' || method === 'PUT')) {
		const kind = mostEntitled.find((each) => row.for.includes(each)) ?? 'mainTenant';
		const changes = row.address(world, kind);
		const { status } = await sendRaw(portal, changes, {
			headers: { host: `localhost:${portal.port}`, cookie: world.cookies[kind] }
		});
		// A page is shown, and its action is not taken; a procedure says that it is none to be read.
		const isPage = row.what.includes('?/') || row.what === '/language';
		if (!isPage && status < 400) done.push(`GET ${changes}: ${status}`);
		if (status >= 500) done.push(`GET ${changes}: ${status}`);
	}
	expect(done).toEqual([]);
});

/** Every pair of headers that no page of ours sends. */
function forgeries(): Record<string, string>[] {
	return Object.values(origins).flatMap((origin) =>
		sites.map((site) => ({ ...(origin && { origin }), ...(site && { 'sec-fetch-site': site }) }))
	);
}
