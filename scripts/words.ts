import { registerHooks } from 'node:module';
import { compileMessages } from './messages.js';

/** The interface's words of an import, for a command: compiled if need be, and read without Vite. */
export async function importWords() {
	compileMessages();
	registerHooks({
		load(url, context, next) {
			const loaded = next(url, context);
			// The only thing in it that Vite fills in.
			return url.endsWith('/i18n/generated/runtime.js')
				? { ...loaded, source: String(loaded.source).replaceAll('import.meta.env.SSR', 'true') }
				: loaded;
		}
	});
	return import('$lib/i18n/import-words');
}
