import { registers, type Column, type RegisterName } from '$lib/domain/registers';
import type { RefusalReason } from '$lib/domain/register-values';
import type { Sql } from '$lib/server/db';
import { batchAmong } from './batches';
import { analyze, columnNamed, hasId, sameRow, snake, storedColumns, tables } from './columns';
import { planned } from './planned-values';
import { stagedKey } from './staging';

// A register's staged rows beside each other and beside what is here: what refers to nothing or is there twice is
// refused, and of the rest remains what is new or otherwise.

export async function check(sql: Sql, importId: string, register: RegisterName): Promise<void> {
	await sql.unsafe(analyze(`staged_${register}`));
	await findAwaiting(sql, register);
	await resolve(sql, register);
	for (const [condition, reason, field, detail] of faults(register))
		await refuse(sql, importId, register, { condition, reason, field, detail });
	await plan(sql, register);
}

/** Fields with a change that the landlord's system has not acknowledged (T9). */
async function findAwaiting(sql: Sql, register: RegisterName): Promise<void> {
	await sql.unsafe(`
		create temp table awaiting_${register} as
		select row_id, array_agg(distinct field) as fields
		from register_changes, jsonb_object_keys(fields) field
		where register = '${register}' and acknowledged_at is null
		group by row_id`);
}

async function resolve(sql: Sql, register: RegisterName): Promise<void> {
	const { key, columns, recognisedBy } = registers[register];
	const references = columns.filter(({ kind }) => kind === 'reference');
	const found = references.map(
		({ name }) => `coalesce(here_${snake(name)}.id, new_${snake(name)}.id) as ${snake(name)}_id`
	);
	const joins = references.map(
		({ name, of }) => `
			left join ${tables[of!]} here_${snake(name)} on here_${snake(name)}.external_id = s.${snake(name)}
			left join planned_${of!} new_${snake(name)} on new_${snake(name)}.external_id = s.${snake(name)} and new_${snake(name)}.is_new`
	);
	const table = tables[register];
	const known = hasId(register)
		? `left join ${table} t on t.external_id = s.external_id`
		: `left join ${table} t on ${sameRow(register, 't', 's')}`;
	const ours = recognisedBy
		? `left join lateral (select id from ${table} o where o.external_id is null and ${recognisedBy
				.map((name) => storedColumns(columnNamed(register, name))[0]!)
				.map((column) => `o.${column} = s.${column}`)
				.join(' and ')} order by id limit 1) ours on true`
		: '';
	const id = !hasId(register)
		? `t.${keyColumn(register)}`
		: recognisedBy
			? `coalesce(t.id, case when row_number() over (partition by ours.id order by s.file, s.line) = 1 then ours.id end)`
			: 't.id';
	await sql.unsafe(`
		create temp table checked_${register} as
		with s as (select ${['s.*', ...found].join(', ')} from staged_${register} s ${joins.join('')})
		select s.*, ${id} as found_id,
			row_number() over (partition by ${key.map((name) => `s.${snake(name)}`).join(', ')} order by s.file, s.line) as nth,
			first_value(s.line) over (partition by ${key.map((name) => `s.${snake(name)}`).join(', ')} order by s.file, s.line) as first_line
		from s ${known} ${ours};
		create temp table bad_${register} (file int, line bigint, primary key (file, line));
		${analyze(`checked_${register}`)}`);
}

const keyColumn = (register: RegisterName) =>
	storedColumns(columnNamed(register, registers[register].key[0]!))[0]!;

type Fault = [condition: string, reason: RefusalReason, field: string | null, detail: string];

