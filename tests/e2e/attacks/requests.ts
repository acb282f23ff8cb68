import { readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { routeFiles } from '../support/route-files';
import type { Portal } from '../support/portal';

// What a browser would never send, and nothing in between that mends it.

export interface Answer {
	status: number;
	headers: Record<string, string>;
	cookies: string[];
	body: string;
}

interface Sent {
	method?: string;
	headers?: Record<string, string>;
	body?: string | Buffer;
}

/** Path and headers go over the line as they are: `fetch` would put both in order. */
export function sendRaw(
	{ port }: Pick<Portal, 'port'>,
	path: string,
	{ method = 'GET', headers = {}, body }: Sent = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
		const options = { port, host: '127.0.0.1', method, path, headers: { ...length, ...headers } };
		const request = send({ ...options, agent: false }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.once('end', () => {
				const { 'set-cookie': cookies = [], ...rest } = response.headers;
				resolve({
					status: response.statusCode ?? 0,
					headers: rest as Record<string, string>,
					cookies,
					body: Buffer.concat(pieces).toString('utf8')
				});
			});
		});
		request.once('error', reject);
		// A stream of events would not end by itself.
		request.setTimeout(10_000, () => request.destroy(new Error(`${method} ${path} takes too long`)));
		request.end(body);
	});
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** As the portal's own page sends a form. */
export function ownForm(portal: Portal, cookie = ''): Record<string, string> {
	return {
		...form,
		accept: 'text/html',
		origin: portal.origin,
		host: `localhost:${portal.port}`,
		...(cookie && { cookie })
	};
}

/** The methods that an address takes beside GET, as its files say; a page's form is a POST. */
export function changingMethods(): { route: string; methods: string[] }[] {
	return routeFiles(/^\+(page\.)?server\.ts$/).map(({ route, path }) => {
		const source = readFileSync(path, 'utf8');
		const named = [...source.matchAll(/export const (POST|PUT|PATCH|DELETE)\b/g)].map(([, name]) => name!);
		return { route, methods: source.includes('export const actions') ? ['POST', ...named] : named };
	});
}

const anyId = '6f9619ff-8b86-4011-b42d-00c04fc964ff';

/** An address of this route with a word in place of what varies. */
export function addressOf(route: string, word = anyId): string {
	return route.replace(/\[(\.\.\.)?\w+\]/g, () => word);
}

/** Every word that the sources read out of an address, and every word out of a form. */
export function parameterNames(files: readonly { path: string }[], what: 'address' | 'form'): string[] {
	const pattern =
		what === 'address'
			? /(?:(?:searchParams|parameters)\.(?:get|has|getAll)\(\s*|textOf\(url\.searchParams, )'(\w+)'/g
			: /(?:textOf\(form, |form\.(?:get|has|getAll)\()'(\w+)'/g;
	const names = files.flatMap(({ path }) =>
		[...readFileSync(path, 'utf8').matchAll(pattern)].map(([, name]) => name!)
	);
	return [...new Set(names)].sort();
}
