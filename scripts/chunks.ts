import { readFileSync } from 'node:fs';
import { residentRoutes } from './route-nodes.js';

/** What Rolldown tells of a module. */
interface ModuleInfo {
	code: string | null;
	importers: readonly string[];
	dynamicImporters: readonly string[];
	importedIds: readonly string[];
}
interface Modules {
	getModuleInfo(id: string): ModuleInfo | null;
}

const atMost = 48;

/**
 * Few files instead of the bundler's one for each set of pages that share something: many small ones compress badly and
 * are slow to start from a phone's cache. `app` is what every page loads, `resident` what every resident page loads, the
 * `shared` ones what several of those do; what a single page has lies with it.
 */
export function residentChunks() {
	let planned: Map<string, string> | undefined;
	// The first that a module fits goes before the others, and takes along what it needs.
	const chunks = ['app', 'resident', ...Array.from({ length: atMost }, (_, at) => `shared-${at}`)];
	return chunks.map((chunk, at) => ({
		debugName: chunk,
		name: (id: string, modules: Modules) => {
			planned ??= planChunks(id, modules);
			return planned.get(id) === chunk ? chunk : null;
		},
		priority: chunks.length - at
	}));
}

/**
 * What is fetched beside a page's own file: its styles, which it waits for. The list of it for all pages is loaded with
 * each, and the scripts in it would be a kilobyte; a page's file names them itself, and after the first visit the service
 * worker has them.
 */
export function preloadedStyles(_file: string, files: string[]): string[] {
	return files.filter((file) => file.endsWith('.css'));
}

/** The chunk of each module that more than one page needs. `start` is any module; the others are found from it. */
function planChunks(start: string, modules: Modules): Map<string, string> {
	const routes = [...residentRoutes().values()].filter((each) => each.length > 1);
	const planned = new Map<string, string>();
	const shared = new Map<string, Shared>();
	const roots = new Map<string, ReadonlySet<string>>();
	for (const id of everyModule(start, modules)) {
		if (/client-optimized\/(nodes|app)/.test(id)) continue;
		const users = usersAmong(routes, rootsOf(id, modules, roots));
		// A stylesheet by itself is no code that a chunk would be imported for: apart from its component it would be lost.
		if (/^[^?]+\.css$/.test(id) && (users === 'everybody' || users.size > 0)) {
			planned.set(id, 'app');
			continue;
		}
		if (users === 'everybody') planned.set(id, 'app');
		else if (users.size === routes.length) planned.set(id, 'resident');
		else if (users.size > 1) {
			const key = [...users].join();
			const alike = shared.get(key) ?? { modules: [], users, bytes: 0 };
			alike.modules.push(id);
			alike.bytes += (modules.getModuleInfo(id)?.code?.length ?? 0) * compressed;
			shared.set(key, alike);
		}
	}
	// What more pages need lies below what fewer do.
	const merged = merge([...shared.values()]).sort((a, b) => b.users.size - a.users.size);
	for (const [at, each] of merged.entries())
		for (const id of each.modules) planned.set(id, `shared-${Math.min(at, atMost - 1)}`);
	return planned;
}

interface Shared {
	modules: string[];
	/** Numbers of the resident routes. */
	users: ReadonlySet<number>;
	bytes: number;
}

/** What is left of a module's text when it is minified and compressed, about. */
const compressed = 0.15;
/** What a file costs by itself: its names for others, and words that the compression has to learn anew. */
const bytesOfAFile = 450;

/** Puts together what is cheaper in one file, by what all pages load: those that need but one half load the other too. */
function merge(parts: readonly Shared[]): Shared[] {
	const merged = [...parts];
	for (;;) {
		let best: { gain: number; a: Shared; b: Shared; users: ReadonlySet<number> } | undefined;
		for (const [at, a] of merged.entries())
			for (const b of merged.slice(at + 1)) {
				const users = new Set([...a.users, ...b.users]);
				const spared = a.users.size + b.users.size - users.size;
				const inVain = a.bytes * (users.size - a.users.size) + b.bytes * (users.size - b.users.size);
				const gain = spared * bytesOfAFile - inVain;
				if (gain > (best?.gain ?? 0)) best = { gain, a, b, users };
			}
		if (!best) return merged;
		const { a, b, users } = best;
		merged.splice(merged.indexOf(b), 1);
		merged.splice(merged.indexOf(a), 1, {
			modules: [...a.modules, ...b.modules],
			users,
			bytes: a.bytes + b.bytes
		});
	}
}

/** The resident routes that one of these roots belongs to, or `everybody` where the app itself does. */
function usersAmong(routes: number[][], roots: ReadonlySet<string>): ReadonlySet<number> | 'everybody' {
	const nodes = new Set<number>();
	for (const root of roots) {
		const number = /client-optimized\/nodes\/(\d+)\.js$/.exec(root)?.[1];
		if (number !== undefined) nodes.add(Number(number));
		else if (/client\/entry\.js$|client-optimized\/app\.js$/.test(root)) return 'everybody';
	}
	if (nodes.has(0) || nodes.has(1)) return 'everybody';
	return new Set(routes.keys().filter((at) => routes[at]!.some((node) => nodes.has(node))));
}

function everyModule(start: string, modules: Modules): ReadonlySet<string> {
	const found = new Set([start]);
	for (const id of found) {
		const { importers = [], dynamicImporters = [], importedIds = [] } = modules.getModuleInfo(id) ?? {};
		for (const next of [...importers, ...dynamicImporters, ...importedIds]) found.add(next);
	}
	return found;
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
