import { createHash } from 'node:crypto';

/** How SvelteKit starts its app: an inline script that imports its two entries. */
const imports = /Promise\.all\(\[\s*import\("[^"]+"\),\s*import\("[^"]+"\)\s*\]\)/;
const inlineScripts = /<script>([\s\S]*?)<\/script>/g;
const preloads = /<link href="([^"]+)" rel="modulepreload">\s*/g;
const painted = '(window.earlyPaint ?? Promise.resolve())';

/**
 * The shell that the worker keeps, with the framework's scripts asked for when the early paint is on the screen
 * (src/early-paint.js): compiling them first would double the wait of a slow phone. A page that is not painted early asks
 * for them at once, before its styles have come. The shell's content policy allows its scripts by their hashes.
 * @throws where the page does not start as it is known here
 */
export function startAfterEarlyPaint(html: string): string {
	const start = [...html.matchAll(inlineScripts)].map(([, text = '']) => text).find(isStart);
	const files = [...html.matchAll(preloads)].map(([, href]) => href);
	if (start === undefined || files.length === 0 || !html.includes(hashOf(start)))
		throw new Error('the app shell starts otherwise than it did: see startAfterEarlyPaint');
	const preload = `${painted}.then(() => {
			for (const href of ${JSON.stringify(files)})
				document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
		});`;
	const later = start.replace(imports, (both) => `${painted}.then(() => ${both})`);
	return html
		.replace(preloads, (_link, href) => (href === files[0] ? `<script>${preload}</script>\n\t\t` : ''))
		.replace(start, () => later)
		.replace(hashOf(start), () => `${hashOf(preload)} ${hashOf(later)}`);
}

const isStart = (script: string) => imports.test(script);

/** As a content policy names a script that it allows. */
function hashOf(script: string): string {
	return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
