import { registers, type Column, type RegisterName } from '$lib/domain/registers';

// How the registers' columns are called in the database, for the statements that staging, checking and applying are made of.
// Every name in them comes from `registers`, never from a file.

export const tables: Record<RegisterName, string> = {
	buildings: 'buildings',
	staircases: 'staircases',
	apartments: 'apartments',
	people: 'people',
	agreements: 'agreements',
	parties: 'agreement_parties',
	occupancies: 'occupancies',
	guardianships: 'guardianships',
	invoices: 'invoices',
	payments: 'payments'
};

/** A sample of a tenth of the usual size tells enough of a temporary table. */
export function analyze(table: string): string {
	const target = 'set local default_statistics_target';
	return `${target} = 10; analyze ${table}; ${target} to default`;
}

export function snake(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A column's own, in its table. The identity code has two: sealed, and what it is looked up by. */
export function storedColumns({ name, kind }: Column): string[] {
	if (kind === 'hetu') return ['hetu_sealed', 'hetu_lookup'];
	if (kind === 'reference') return [`${snake(name)}_id`];
	return [kind === 'money' ? `${snake(name)}_cents` : snake(name)];
}

const types: Partial<Record<Column['kind'], string>> = {
	day: 'date',
	whole: 'integer',
	area: 'numeric',
	money: 'bigint',
	translated: 'jsonb',
	contact: 'jsonb'
};

/** What a staged row has of a column: references by the name of what they refer to. */
export function stagedColumns(column: Column): [name: string, type: string][] {
	const { name, kind } = column;
	// Beside the hash under the current key those under earlier ones: a row may have been kept by one of them.
	if (kind === 'hetu')
		return [
			['hetu_sealed', 'bytea'],
			['hetu_lookup', 'bytea'],
			['hetu_lookups', 'bytea[]']
		];
	if (kind === 'reference') return [[snake(name), 'text']];
	return [[storedColumns(column)[0]!, types[kind] ?? 'text']];
}

export function columnNamed(register: RegisterName, name: string): Column {
	const found = registers[register].columns.find((column) => column.name === name);
	if (!found) throw new Error(`${register} has no column ${name}`);
	return found;
}

/** What tells two rows of a register apart, as a condition. */
export function sameRow(register: RegisterName, one: string, other: string): string {
	return registers[register].key
		.map((name) => (name === 'externalId' ? 'id' : storedColumns(columnNamed(register, name))[0]!))
		.map((column) => `${one}.${column} = ${other}.${column}`)
		.join(' and ');
}

export function hasId(register: RegisterName): boolean {
	return registers[register].key[0] === 'externalId';
}

/** Without the key. */
export function valueColumns(register: RegisterName): Column[] {
	return registers[register].columns.filter(({ name }) => !registers[register].key.includes(name));
}
