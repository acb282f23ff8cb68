import { readFileSync } from 'node:fs';

/**
 * Which nodes of the client's build, by number, each resident route is made of: its page and its layouts. Read from what
 * SvelteKit generates for the build, because a node's number is in no name.
 * @returns {Map<string, number[]>}
 */
export function residentRoutes() {
	const source = readFileSync('.svelte-kit/generated/client-optimized/app.js', 'utf8');
	const dictionary = /export const dictionary = (\{[\s\S]*?\});/.exec(source)?.[1] ?? '{}';
	const routes = new Map();
	for (const [, route = '', nodes = ''] of dictionary.matchAll(/"([^"]*)": \[([^\n]*)\],?\n/g)) {
		if (/^\/\((staff|public)\)/.test(route) || route.startsWith('/design')) continue;
		routes.set(
			route,
			[...nodes.matchAll(/~?(-?\d+)/g)].map(([, number]) => Math.abs(Number(number)))
		);
	}
	return routes;
}
