import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig, type Plugin } from 'vite';
import { preloadedStyles, residentChunks } from './scripts/chunks';
import { earlyPaint } from './scripts/early-paint.js';
import { messagesOptions } from './scripts/messages.js';
import { oneLanguage } from './scripts/one-language';
import { keepResidentFilesOnly } from './scripts/precache.js';

export default defineConfig({
	plugins: [
		paraglideVitePlugin(messagesOptions),
		oneLanguage(),
		sveltekit(),
		sayWhatFailed(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'src',
			filename: 'service-worker.ts',
			injectRegister: false,
			manifest: false,
			injectManifest: {
				globPatterns: [
					'client/_app/**/*.{js,css}',
					'client/icon.svg',
					'client/manifest.webmanifest',
					'prerendered/pages/app-shell.html'
				],
				maximumFileSizeToCacheInBytes: 1_000_000,
				manifestTransforms: [keepResidentFilesOnly]
			},
			kit: { includeVersionFile: false }
		})
	],
	define: {
		// Workbox modules read it and there is no process in a browser.
		'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production'),
		__EARLY_PAINT__: JSON.stringify(earlyPaint.script)
	},
	build: { target: ['chrome103', 'safari16.4', 'firefox102'] },
	environments: {
		client: {
			build: {
				rolldownOptions: { output: { codeSplitting: { groups: residentChunks() } } },
				modulePreload: { resolveDependencies: preloadedStyles }
			}
		}
	},
	server: { fs: { allow: ['.'] } }
});

/** After a failed build the PWA plugin fails too, for want of its files, and only that would be said. */
function sayWhatFailed(): Plugin {
	return { name: 'say-what-failed', buildEnd: (error) => void (error && console.error(error.message)) };
}
