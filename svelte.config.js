import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { earlyPaint } from './scripts/early-paint.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ precompress: true }),
		// The app shell is served for any address, so its assets must not be relative to the one asked for.
		paths: { relative: false },
		// Registered by hand, with updateViaCache: 'none' and a Trusted Types policy.
		serviceWorker: { register: false },
		// Named by its sources, so that the same sources make the same build.
		version: { name: process.env.KELLARI_VERSION ?? 'development', pollInterval: 0 },
		prerender: { handleMissingId: 'fail' },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', earlyPaint.cspSource],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'blob:', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'worker-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none'],
				'frame-ancestors': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'kellari-service-worker']
			}
		}
	}
};
