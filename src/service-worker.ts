/// <reference lib="webworker" />
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { keepFiles } from '$lib/device/kept-files';
import { takeSharedFiles } from '$lib/device/share-target';
import { sendFromWorker } from '$lib/device/worker-sync';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

// Only the app's own files are ever in Cache Storage: no page and no answer of anybody's.
const files = new PrecacheController();
files.addToCacheList(self.__WB_MANIFEST);
registerRoute(new PrecacheRoute(files, { cleanURLs: false, directoryIndex: null }));
self.addEventListener('install', (event) => event.waitUntil(keepFiles(files, event)));
self.addEventListener('activate', (event) => void files.activate(event));
cleanupOutdatedCaches();

/** What the server renders, and what is no page: never answered with the app shell. */
const servedByServer = [
	/^\/api\//,
	/^\/staff(\/|$)/,
	/^\/(log-in|log-out|register|forgotten-password|contact|help|accessibility|privacy|share-target|identification|power-of-attorney|demo)(\/|$)/,
	/^\/(healthz|readyz|_app)(\/|$)/,
	/\.[a-z0-9]+$/
];
registerRoute(new NavigationRoute(files.createHandlerBoundToURL('/app-shell'), { denylist: servedByServer }));

// Rendered by the server where there is one, and else by the app from the same words (X5).
const inTheApp: Record<string, string> = { '/help': '/more/help', '/contact': '/more/contact' };
registerRoute(
	({ request, url }) => request.mode === 'navigate' && Object.hasOwn(inTheApp, url.pathname),
	async ({ request, url }) => {
		try {
			return await fetch(request);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			return Response.redirect(`${inTheApp[url.pathname]}${url.search}`, 302);
		}
	}
);

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method === 'POST' && new URL(request.url).pathname === '/share-target')
		event.respondWith(takeSharedFiles(request));
});

// A new version waits until nobody is in the middle of something: the pages decide (docs/sync.md, "Updates").
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Where the browser has Background Sync, what waits goes out with the app closed. The browser tries again by itself
// when this rejects, which it does while something still waits.
self.addEventListener('sync', (event) => {
	const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
	if (tag === 'outbox') waitUntil.call(event, sendFromWorker());
});
