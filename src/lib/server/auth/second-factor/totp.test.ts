import { expect, test } from 'vitest';
import { base32, fromBase32 } from './base32';
import { newTotpSecret, stepOfCode, totpAddress, totpCode, totpStep } from './totp';

const rfcSecret = base32(Buffer.from('12345678901234567890'));

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
	[59, '94287082'],
	[1111111109, '07081804'],
	[1111111111, '14050471'],
	[1234567890, '89005924'],
	[2000000000, '69279037'],
	[20000000000, '65353130']
])('T1 the code at second %i is the one of RFC 6238', (second, eight) => {
	expect(totpCode(rfcSecret, totpStep(new Date(second * 1000)))).toBe(eight.slice(2));
});

// RFC 4648, section 10.
test.each([
	['', ''],
	['f', 'MY'],
	['fo', 'MZXQ'],
	['foo', 'MZXW6'],
	['foob', 'MZXW6YQ'],
	['fooba', 'MZXW6YTB'],
	['foobar', 'MZXW6YTBOI']
])('T1 base32 of %j is %j, and back', (text, encoded) => {
	expect(base32(Buffer.from(text))).toBe(encoded);
	expect(fromBase32(encoded.toLowerCase()).toString()).toBe(text);
});

test('T1 a code works a step early and a step late, and no longer', () => {
	const at = new Date('2026-11-22T10:00:00Z');
	const secret = newTotpSecret();
	const taken = [-2, -1, 0, 1, 2].map((by) => stepOfCode(secret, totpCode(secret, totpStep(at) + by), at));
	const now = totpStep(at);
	expect(taken).toEqual([undefined, now - 1, now, now + 1, undefined]);
});

test('T1 a code may be written as the app shows it, and nothing else is one', () => {
	const at = new Date(59_000);
	expect(stepOfCode(rfcSecret, '287 082', at)).toBe(1);
	for (const none of ['', '28708', '2870820', 'abcdef', '287082\u0000', '２８７０８２'])
		expect(stepOfCode(rfcSecret, none, at)).toBeUndefined();
});

test('T1 an app is told whose code it is', () => {
	expect(totpAddress({ secret: 'ABC', email: 'a@b.fi', issuer: 'Testi & Talot Oy' })).toBe(
		'otpauth://totp/Testi%20%26%20Talot%20Oy:a%40b.fi?secret=ABC&issuer=Testi%20%26%20Talot%20Oy&algorithm=SHA1&digits=6&period=30'
	);
});
