// node scripts/run.mjs scripts/generate-register.ts <folder> [people=100000] [bad=0.01]: a landlord's registers with a
// year of invoices and payments, artificial people all, of which a share of the rows is wrong in some way.
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hetuCheckCharacter } from '$lib/domain/hetu';
import { registerNames, registers, type RegisterName } from '$lib/domain/registers';

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, peopleGiven = '100000', badGiven = '0.01'] = positionals;
if (!folder) {
	console.error('Usage: generate-register.ts <folder> [people] [share of bad rows]');
	process.exit(2);
}
const [people, bad] = [Number(peopleGiven), Number(badGiven)];
const homes = Math.ceil(people / 2);
const homesInStaircase = 10;
const staircasesInBuilding = 5;

const given = ['Aino', 'Väinö', 'Eero', 'Åsa', 'Tuulikki', 'Björn', 'Irma', 'Kaarlo', 'Sirkka', 'Onni'];
const family = ['Korhonen', 'Mäkelä', 'Nieminen', 'Öhman', 'Lehtonen', 'Sjöblom', 'Heikkilä', 'Koskela'];
const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

type Row = Partial<Record<string, string | number>>;

let written = 0;
let spoiled = 0;

async function write(name: RegisterName, rows: Iterable<Row>) {
	const file = createWriteStream(join(folder!, `${name}.csv`));
	const fields = registers[name].columns
		.filter(({ kind }) => kind !== 'contact' && kind !== 'translated')
		.map((column) => column.name);
	file.write(`${fields.join(';')}\n`);
	let piece = '';
	for (const row of rows) {
		written++;
		piece += `${fields.map((field) => quoted(row[field])).join(';')}\n`;
		if (piece.length < 65_536) continue;
		if (!file.write(piece)) await once(file, 'drain');
		piece = '';
	}
	file.end(piece);
	await once(file, 'finish');
}

