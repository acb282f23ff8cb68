import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { minifySync } from 'rolldown/utils';

/**
 * The early-paint script as it stands inline in the app shell, and the CSP source that allows it: it paints the
 * emergency card and the rescue plan from IndexedDB before the framework has started. Inline, because one more
 * request to the service worker costs a cold, slow phone more than the script's bytes.
 */
export const earlyPaint = build();

function build() {
	const source = readFileSync(new URL('../src/early-paint.js', import.meta.url), 'utf8');
	const { code, errors } = minifySync('early-paint.js', source, { module: false });
	if (errors.length > 0) throw new Error(`src/early-paint.js: ${errors[0]?.message}`);
	const script = code.trim();
	const digest = createHash('sha256').update(script).digest('base64');
	return { script, cspSource: /** @type {`sha256-${string}`} */ (`sha256-${digest}`) };
}
