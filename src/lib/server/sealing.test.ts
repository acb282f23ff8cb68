import { expect, test } from 'vitest';
import { CannotUnseal, newSealingKey, parseSealingKeys, sealingFrom, SealingKeysRefused } from './sealing';

const keys = (...ids: string[]) => parseSealingKeys(ids.map(newSealingKey).join(','));
const [first, second] = keys('first', 'second') as [never, never];
const hetu = '010594Y9032';

test('A1 an identity code is sealed, and opens to what it was', () => {
	const sealing = sealingFrom([first]);
	const sealed = sealing.seal(hetu, 'hetu');
	expect(sealed.includes(hetu)).toBe(false);
	expect(sealing.unseal(sealed, 'hetu')).toBe(hetu);
	expect(sealing.unseal(new Uint8Array(sealed), 'hetu')).toBe(hetu);
});

test('A1 two people’s sealed values can not be compared, their lookups can', () => {
	const sealing = sealingFrom([first]);
	expect(sealing.seal(hetu, 'hetu')).not.toEqual(sealing.seal(hetu, 'hetu'));
	expect(sealing.lookup(hetu, 'hetu')).toEqual(sealing.lookup(hetu, 'hetu'));
	expect(sealing.lookup(hetu, 'hetu')).not.toEqual(sealing.lookup('020594X902N', 'hetu'));
	expect(sealing.lookup(hetu, 'hetu')).not.toEqual(sealing.lookup(hetu, 'iban'));
});

test('P2 a value that was moved to another column does not open', () => {
	const sealing = sealingFrom([first]);
	const sealed = sealing.seal('FI2112345600000785', 'iban');
	expect(() => sealing.unseal(sealed, 'totp')).toThrow(CannotUnseal);
});

test.each(['its format', 'the key’s id', 'a bit of it', 'its end'])(
	'P2 a value in which somebody changed %s does not open',
	(what) => {
		const sealing = sealingFrom([first]);
		let sealed = sealing.seal('FI2112345600000785', 'iban');
		if (what === 'its format') sealed[0] = 9;
		else if (what === 'the key’s id') sealed[3]! ^= 1;
		else if (what === 'a bit of it') sealed[sealed.length - 3]! ^= 1;
		else sealed = sealed.subarray(0, 20);
		expect(() => sealing.unseal(sealed, 'iban')).toThrow(CannotUnseal);
	}
);

test('A1 after a new key came, what the old one sealed still opens and is found', () => {
	const before = sealingFrom([first]);
	const sealed = before.seal(hetu, 'hetu');
	const after = sealingFrom([second, first]);
	expect(after.unseal(sealed, 'hetu')).toBe(hetu);
	expect(after.lookup(hetu, 'hetu')).not.toEqual(before.lookup(hetu, 'hetu'));
	expect(after.lookups(hetu, 'hetu')).toContainEqual(before.lookup(hetu, 'hetu'));
	expect(after.seal(hetu, 'hetu').subarray(0, after.currentPrefix.length)).toEqual(after.currentPrefix);
	expect(sealed.subarray(0, after.currentPrefix.length)).not.toEqual(after.currentPrefix);
});

test('A1 without the key that sealed it, a value does not open', () => {
	const sealed = sealingFrom([first]).seal(hetu, 'hetu');
	expect(() => sealingFrom([second]).unseal(sealed, 'hetu')).toThrow(CannotUnseal);
});

test('A1 the lookup is no hash of the code alone: a list of all codes does not undo it', () => {
	expect(sealingFrom([first]).lookup(hetu, 'hetu')).not.toEqual(sealingFrom([second]).lookup(hetu, 'hetu'));
});

test.each([
	['', 'nothing'],
	['a:short', 'a short key'],
	[`${newSealingKey('a')},${newSealingKey('a')}`, 'an id twice'],
	[newSealingKey('a').replace('a:', ':'), 'no id']
])('A1 the keys “%s” are refused: %s', (text) => {
	expect(() => parseSealingKeys(text)).toThrow(SealingKeysRefused);
});
