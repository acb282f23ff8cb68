/** Packages whose main entry is for browsers far older than ours, and what they have for today's. */
export const modernPackages = [{ find: /^workbox-window$/, replacement: 'workbox-window/Workbox.mjs' }];
