import { beforeAll, describe, expect, test } from 'vitest';
import {
	databaseText,
	importFiles,
	refusalsOf,
	registerWorld,
	type Files
} from '../../../../tests/support/registers';

describe('a wrong row is refused, told of, and leaves the others alone', () => {
	const world = registerWorld();

	const wrong: [what: string, files: () => Files, refusal: Record<string, unknown>][] = [
		[
			'no name',
			() => world.file('people.csv', (t) => t.replace('H-4;;Öhman', 'H-4;;')),
			{ line: 5, key: 'H-4', field: 'familyName', reason: 'missing' }
		],
		[
			'an identity code with a wrong check character',
			() => world.file('people.csv', (t) => t.replace('010594Y9032', '010594Y9033')),
			{ key: 'H-1', field: 'hetu', reason: 'notAHetu', detail: null }
		],
		[
			'an identity code as the name of the row',
			() => world.file('people.csv', (t) => t.replace('H-1;', '010594Y9032;')),
			{ key: null, field: 'externalId', reason: 'isHetu', detail: null }
		],
		[
			'somebody else’s identity code',
			() => world.file('people.csv', (t) => t.replace('020594X902N', '010594Y9032')),
			{ key: 'H-2', field: 'hetu', reason: 'taken', detail: null }
		],
		[
			'a birthday that is not the code’s',
			() => ({
				'people.csv': 'externalId;hetu;familyName;givenNames;bornOn\nH-1;010594Y9032;M;S;1.1.1990\n'
			}),
			{ key: 'H-1', field: 'bornOn', reason: 'otherBirthday' }
		],
		[
			'a day that the calendar has not',
			() =>
				world.file('occupancies.csv', (t) =>
					t.replace('A-1;H-1;K-100-A-2;2021-12-01', 'A-1;H-1;K-100-A-2;31.11.2021')
				),
			{ key: 'A-1', field: 'startsOn', reason: 'notADay', detail: '31.11.2021' }
		],
		[
			'an end before the start',
			() => world.file('occupancies.csv', (t) => t.replace('2027-01-31', '2020-01-31')),
			{ key: 'A-4', field: 'endsOn', reason: 'endsBeforeStart' }
		],
		[
			'a home that nobody has heard of',
			() => world.file('occupancies.csv', (t) => t.replace('A-1;H-1;K-100-A-2', 'A-1;H-1;K-999')),
			{ key: 'A-1', field: 'apartment', reason: 'noSuchRow', detail: 'K-999' }
		],
		[
			'a row that is there twice',
			() => world.file('people.csv', (t) => `${t}H-4;;Öhman;Göran;;;;sv\n`),
			{ line: 6, key: 'H-4', field: 'externalId', reason: 'sameTwice', detail: '5' }
		],
		[
			'an apartment’s number that is taken',
			() => world.file('apartments.csv', (t) => t.replace('K-100-A-2;K-100-A;2', 'K-100-A-2;K-100-A;1')),
			{ key: 'K-100-A-2', field: 'number', reason: 'taken' }
		],
		[
			'a language that is none',
			() => world.file('people.csv', (t) => t.replace('Göran;;;;sv', 'Göran;;;;ruotsi')),
			{ key: 'H-4', field: 'language', reason: 'notAChoice', detail: 'ruotsi' }
		],
		[
			'an amount in words',
			() => world.file('invoices.csv', (t) => t.replace('1 012,50', 'tuhat')),
			{ field: 'amount', reason: 'notAnAmount', detail: 'tuhat' }
		],
		[
			'an account with a wrong check',
			() => world.file('invoices.csv', (t) => t.replace('FI2112345600000785', 'FI2112345600000786')),
			{ field: 'iban', reason: 'notAnIban', detail: null }
		],
		[
			'a reference with a wrong check',
			() => world.file('invoices.csv', (t) => t.replace(';12344', ';12345')),
			{ field: 'reference', reason: 'notAPaymentReference', detail: null }
		],
		[
			'a payment of nothing',
			() => world.file('payments.csv', (t) => t.replace(';500', ';0,00')),
			{ key: 'M-2', field: 'amount', reason: 'nothingToPay' }
		],
		[
			'a payment of another agreement’s invoice',
			() => world.file('payments.csv', (t) => t.replace('M-1;S-1', 'M-1;S-2')),
			{ key: 'M-1', field: 'invoice', reason: 'otherAgreement' }
		],
		[
			'somebody’s own guardian',
			() => world.file('guardianships.csv', (t) => t.replace('H-1;H-4', 'H-1;H-1')),
			{ key: 'E-1', field: 'ward', reason: 'ownGuardian' }
		],
		[
			'a field too many',
			() => world.file('parties.csv', (t) => t.replace('H-2;spouse', 'H-2;spouse;')),
			{ line: 3, reason: 'wrongFieldCount' }
		],
		[
			'an unknown field of JSON',
			() => ({ 'parties.json': '[{"agreement": "S-1", "person": "H-1", "role": "spouse", "hat": 1}]' }),
			{ key: 'S-1 H-1', reason: 'unknownField' }
		],
		[
			'letters that the encoding lost',
			() => world.file('people.csv', (t) => t.replace('Öhman', '\ufffdhman')),
			{ key: 'H-4', field: 'familyName', reason: 'notStorable' }
		],
		[
			'more than fits',
			() => world.file('people.csv', (t) => t.replace('Öhman', 'Ö'.repeat(101))),
			{ key: 'H-4', field: 'familyName', reason: 'tooLong' }
		]
	];

	test.each(wrong)('T6 %s', async (_what, files, refusal) => {
		const outcome = await importFiles(world.db, { ...world.examples, ...files() }, { dryRun: true });
		expect(outcome.state).toBe('checked');
		const refusals = await refusalsOf(world.db, outcome);
		expect(refusals).toContainEqual(expect.objectContaining(refusal));
		const text = JSON.stringify([refusals, { ...outcome, id: null }]);
		expect(text).not.toMatch(/\d{6}[-+A-FU-Y]\d{3}[\dA-Y]/);
		expect(text).not.toContain('FI21');
	});

	test('T6 what refers to a refused new row is refused with it', async () => {
		const outcome = await importFiles(
			world.db,
			{ ...world.examples, ...world.file('people.csv', (t) => t.replace('H-4;;Öhman', 'H-4;;')) },
			{ dryRun: true }
		);
		const refused = (await refusalsOf(world.db, outcome)).map(({ register, key, reason }) => [
			register,
			key,
			reason
		]);
		expect(refused.sort()).toEqual([
			['guardianships', 'E-1', 'noSuchRow'],
			['occupancies', 'A-4', 'noSuchRow'],
			['parties', 'S-2 H-4', 'noSuchRow'],
			['people', 'H-4', 'missing']
		]);
	});

	test('T6 an artificial identity code is refused where the landlord is no demo', async () => {
		const outcome = await importFiles(world.db, world.examples, {
			artificialHetuAllowed: false,
			dryRun: true
		});
		const reasons = (await refusalsOf(world.db, outcome)).filter(({ register }) => register === 'people');
		expect(reasons.map(({ field, reason }) => [field, reason])).toEqual(
			Array(3).fill(['hetu', 'artificialHetu'])
		);
	});
});

