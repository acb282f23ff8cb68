import { readFileSync } from 'node:fs';
import { residentRoutes } from './route-nodes.js';

/** What Rolldown tells of a module. */
interface ModuleInfo {
	importers: readonly string[];
	dynamicImporters: readonly string[];
}
interface Modules {
	getModuleInfo(id: string): ModuleInfo | null;
}
type Chunk = 'app' | 'resident' | 'shared';

// The first that a module fits goes before the others, and takes along what it needs.
const chunks: Chunk[] = ['app', 'resident', 'shared'];
/** Files of what some pages share, as large as this before compression at least. */
const sharedBytes = 8000;

/**
 * Few files instead of the bundler's one for each set of pages that share something: many small ones compress badly and
 * are slow to start from a phone's cache. `app` is what every page loads, `resident` what every resident page loads,
 * `shared`, in a few files, what several of those do; what a single page has lies with it.
 */
export function residentChunks() {
	const roots = new Map<string, ReadonlySet<string>>();
	return chunks.map((chunk, at) => ({
		debugName: chunk,
		name: (id: string, modules: Modules) => (chunkOf(id, modules, roots) === chunk ? chunk : null),
		priority: chunks.length - at,
		...(chunk === 'shared' ? { entriesAware: true, entriesAwareMergeThreshold: sharedBytes } : {})
	}));
}

function chunkOf(id: string, modules: Modules, roots: Map<string, ReadonlySet<string>>): Chunk | undefined {
	if (/client-optimized\/(nodes|app)/.test(id)) return undefined;
	const nodes = new Set<number>();
	for (const root of rootsOf(id, modules, roots)) {
		const number = /client-optimized\/nodes\/(\d+)\.js$/.exec(root)?.[1];
		if (number !== undefined) nodes.add(Number(number));
		else if (/client\/entry\.js$|client-optimized\/app\.js$/.test(root)) return 'app';
	}
	if (nodes.has(0) || nodes.has(1)) return 'app';
	const routes = [...residentRoutes().values()].filter((each) => each.length > 1);
	const users = routes.filter((each) => each.some((node) => nodes.has(node)));
	if (users.length === routes.length) return 'resident';
	return users.length > 1 ? 'shared' : undefined;
}

/** The entries, pages, layouts and lazily loaded modules that a module is reached from. */
function rootsOf(id: string, modules: Modules, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
	const before = known.get(id);
	if (before) return before;
	const roots = new Set<string>();
	const seen = new Set([id]);
	for (const at of seen) {
		const { importers, dynamicImporters } = modules.getModuleInfo(at) ?? {
			importers: [],
			dynamicImporters: []
		};
		if (importers.length === 0 || dynamicImporters.length > 0) roots.add(at);
		for (const importer of usersOf(at, importers, modules)) seen.add(importer);
	}
	known.set(id, roots);
	return roots;
}

const message = /i18n\/generated\/messages\/(.+)\.js$/;
let saying: Map<string, string[]> | undefined;

/** Every page imports all messages by one name, of which the bundler keeps those that it says: the text tells which. */
function usersOf(id: string, importers: readonly string[], modules: Modules): readonly string[] {
	const exported =
		message.test(id) && /export (?:const (\w+)|\{ \w+ as "?(\w+)"? \})/.exec(readFileSync(id, 'utf8'));
	if (!exported) return importers;
	const all = id.replace(message, 'i18n/generated/messages.js');
	saying ??= messagesSaidBy(modules.getModuleInfo(all)?.importers ?? []);
	return saying.get(exported[1] ?? exported[2] ?? '') ?? [];
}

function messagesSaidBy(files: readonly string[]): Map<string, string[]> {
	const said = new Map<string, string[]>();
	for (const file of files) {
		const text = readFileSync(file.replace(/\?.*$/, ''), 'utf8');
		for (const [, key = ''] of text.matchAll(/\bm\.(\w+)/g)) said.set(key, [...(said.get(key) ?? []), file]);
	}
	return said;
}
