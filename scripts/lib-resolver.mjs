// Lets scripts import the application's server code as it is written for the bundler: `$lib/…` and no extensions.
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const lib = new URL('../src/lib/', import.meta.url);

/** @param {URL} url */
function isFile(url) {
	return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @param {URL} url */
function withExtension(url) {
	const endings = ['', '.ts', '.js', '/index.ts', '/index.js'];
	return endings.map((ending) => new URL(url.href + ending)).find(isFile) ?? url;
}

registerHooks({
	resolve(specifier, context, next) {
		if (specifier.startsWith('$lib/'))
			return next(withExtension(new URL(specifier.slice(5), lib)).href, context);
		const from = context.parentURL;
		const isOurs = from?.startsWith('file:') && !from.includes('/node_modules/');
		if (isOurs && /^\.{1,2}\//.test(specifier))
			return next(withExtension(new URL(specifier, from)).href, context);
		return next(specifier, context);
	}
});
