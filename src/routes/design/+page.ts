import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';

// For whoever works on the looks: `npm run dev`, then /design. A build leaves the parts out, and the page isn't there.
export const prerender = false;

export async function load() {
	if (!dev) error(404);
	const { default: Parts } = await import('./Parts.svelte');
	return { Parts };
}
