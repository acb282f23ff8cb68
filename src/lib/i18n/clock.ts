import { createSubscriber } from 'svelte/reactivity';

const everyHalfMinute = createSubscriber((update) => {
	const timer = setInterval(update, 30_000);
	return () => clearInterval(timer);
});

/** The time for showing how old something is; whoever reads it while rendering is rendered again as it passes. */
export function currentTime(): Date {
	everyHalfMinute();
	return new Date();
}