function quoted(value: string | number | undefined): string {
	const text = String(value ?? '');
	return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Wrong in one way or another, as registers are. */
function perhapsSpoiled(row: Row, n: number, ways: ((row: Row) => Row)[]): Row {
	if (bad === 0 || n % Math.round(1 / bad) !== 7) return row;
	spoiled++;
	return ways[Math.floor(n * bad) % ways.length]!(row);
}

const rowsOf: Record<RegisterName, () => Generator<Row>> = {
	*buildings() {
		for (let n = 0; n < Math.ceil(homes / homesInStaircase / staircasesInBuilding); n++)
			yield {
				externalId: `B${n}`,
				name: `Talo ${n}`,
				streetAddress: `Koivukuja ${n + 1}`,
				postalCode: '00500',
				city: 'Helsinki',
				builtYear: 1930 + (n % 90)
			};
	},
	*staircases() {
		for (let n = 0; n < Math.ceil(homes / homesInStaircase); n++)
			yield {
				externalId: `P${n}`,
				building: `B${Math.floor(n / staircasesInBuilding)}`,
				name: 'ABCDE'[n % staircasesInBuilding],
				floors: 5
			};
	},
	*apartments() {
		for (let n = 0; n < homes; n++)
			yield {
				externalId: `H${n}`,
				staircase: `P${Math.floor(n / homesInStaircase)}`,
				number: n % (homesInStaircase * staircasesInBuilding),
				floor: 1 + Math.floor((n % homesInStaircase) / 2),
				rooms: n % 2 ? '2h+k' : '3h+k',
				areaM2: `${40 + (n % 50)},5`
			};
	},
	*people() {
		for (let n = 0; n < people; n++)
			yield perhapsSpoiled(
				{
					externalId: `A${n}`,
					hetu: hetuOf(n),
					familyName: family[n % family.length],
					givenNames: `${given[n % given.length]} ${given[(n >> 3) % given.length]}`,
					callName: given[n % given.length],
					email: `asukas${n}@example.com`,
					phone: `040 ${String(1_000_000 + n).slice(0, 3)} ${String(1_000_000 + n).slice(3)}`,
					language: n % 10 === 0 ? 'sv' : 'fi'
				},
				n,
				[
					(row) => ({ ...row, hetu: `${String(row.hetu).slice(0, 10)}?` }),
					(row) => ({ ...row, familyName: '' }),
					(row) => ({ ...row, language: 'suomi' }),
					(row) => ({ ...row, externalId: 'A1' })
				]
			);
	},
	*agreements() {
		for (let n = 0; n < homes; n++)
			yield perhapsSpoiled(
				{
					externalId: `S${n}`,
					apartment: `H${n}`,
					kind: 'indefinite',
					signedOn: '2019-12-01',
					startsOn: '2020-01-01',
					rent: `${600 + (n % 700)},00`
				},
				n,
				[(row) => ({ ...row, startsOn: '31.2.2020' }), (row) => ({ ...row, apartment: 'H-' })]
			);
	},
	*parties() {
		for (let n = 0; n < people; n++)
			yield { agreement: `S${n >> 1}`, person: `A${n}`, role: n % 2 ? 'spouse' : 'signatory' };
	},
	*occupancies() {
		for (let n = 0; n < people; n++)
			yield perhapsSpoiled(
				{ externalId: `O${n}`, person: `A${n}`, apartment: `H${n >> 1}`, startsOn: '2020-01-01' },
				n,
				[(row) => ({ ...row, endsOn: '2019-01-01' }), (row) => ({ ...row, person: 'nobody' })]
			);
	},
	*guardianships() {
		for (let n = 0; n < people / 200; n++)
			yield {
				externalId: `E${n}`,
				guardian: `A${n * 100}`,
				ward: `A${n * 100 + 50}`,
				startsOn: '2022-01-01'
			};
	},
	*invoices() {
		for (let n = 0; n < homes; n++)
			for (const month of months)
				yield perhapsSpoiled(
					{
						externalId: `L${n}-${month}`,
						agreement: `S${n}`,
						kind: 'rent',
						description: `Vuokra ${month}/2026`,
						periodStartsOn: `2026-${month}-01`,
						periodEndsOn: `2026-${month}-28`,
						dueOn: `2026-${month}-02`,
						amount: `${600 + (n % 700)},00`,
						payee: 'Esimerkkikodit Oy',
						iban: 'FI2112345600000785',
						bic: 'NDEAFIHH',
						reference: '1234561'
					},
					n * 12 + Number(month),
					[(row) => ({ ...row, iban: 'FI2112345600000786' }), (row) => ({ ...row, amount: 'paljon' })]
				);
	},
	*payments() {
		for (let n = 0; n < homes; n++)
			for (const month of months)
				yield perhapsSpoiled(
					{
						externalId: `M${n}-${month}`,
						agreement: `S${n}`,
						invoice: `L${n}-${month}`,
						paidOn: `2026-${month}-01`,
						amount: `${600 + (n % 700)},00`
					},
					n * 12 + Number(month) + 3,
					[(row) => ({ ...row, amount: '0' }), (row) => ({ ...row, paidOn: 'huomenna' })]
				);
	}
};

/** 100 artificial numbers a day: days of a whole century are enough for millions. */
function hetuOf(n: number): string {
	const born = new Date(Date.UTC(1930, 0, 1 + Math.floor(n / 100) * 7));
	const digits = [born.getUTCDate(), born.getUTCMonth() + 1, born.getUTCFullYear() % 100]
		.map((part) => String(part).padStart(2, '0'))
		.join('');
	const number = 900 + (n % 100);
	return `${digits}-${number}${hetuCheckCharacter(`${digits}${number}`)}`;
}

mkdirSync(folder, { recursive: true });
await Promise.all(registerNames.map((name) => write(name, rowsOf[name]())));
console.log(`${written} rows of ${people} people in ${folder}, ${spoiled} of them wrong`);
