import { svelte } from '@sveltejs/vite-plugin-svelte';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './scripts/messages.js';

const globalSetup = './tests/support/global-setup.ts';
// For what a busy machine was too slow for, where processes, timers and a database have a part; a wrong result fails at
// once. What passes only then is named at the end. The simulation has no second try.
const retry = { count: 1, condition: /timed out|in time|ECONN|EADDRINUSE/i };

// Not by the compiler's Vite plugin, whose watchers keep a finished run from ending.
compileMessages();

export default defineConfig({
	plugins: [svelte({ configFile: false })],
	resolve: { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } },
	test: {
		// Of two cores a third of the time would be waiting for Postgres.
		maxWorkers: Math.max(availableParallelism(), 3),
		// A machine that is busy with something else is slow, and proves nothing by that.
		testTimeout: 30_000,
		hookTimeout: 60_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts'],
					exclude: ['src/lib/server/**', 'src/lib/device/**']
				}
			},
			{
				extends: true,
				test: { name: 'server', include: ['src/lib/server/**/*.test.ts'], globalSetup, retry }
			},
			{
				extends: true,
				// Runes of `.svelte.ts` files react only in their browser build.
				resolve: { conditions: ['browser'] },
				test: {
					name: 'device',
					include: ['src/lib/device/**/*.test.ts'],
					setupFiles: 'fake-indexeddb/auto',
					retry
				}
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'simulation',
					include: ['tests/simulation/**/*.test.ts'],
					setupFiles: 'fake-indexeddb/auto',
					globalSetup,
					testTimeout: 300_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				// Bytes are exact on every machine, so they are tests; ratios of time are in bench/.
				test: {
					name: 'gates',
					include: ['tests/gates/**/*.test.ts'],
					globalSetup,
					testTimeout: 120_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				// Not part of `npm test`: drives browsers that not every machine has (npm run test:engines).
				test: {
					name: 'engines',
					include: ['tests/engines/**/*.test.ts'],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			},
			{
				extends: true,
				test: {
					name: 'scripts',
					include: ['scripts/**/*.test.ts'],
					// They start the portal and wait for it: not while the others use both cores.
					sequence: { groupOrder: 1 },
					retry,
					testTimeout: 120_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
