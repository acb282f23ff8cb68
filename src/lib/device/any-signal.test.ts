import { afterEach, describe, expect, it, vi } from 'vitest';
import { anySignal } from './any-signal';

describe('X7 a browser without AbortSignal.any', () => {
	afterEach(() => vi.unstubAllGlobals());

	it('breaks off for whichever of the reasons comes first', () => {
		vi.stubGlobal('AbortSignal', {});
		const [stop, patience] = [new AbortController(), new AbortController()];
		const either = anySignal([stop.signal, patience.signal]);
		expect(either.aborted).toBe(false);
		patience.abort('too long');
		expect(either.reason).toBe('too long');
		stop.abort('stopped');
		expect(either.reason).toBe('too long');
		expect(anySignal([stop.signal, new AbortController().signal]).aborted).toBe(true);
	});
});
