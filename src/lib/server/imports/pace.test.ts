import { expect, test } from 'vitest';
import { firstBatches, nextBatches } from './pace';

/** How long the later transactions take on a machine that needs so long for a batch. */
function settled(msForABatch: number): number {
	let batches = firstBatches;
	for (let n = 0; n < 10; n++) batches = nextBatches(batches, batches * msForABatch);
	return batches * msForABatch;
}

test('T6 a transaction of an import is short on a quick machine and on a slow one', () => {
	for (const msForABatch of [2, 10, 40, 150]) {
		expect(settled(msForABatch)).toBeLessThanOrEqual(200);
		expect(settled(msForABatch)).toBeGreaterThan(100);
	}
});

test('T6 it has one batch where even that is slow, and never all of them at once', () => {
	expect(nextBatches(10, 60_000)).toBe(1);
	expect(nextBatches(1, 60_000)).toBe(1);
	expect(settled(0.01)).toBeLessThanOrEqual(1);
	expect(nextBatches(100, 0)).toBe(100);
});

test('T6 a transaction that happened to be quick does not make the next one long', () => {
	expect(nextBatches(8, 1)).toBe(16);
});