describe('nothing at all is changed', () => {
	const world = registerWorld();
	beforeAll(async () => void (await importFiles(world.db, world.examples)));

	const problems: [what: string, files: () => Files, reason: string][] = [
		['by a file that says no register', () => ({ 'residents.csv': 'a;b\n' }), 'unknownFile'],
		[
			'by a column that nobody knows',
			() => world.file('people.csv', (t) => t.replace('familyName', 'surname')),
			'unknownColumn'
		],
		[
			'by a column that is there twice',
			() => world.file('people.csv', (t) => t.replace('email', 'phone')),
			'doubleColumn'
		],
		[
			'by a required column that is not there',
			() => ({ 'parties.csv': 'agreement;person\nS-1;H-1\n' }),
			'missingColumn'
		],
		[
			'by quotes that don’t end',
			() => world.file('people.csv', (t) => t.replace('H-3;', 'H-3;"')),
			'brokenCsv'
		],
		[
			'by JSON that is cut short',
			() => ({ 'people.json': '[{"externalId": "H-9", "familyName": "N", "givenNames": "N"}, {"ext' }),
			'brokenJson'
		],
		['by JSON that is none', () => ({ 'people.json': '[{"externalId": "H-9",, }]' }), 'brokenJson'],
		['by UTF-16', () => ({ 'people.csv': Buffer.from('\ufeffexternalId', 'utf16le') }), 'encoding'],
		['by an empty file', () => ({ 'people.csv': '' }), 'noHeader']
	];

	test.each(problems)('T6 %s', async (_what, files, reason) => {
		const before = await databaseText(world.db);
		const changed = world.file('agreements.csv', (t) => t.replace('645', '700'));
		const outcome = await importFiles(world.db, { ...changed, ...files() }).catch((error: unknown) => error);
		expect(outcome).toMatchObject({ problem: { reason } });
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 by a set of which more than a tenth is refused, unless that is wanted', async () => {
		const rows = Array.from({ length: 100 }, (_, n) => `P-${n};${n < 25 ? '' : 'Niemi'};Kai\n`).join('');
		const files = { 'people.csv': `externalId;familyName;givenNames\n${rows}` };
		expect(await importFiles(world.db, files)).toMatchObject({
			state: 'refused',
			problem: { reason: 'tooManyRefused', register: 'people', rows: 25, of: 100 }
		});
		expect(await importFiles(world.db, files, { acceptManyRefused: true })).toMatchObject({
			counts: { people: { added: 75 } }
		});
	});
});
