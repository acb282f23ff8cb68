import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { residentRoutes } from './route-nodes.js';

const client = '.svelte-kit/output/client';

/**
 * What a resident's phone keeps for an offline start: what the resident routes and the app shell load, and nothing that
 * only the staff's or the server-rendered pages use. Read from Vite's own manifest; chunk names say nothing.
 * @param {{ url: string, revision: string | null, size: number }[]} entries
 */
export const keepResidentFilesOnly = async (entries) => {
	/** @type {Record<string, { file: string, css?: string[], assets?: string[], imports?: string[], dynamicImports?: string[], src?: string, isEntry?: boolean }>} */
	const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'));
	// The root layout and the error page belong to every route.
	const pages = new Set([0, 1, ...[...residentRoutes().values()].flat()]);
	const wanted = new Set();
	const seen = new Set();

	/** @param {string} key */
	function follow(key) {
		const chunk = manifest[key];
		if (!chunk || seen.has(key)) return;
		seen.add(key);
		for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) wanted.add(file);
		// The app names every page there is; a page names the parts of it that come later.
		const isApp = /client-optimized\/app\.js$|client\/app\.js$/.test(key);
		for (const next of [...(chunk.imports ?? []), ...(isApp ? [] : (chunk.dynamicImports ?? []))])
			follow(next);
	}
	for (const [key, chunk] of Object.entries(manifest)) {
		const node = /nodes\/(\d+)\.js$/.exec(key)?.[1];
		if (node === undefined ? chunk.isEntry : pages.has(Number(node))) follow(key);
	}
	const kept = entries
		.map((entry) => ({ ...entry, url: servedAt(entry.url) }))
		.filter(({ url }) => !url.startsWith('/_app/immutable/') || wanted.has(url.slice(1)));
	return { manifest: kept, warnings: [] };
};

/**
 * The address that a file of the build is served at.
 * @param {string} file
 */
function servedAt(file) {
	return file.replace(/^client\//, '/').replace(/^prerendered\/pages\/(.*)\.html$/, '/$1');
}
