/** A transaction is to hold what it writes no longer than this: whoever waits for it does not notice. */
const aimedMs = 200;
const mostBatches = 100;

/** With how many batches the first transaction begins, before anything is known. */
export const firstBatches = 10;

/**
 * How many batches the next transaction takes, after one of `batches` took so long: fewer at once where the machine is
 * slow, and at most twice as many where it is quick.
 */
export function nextBatches(batches: number, tookMs: number): number {
	const fitting = Math.floor((batches * aimedMs) / Math.max(tookMs, 1));
	return Math.max(1, Math.min(fitting, batches * 2, mostBatches));
}