function faults(register: RegisterName): Fault[] {
	const { columns, unique, key } = registers[register];
	const unresolved = columns
		.filter(({ kind }) => kind === 'reference')
		.map(({ name }): Fault => [
			`s.${snake(name)} is not null and s.${snake(name)}_id is null`,
			'noSuchRow',
			name,
			`s.${snake(name)}`
		]);
	const taken = unique.flatMap((names) => {
		const conditions = takenBy(
			register,
			names.map((name) => columnNamed(register, name))
		);
		return conditions.map((condition): Fault => [condition, 'taken', names.at(-1)!, 'null']);
	});
	const mixed: Fault[] =
		register === 'payments' ? [[ofOtherAgreement, 'otherAgreement', 'invoice', 's.invoice']] : [];
	return [['s.nth > 1', 'sameTwice', key[0]!, 's.first_line::text'], ...unresolved, ...taken, ...mixed];
}

/** By another row of the set; by one that is here and not this one. Two conditions, each of which is one join. */
function takenBy(register: RegisterName, columns: readonly Column[]): string[] {
	const stored = columns.map((column) => storedColumns(column).at(-1)!);
	const same = (other: string) => stored.map((column) => `${other}.${column} = s.${column}`).join(' and ');
	// Kept under an earlier key, it has another hash.
	const isHere = columns[0]!.kind === 'hetu' ? 'h.hetu_lookup = any (s.hetu_lookups)' : same('h');
	return [
		`exists (select from checked_${register} o where ${same('o')} and o.nth = 1 and (o.file, o.line) < (s.file, s.line))`,
		`exists (select from ${tables[register]} h where ${isHere} and h.id is distinct from s.found_id)`
	];
}

const ofOtherAgreement = `s.agreement_id <> coalesce(
	(select agreement_id from planned_invoices where id = s.invoice_id),
	(select agreement_id from invoices where id = s.invoice_id))`;

interface Refusing {
	condition: string;
	reason: RefusalReason;
	field: string | null;
	detail: string;
}

async function refuse(
	sql: Sql,
	importId: string,
	register: RegisterName,
	{ condition, reason, field, detail }: Refusing
): Promise<void> {
	await sql.unsafe(
		`with found as materialized (
			select s.file, s.line, ${stagedKey(register, 's')} as key, ${detail} as detail
			from checked_${register} s where ${condition}
		), marked as (
			insert into bad_${register} select file, line from found on conflict do nothing
		)
		insert into import_refusals (import_id, register, file, line, key, field, reason, detail)
		select $1, '${register}', f.name, found.line, found.key, $2, '${reason}', found.detail
		from found join import_files f on f.n = found.file`,
		[importId, field]
	);
}

/** What is to be written: new rows, and those that say something else than what is here. */
async function plan(sql: Sql, register: RegisterName): Promise<void> {
	const { names, values, current } = planned(register);
	const isWithId = hasId(register);
	const id = isWithId
		? `coalesce(s.found_id, register_id('${register}', s.external_id)) as id, s.external_id,`
		: '';
	const keyColumns = isWithId ? '' : registers[register].key.map((name) => `s.${snake(name)}_id, `).join('');
	const join = isWithId ? 't.id = s.found_id' : sameRow(register, 't', 's');
	// A row that was made here has no name over there yet.
	const isNamed = isWithId ? 't.external_id is distinct from s.external_id or' : '';
	await sql.unsafe(`
		create temp table planned_${register} as
		select ${id} ${keyColumns} s.found_id is null as is_new, coalesce(a.fields, '{}') as kept, ${batchAmong(register)} as batch, false as is_ended, n.*
		from checked_${register} s
		left join ${tables[register]} t on ${join}
		left join awaiting_${register} a on a.row_id = s.found_id
		cross join lateral (select ${values.map((value, i) => `${value} as ${names[i]}`).join(', ')}) n
		where not exists (select from bad_${register} b where b.file = s.file and b.line = s.line)
			and (s.found_id is null or ${isNamed} row(${names.map((name) => `n.${name}`).join(', ')}) is distinct from row(${current.join(', ')}));
		create index on planned_${register} (${isWithId ? 'external_id' : registers[register].key.map((name) => `${snake(name)}_id`).join(', ')});
		${isWithId ? `create index on planned_${register} (id);` : ''}
		${analyze(`planned_${register}`)}`);
}
