const firstMs = 1000;
const longestMs = 5 * 60_000;

/** Full jitter: a building whose power comes back must not ask all at once. */
export function backoffMs(failures: number, random: () => number): number {
	return random() * Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
}
