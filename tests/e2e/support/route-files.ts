import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { home } from '../../../scripts/folders';

export interface RouteFile {
	/** Its address: folders in brackets are no part of one. */
	route: string;
	/** Where it lies on the disk. */
	path: string;
}

/** The files of `src/routes`, or of a folder in it, whose name matches; in the order of their addresses. */
export function routeFiles(name: RegExp, below = '.'): RouteFile[] {
	const folder = join(home, 'src/routes', below);
	return readdirSync(folder, { recursive: true })
		.map((file) => String(file).replaceAll('\\', '/'))
		.filter((file) => name.test(file.split('/').at(-1)!))
		.map((file) => ({
			route: `/${dirname(file)}`.replace(/\/(\([^/]+\)|\.$)/g, '') || '/',
			path: join(folder, file)
		}))
		.sort((a, b) => (a.route < b.route ? -1 : 1));
}
