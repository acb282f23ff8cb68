import { expect, test } from 'vitest';
import { bodyRefusal } from './body-limits';

const megabytes = (count: number) => ({ headers: { 'content-length': String(count * 1024 * 1024) } });
const chunked = { headers: { 'transfer-encoding': 'chunked' } };

test.each([
	['/api/import', megabytes(900), null],
	['/api/import', chunked, null],
	['/api/import', megabytes(1100), 413],
	['/staff/registers', megabytes(60), null],
	['/staff/registers', megabytes(70), 413],
	['/staff/registers', chunked, 411],
	['/api/trpc/sync.exchange', megabytes(0.4), null],
	['/api/trpc/sync.exchange', megabytes(0.6), 413],
	['/api/trpc/sync.exchange', chunked, 411],
	['/api/import/', megabytes(1), 413],
	['/', { headers: {} }, null]
] as const)('T6 registers may be large, and nothing else: %s', (path, request, expected) => {
	expect(bodyRefusal(request, path)).toBe(expected);
});
