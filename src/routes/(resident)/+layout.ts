import { getLocale } from '$lib/i18n/generated/runtime';
import { loadWordsOf } from '$lib/i18n/words.svelte';
import type { LayoutLoad } from './$types';

// Every resident page is drawn on the device from what the device has: no server load, so that each opens offline.
export const ssr = false;
export const prerender = false;

/** Before a page is drawn, the words of the part of the app that it belongs to: the folder that it lies in. */
export const load: LayoutLoad = ({ route }) => loadWordsOf(route.id.split('/')[2] ?? '', getLocale());
