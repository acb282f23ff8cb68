import { registers, type Column, type RegisterName } from '$lib/domain/registers';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { cell } from './csv-cell';
import { columnNamed, hasId, storedColumns, tables } from './columns';

/** What the landlord's own system is told (T9). The same question has the same answer, for ever. */
export interface RegisterChange {
	seq: number;
	changedAt: string;
	register: RegisterName;
	change: 'added' | 'changed' | 'removed';
	/** The portal's own name of the row. */
	id: string;
	/** The landlord's, unless the row was made in the portal and no import has brought one yet. */
	externalId: string | null;
	/** By their names in docs/registers.md; what refers to another row has that row's names. */
	fields: Record<string, unknown>;
}

const mostAtOnce = 1000;

/** Changes after number `after`, in their order. */
export async function readChanges(
	sql: Sql,
	sealing: Sealing,
	{ after = 0, limit = mostAtOnce }: { after?: number; limit?: number }
): Promise<RegisterChange[]> {
	const rows = await sql`
		select seq, changed_at, register, row_id, change, fields from register_changes
		where seq > ${after} order by seq limit ${Math.min(limit, mostAtOnce)}`;
	const found = [];
	for (const row of rows) found.push(await told(sql, sealing, row as unknown as ChangeRow));
	return found;
}

/** Whose rows they are, where a row is somebody's by itself. */
export function peopleIn(changes: readonly RegisterChange[]): string[] {
	return changes.flatMap(({ register, id, fields: { person } }) => {
		if (register === 'people') return [id];
		return typeof person === 'object' && person !== null && 'id' in person ? [String(person.id)] : [];
	});
}

/** Everything up to and including `upTo` is known over there. Saying it again changes nothing. */
export async function acknowledgeChanges(db: Database, upTo: number, now: Date): Promise<number> {
	return db.begin(async (tx) => {
		const acknowledged = await tx`
			update register_changes set acknowledged_at = ${now}
			where seq <= ${upTo} and acknowledged_at is null returning id`;
		const ids = acknowledged.map(({ id }) => id as string);
		// What the register says of a person is now what the resident said; the next import will say the same.
		await tx`select set_config('kellari.import', 'on', true)`;
		await tx`
			update people set
				phone = coalesce(last.fields ->> 'phone', phone),
				language = coalesce(last.fields ->> 'language', language),
				email = coalesce(nullif(last.fields ->> 'email', ''), email)
			from (
				select row_id, jsonb_object_agg(key, value order by seq) as fields
				from register_changes, jsonb_each(fields)
				where id = any (${ids}::uuid[]) and register = 'people' and change = 'changed'
				group by row_id
			) last
			where people.id = last.row_id`;
		return ids.length;
	});
}

export async function readLastChange(sql: Sql): Promise<{ last: number; waiting: number }> {
	const [row] = await sql<{ last: number; waiting: number }[]>`
		select (select last from register_change_counter) as last,
			(select count(*) from register_changes where acknowledged_at is null) as waiting`;
	return row!;
}

interface ChangeRow {
	seq: number;
	changedAt: Date;
	register: RegisterName;
	rowId: string;
	change: RegisterChange['change'];
	fields: Record<string, unknown>;
}

async function told(
	sql: Sql,
	sealing: Sealing,
	{ seq, changedAt, register, rowId, change, fields }: ChangeRow
): Promise<RegisterChange> {
	const named: Record<string, unknown> = {};
	for (const column of registers[register].columns)
		for (const stored of storedColumns(column))
			if (stored in fields) named[column.name] = await nameOf(sql, column, fields[stored]);
	// What no file has: the resident's own words on where to write and whom to call.
	for (const [stored, name] of Object.entries(profileOnly))
		if (stored in fields) named[name] = fields[stored];
	if ('bank_account_id' in fields)
		named.bankAccount = await ibanOf(sql, sealing, fields.bank_account_id as string);
	const isPart = !hasId(register);
	if (isPart) {
		const [key] = registers[register].key;
		named[key!] = await nameOf(sql, columnNamed(register, key!), rowId);
	}
	const externalId = isPart ? null : await externalIdOf(sql, register, rowId);
	return { seq, changedAt: changedAt.toISOString(), register, change, id: rowId, externalId, fields: named };
}

const profileOnly = { postal_address: 'postalAddress', next_of_kin: 'nextOfKin' };

async function nameOf(sql: Sql, { kind, of }: Column, value: unknown): Promise<unknown> {
	if (kind === 'money' && typeof value === 'number') return (value / 100).toFixed(2);
	if (kind !== 'reference' || typeof value !== 'string') return value;
	return { id: value, externalId: await externalIdOf(sql, of!, value) };
}

async function ibanOf(sql: Sql, sealing: Sealing, id: string): Promise<string | null> {
	const [row] = await sql`select iban_sealed from bank_accounts where id = ${id}`;
	return row ? sealing.unseal(row.ibanSealed as Uint8Array, 'iban') : null;
}

async function externalIdOf(sql: Sql, register: RegisterName, id: string): Promise<string | null> {
	const [row] = await sql`select external_id from ${sql(tables[register])} where id = ${id}`;
	return (row?.externalId as string | null | undefined) ?? null;
}

/** The feed as lines of CSV: one field a line, so that a spreadsheet shows it. */
export function changesAsCsv(changes: readonly RegisterChange[]): string {
	const head = ['seq', 'changedAt', 'register', 'change', 'externalId', 'id', 'field', 'value'];
	const lines = changes.flatMap(({ seq, changedAt, register, change, externalId, id, fields }) =>
		Object.entries(fields).map(([field, value]) => [
			...[seq, changedAt, register, change, externalId ?? '', id, field],
			typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? '')
		])
	);
	return [head, ...lines].map((line) => `${line.map(cell).join(';')}\r\n`).join('');
}
