import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startAfterEarlyPaint } from './app-shell';

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

const scriptsOf = (html: string) =>
	[...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);

const early = 'window.earlyPaint = paint();';
const start = `{
	const element = document.currentScript.parentElement;
	Promise.all([
		import("/_app/immutable/entry/start.a.js"),
		import("/_app/immutable/entry/app.b.js")
	]).then(([kit, app]) => {
		kit.start(app, element);
	});
}`;
const shell = `<head>
	<script>${early}</script>
	<meta http-equiv="content-security-policy" content="script-src 'self' ${hashOf(early)} ${hashOf(start)}">
	<link href="/_app/immutable/entry/start.a.js" rel="modulepreload">
	<link href="/_app/immutable/chunks/c.js" rel="modulepreload">
	<link href="/_app/immutable/assets/app.css" rel="stylesheet">
</head>
<body><div id="app"><script>${start}</script></div></body>`;

test('B2 B3 the framework is asked for after what is read when it burns, and not preloaded before', () => {
	const html = startAfterEarlyPaint(shell);
	expect(html).not.toMatch(/<link[^>]*modulepreload/);
	const [painted, preloaded, started] = scriptsOf(html);
	expect(painted).toBe(early);
	expect(preloaded).toMatch(/^\(window.earlyPaint \?\? Promise.resolve\(\)\).then\(/);
	expect(preloaded).toContain('["/_app/immutable/entry/start.a.js","/_app/immutable/chunks/c.js"]');
	expect(started).toMatch(/\(window.earlyPaint \?\? Promise.resolve\(\)\).then\(\(\) => Promise.all/);
	expect(started).toContain('kit.start(app, element)');
});

test('a page that is not painted early asks for its files before its styles have come', () => {
	const html = startAfterEarlyPaint(shell);
	expect(html.indexOf('/chunks/c.js')).toBeLessThan(html.indexOf('rel="stylesheet"'));
	// A script after a stylesheet waits for it, and what allows a script stands before it.
	expect(html.indexOf('/chunks/c.js')).toBeGreaterThan(html.indexOf('http-equiv'));
});

test('the page’s policy allows the scripts as they are now, and not as they were', () => {
	const html = startAfterEarlyPaint(shell);
	for (const script of scriptsOf(html)) expect(html).toContain(hashOf(script));
	expect(html).not.toContain(hashOf(start));
});

test('a shell that starts otherwise fails the build instead of being left as it is', () => {
	expect(() => startAfterEarlyPaint(shell.replace('Promise.all', 'Promise.any'))).toThrow(/starts otherwise/);
	expect(() => startAfterEarlyPaint(shell.replace(hashOf(start), ''))).toThrow(/starts otherwise/);
	const otherLinks = shell.replaceAll(
		/<link href=(\S+) rel="modulepreload">/g,
		'<link rel="modulepreload" href=$1>'
	);
	expect(() => startAfterEarlyPaint(otherLinks)).toThrow(/starts otherwise/);
});
