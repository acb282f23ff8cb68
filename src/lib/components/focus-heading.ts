import { tick } from 'svelte';

/** On a new page, or where a button goes away with what it did: one reads on from what the page is about. */
export async function focusHeading(options?: FocusOptions): Promise<void> {
	await tick();
	document.querySelector<HTMLElement>('h1')?.focus(options);
}

/** The same after an answer from the server, and only where nothing else has the focus: one may have gone on meanwhile. */
export async function focusHeadingIfLost(): Promise<void> {
	await tick();
	if (document.activeElement === document.body) await focusHeading();
}
