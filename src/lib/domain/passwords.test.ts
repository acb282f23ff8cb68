import { expect, test } from 'vitest';
import { passwordShortcomings, specialCharacters } from './passwords';

test('A7 a password of six characters with one of each kind is enough', () => {
	expect(passwordShortcomings('Ab3-xy')).toEqual([]);
});

test.each([
	['Ab3-x', ['length']],
	['ab3-xy', ['upperCase']],
	['AB3-XY', ['lowerCase']],
	['Abc-xy', ['digit']],
	['Ab3xyz', ['special']],
	['', ['length', 'upperCase', 'lowerCase', 'digit', 'special']]
])('A7 %j is told what it lacks', (password, lacking) => {
	expect(passwordShortcomings(password)).toEqual(lacking);
});

test.each([...specialCharacters])('A7 %s counts as a special character', (character) => {
	expect(passwordShortcomings(`Abcd3${character}`)).toEqual([]);
});

test('A7 there are 32 special characters, and neither a space nor € is one', () => {
	expect(specialCharacters).toHaveLength(32);
	expect(passwordShortcomings('Ab3 xy€')).toEqual(['special']);
});

test.each(['Ääkkönen-1', 'ÅÄÖ-åäö-1', 'Ключ-от-двери-1', 'Κλειδί-1'])(
	'A7 capitals and small letters count in any script: %s',
	(password) => {
		expect(passwordShortcomings(password)).toEqual([]);
	}
);

test('A7 any length up to 200 works, counted in characters', () => {
	expect(passwordShortcomings(`Ab3-${'x'.repeat(196)}`)).toEqual([]);
	expect(passwordShortcomings(`Ab3-${'x'.repeat(197)}`)).toEqual(['length']);
	expect(passwordShortcomings(`Ab3-${'🔑'.repeat(196)}`)).toEqual([]);
});

test('A7 the same letters typed on another keyboard are the same password', () => {
	expect(passwordShortcomings('Äa3-xy'.normalize('NFD'))).toEqual([]);
});

test.each([
	'Password1!',
	'Salasana1!',
	'P@ssw0rd',
	'Lösenord1!',
	'KESÄ2026!a'.slice(0, 9).replace('KESÄ', 'Kesä')
])('A7 %s meets the rule and is refused as one of the commonest', (password) =>
	expect(passwordShortcomings(password)).toEqual(['common'])
);
