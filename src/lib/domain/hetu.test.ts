import { expect, test } from 'vitest';
import { hetuCheckCharacter, parseHetu } from './hetu';

test.each([
	['010594Y9032', '1994-05-01'],
	['020594X902N', '1994-05-02'],
	['030594W903B', '1994-05-03'],
	['040594V9030', '1994-05-04'],
	['050594U903M', '1994-05-05'],
	['010516B903X', '2016-05-01'],
	['020516C903K', '2016-05-02'],
	['010200A9618', '2000-02-01'],
	['291292-918R', '1992-12-29'],
	['070770-905D', '1970-07-07'],
	['220750-999Y', '1950-07-22'],
	['141002A909X', '2002-10-14'],
	['311299+9019', '1899-12-31']
])('A1 the identity code %s is of somebody born on %s', (code, bornOn) => {
	expect(parseHetu(code)).toEqual({ code, bornOn, isArtificial: true });
});

test.each([
	['290200-900B', 'there was no 29 February 1900'],
	['310285-912E', 'there is no 31 February'],
	['150385-912F', 'the check character is another one'],
	['150385G912E', 'G is no century sign'],
	['280453-111A', 'a test bank’s invention'],
	['010100A001N', 'the individual number is below 002'],
	['', 'there is nothing'],
	['010594Y903', 'a character is missing'],
	['010594Y90322', 'a character is too many'],
	['０10594Y9032', 'its first digit is none of ours']
])('A1 %s is no identity code: %s', (code) => {
	expect(parseHetu(code)).toBeNull();
});

test.each([' 291292-918r ', '291292–918R', '291292‐918R', '291292−918R'])(
	'A1 an identity code written as “%s” is the same one',
	(written) => {
		expect(parseHetu(written)?.code).toBe('291292-918R');
	}
);

test('A1 the century sign is part of the identity', () => {
	expect(parseHetu('100190-999P')?.code).not.toBe(parseHetu('100190Y999P')?.code);
});

test('A1 a code that a living person may have is told from an artificial one', () => {
	// Of the year 1800: nobody alive has it.
	expect(parseHetu(`010100+002${hetuCheckCharacter('010100002')}`)?.isArtificial).toBe(false);
});
