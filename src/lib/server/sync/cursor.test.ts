import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCursor, peekCursor, principalsDigest, sealCursor, type Cursor } from './cursor';

const secret = new Uint8Array(32).fill(7);
const client = '0b8b7b5e-6a55-4a6c-8f1e-000000000001';
const version = fc.integer({ min: 0, max: 2 ** 45 });
const cursors = fc.record({
	epoch: fc.integer({ min: 1, max: 2 ** 31 }),
	last: version,
	scopes: fc.array(
		fc.record({
			id: version,
			rows: version,
			tombs: version,
			principals: fc.integer({ min: 0, max: 65_535 })
		}),
		{ maxLength: 12 }
	)
});

describe('a cookie', () => {
	test('says what was sealed in it, whatever the numbers', () => {
		fc.assert(
			fc.property(cursors, (cursor) => {
				const cookie = sealCursor(cursor, client, secret);
				expect(openCursor(cookie, client, secret)).toEqual({ ...cursor, genuine: true });
				expect(peekCursor(cookie)).toEqual(cursor);
			})
		);
	});

	test('of a resident of six scopes is short', () => {
		const scopes = [1, 2, 3, 4, 5, 6].map((id) => ({ id, rows: 900 + id, tombs: 900 + id, principals: 0 }));
		expect(sealCursor({ epoch: 1, last: 40, scopes }, client, secret).length).toBeLessThan(60);
	});

	test('that somebody changed is not genuine, wherever it was changed', () => {
		fc.assert(
			fc.property(cursors, fc.nat(), fc.integer({ min: 1, max: 255 }), (cursor, at, flip) => {
				const bytes = Buffer.from(sealCursor(cursor, client, secret), 'base64url');
				bytes[at % bytes.length]! ^= flip;
				expect(openCursor(bytes.toString('base64url'), client, secret)?.genuine ?? false).toBe(false);
			})
		);
	});

	test('of another device, or sealed with another secret, is not genuine', () => {
		const cursor: Cursor = { epoch: 1, last: 1, scopes: [{ id: 1, rows: 5, tombs: 5, principals: 0 }] };
		const cookie = sealCursor(cursor, client, secret);
		expect(openCursor(cookie, '0b8b7b5e-6a55-4a6c-8f1e-000000000002', secret)?.genuine).toBe(false);
		expect(openCursor(cookie, client, new Uint8Array(32))?.genuine).toBe(false);
	});

	test('that is no cookie at all is none', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 60 }), (anything) => {
				expect(openCursor(anything, client, secret)?.genuine ?? false).toBe(false);
			})
		);
	});
});

test('for whom a scope is seen is 0 for oneself alone, and tells two wards apart', () => {
	expect(principalsDigest('a', ['a'], null)).toBe(0);
	expect(principalsDigest('a', ['b'], null)).not.toBe(0);
	expect(principalsDigest('a', ['a', 'b'], null)).not.toBe(principalsDigest('a', ['a', 'c'], null));
	expect(principalsDigest('a', ['b', 'a'], null)).toBe(principalsDigest('a', ['a', 'b'], null));
});

test('A13 the digest tells how much of a principal is seen', () => {
	expect(principalsDigest('a', ['b'], ['defects'])).not.toBe(principalsDigest('a', ['b'], null));
	expect(principalsDigest('a', ['b'], ['defects'])).not.toBe(principalsDigest('a', ['b'], ['messages']));
	expect(principalsDigest('a', ['b'], ['messages', 'defects'])).toBe(
		principalsDigest('a', ['b'], ['defects', 'messages'])
	);
});
