import { tick } from 'svelte';

/** Where the button goes away with what it did: on from the heading, below which the page says how things stand now. */
export async function focusHeading(): Promise<void> {
	await tick();
	document.querySelector<HTMLElement>('h1')?.focus();
}
