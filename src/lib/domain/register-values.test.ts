import { expect, test } from 'vitest';
import { parseIban } from './iban';
import { parsePaymentReference } from './payment-reference';
import { readRow } from './register-rows';
import { readValue } from './register-values';
import { registers, type Column } from './registers';

const rules = { artificialHetuAllowed: true };
const column = (kind: Column['kind'], more: Partial<Column> = {}): Column => ({
	...{ name: 'it', kind, required: false, owner: 'landlord', longest: 20 },
	...more
});
const read = (kind: Column['kind'], text: string, more: Partial<Column> = {}) => {
	const said = readValue(column(kind, more), text, rules);
	return 'value' in said ? said.value : said.refused;
};

test.each([
	['1.3.2026', '2026-03-01'],
	['29.02.2028', '2028-02-29'],
	['2026-11-30', '2026-11-30'],
	['31.11.2026', 'notADay'],
	['29.2.2026', 'notADay'],
	['1.3.26', 'notADay'],
	['2026-13-01', 'notADay'],
	['1.3.0226', 'notADay']
])('T6 the day %s is %s', (text, expected) => expect(read('day', text)).toBe(expected));

test.each([
	['812,50', 81250],
	['812.5', 81250],
	['1 012,50', 101250],
	['1\u00a0012,50', 101250],
	['12 345 678', 1234567800],
	['-20', -2000],
	['0,10', 10],
	['8,125', 'notAnAmount'],
	['1,012.50', 'notAnAmount'],
	['1 01', 'notAnAmount'],
	['1e3', 'notAnAmount'],
	['12345678901', 'notAnAmount'],
	['€5', 'notAnAmount']
])('T6 the amount %s is %s cents', (text, expected) => expect(read('money', text)).toBe(expected));

test('T6 an empty field says nothing, and a required one may not be empty', () => {
	expect(read('text', '  ')).toBeNull();
	expect(read('text', ' ', { required: true })).toBe('missing');
});

test('T6 an identity code stands nowhere but in its own field', () => {
	expect(read('text', '010594Y9032')).toBe('isHetu');
	expect(read('reference', '010594y9032')).toBe('isHetu');
	expect(read('hetu', '010594y9032')).toBe('010594Y9032');
});

test.each([
	'12344',
	'1234561',
	'2348236',
	'12345678901234567894',
	'RF341234561',
	'RF332348236',
	'RF712348231',
	'RF18539007547034',
	'RF02698756720834'
])('E3 T6 the reference %s is one', (reference) => expect(parsePaymentReference(reference)).toBe(reference));
test.each(['1234562', '26', '123456789012345678901', 'RF351234561', '', 'viite'])(
	'E3 T6 the reference “%s” is none',
	(reference) => expect(parsePaymentReference(reference)).toBeNull()
);
test('E3 T6 a reference is read in groups and with zeros before it', () => {
	expect(parsePaymentReference('0000 0123 44')).toBe('12344');
	expect(parsePaymentReference('rf34 1234 561')).toBe('RF341234561');
});

test.each(['FI2112345600000785', 'FI5542345670000081', 'FI7944052020036082'])(
	'P2 T6 the account %s is one',
	(iban) => expect(parseIban(iban)).toBe(iban)
);
test.each(['FI2112345600000786', 'FI211234560000078', 'DE2112345600000785', '', 'FI'])(
	'P2 T6 the account “%s” is none',
	(iban) => expect(parseIban(iban)).toBeNull()
);

const people = (fields: Record<string, string>) =>
	readRow(
		'people',
		new Map(Object.entries({ externalId: 'H-1', familyName: 'Mäkelä', givenNames: 'Satu Maria', ...fields })),
		rules
	);

test('T6 a birthday follows from the code, and a call name from the given names', () => {
	expect(people({ hetu: '010594Y9032' })).toMatchObject({
		values: { bornOn: '1994-05-01', callName: 'Satu' }
	});
});

test('T6 everything that is wrong with a row is told at once, and nothing of anybody’s with it', () => {
	const read = people({
		hetu: '010594Y9033',
		language: 'suomi',
		email: 'satu',
		phone: 'ei ole',
		bornOn: '010594-9033'
	});
	const told = 'refusals' in read ? read.refusals : [];
	expect(told.map(({ field, reason, detail }) => [field, reason, detail])).toEqual([
		['hetu', 'notAHetu', null],
		['bornOn', 'notADay', null],
		['email', 'notAnEmail', null],
		['phone', 'notAPhone', null],
		['language', 'notAChoice', 'suomi']
	]);
});

test('T6 every register has a key that is required, and refers only to registers before it', () => {
	const names = Object.keys(registers);
	for (const [name, { key, columns }] of Object.entries(registers)) {
		for (const each of key) expect(columns.find((c) => c.name === each)).toMatchObject({ required: true });
		for (const { of } of columns) if (of) expect(names.indexOf(of)).toBeLessThan(names.indexOf(name));
	}
});
