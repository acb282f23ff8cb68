import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const home = fileURLToPath(new URL('..', import.meta.url));
const entryId = `${home}bench-entry.ts`;

/**
 * Bundles a module's text as the app's build does: the same bundler, minifier and browsers.
 * @param instead modules to put in the place of the app's own, by the end of their file name
 */
export async function bundle(
	entry: string,
	{ format = 'es', instead = {} }: { format?: 'es' | 'iife'; instead?: Record<string, string> } = {}
): Promise<string> {
	const replaced = (id: string) => Object.entries(instead).find(([end]) => id.endsWith(end))?.[1];
	const { output } = (await build({
		configFile: false,
		root: home,
		logLevel: 'error',
		mode: 'production',
		resolve: {
			alias: [{ find: '$lib', replacement: `${home}src/lib` }],
			conditions: ['browser']
		},
		define: { 'process.env.NODE_ENV': '"production"' },
		plugins: [
			{
				name: 'bench-entry',
				enforce: 'pre',
				resolveId: (id) => (id === entryId ? id : null),
				load: (id) => (id === entryId ? entry : (replaced(id) ?? null))
			}
		],
		build: {
			write: false,
			target: ['chrome103', 'safari16.4', 'firefox102'],
			minify: true,
			modulePreload: false,
			// Not `lib`, which leaves white space in modules.
			rolldownOptions: {
				input: entryId,
				preserveEntrySignatures: 'strict',
				output: { format, ...(format === 'iife' ? { name: 'bench' } : {}) }
			}
		}
	})) as Rolldown.RolldownOutput;
	return output[0].code;
}

export function brotliBytes(code: string): number {
	return brotliCompressSync(code).length;
}
