import { browser } from '$app/environment';
import { getLocale } from '$lib/i18n/generated/runtime';
import { loadWords } from '$lib/i18n/words.svelte';

// Asked for as soon as this file runs, beside the pages' files, and waited for before anything is drawn.
const words = browser ? loadWords(getLocale()) : undefined;

export const load = () => words;
