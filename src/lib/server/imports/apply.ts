import { registers, type Column, type RegisterName } from '$lib/domain/registers';
import { retrying } from '$lib/server/failures';
import type { Sql } from '$lib/server/db';
import type { Phase } from './batches';
import { columnNamed, hasId, sameRow, storedColumns, tables, valueColumns } from './columns';
import type { ImportSession } from './session';

export class Interrupted extends Error {}

/** Writes what is planned, batch by batch. What an earlier, interrupted import has written is not planned again. */
export async function apply(
	session: ImportSession,
	importId: string,
	phases: readonly Phase[],
	signal?: AbortSignal
): Promise<void> {
	for (const phase of phases)
		for (let batch = 1; batch <= phase.batches; batch++) {
			if (signal?.aborted) throw new Interrupted();
			// A first import fills empty tables, and what was planned for those would read all of them for each person.
			if (Number.isInteger(Math.log2(batch))) await session.sql`select analyze_registers()`;
			await retrying(() =>
				session.begin(async (tx) => {
					await tx`select set_config('kellari.import', 'on', true), set_config('jit', 'off', true)`;
					if (phase.registers.includes('people')) await lockPeople(tx, batch);
					for (const register of phase.registers) await remove(tx, register, batch);
					for (const register of phase.registers) {
						await insert(tx, register, batch);
						await update(tx, register, batch);
					}
					await tx`update imports set batches_done = batches_done + 1 where id = ${importId}`;
				})
			);
		}
}

/** Scopes before people, each in order, as a resident's own mutation takes them: then neither waits for the other in a ring. */
async function lockPeople(tx: Sql, batch: number): Promise<void> {
	const concerned = `
		select id from planned_people where batch = $1 and not is_new
		union select person_id from planned_occupancies where batch = $1
		union select person_id from gone_occupancies where batch = $1
		union select person_id from planned_parties where batch = $1
		union select person_id from gone_parties where batch = $1
		union select o.person_id from planned_occupancies p join occupancies o on o.id = p.id where p.batch = $1
		union select party.person_id from planned_agreements p join agreement_parties party on party.agreement_id = p.id
			where p.batch = $1`;
	await tx.unsafe(
		`select from sync_scope where kind = 'person' and key in (${concerned}) order by id for no key update`,
		[batch]
	);
	await tx.unsafe(`select from people where id in (${concerned}) order by id for no key update`, [batch]);
}

async function remove(tx: Sql, register: RegisterName, batch: number): Promise<void> {
	if (!['occupancies', 'parties', 'guardianships'].includes(register)) return;
	await tx.unsafe(
		`delete from ${tables[register]} t using gone_${register} g where g.batch = $1 and ${sameRow(register, 't', 'g')}`,
		[batch]
	);
}

async function insert(tx: Sql, register: RegisterName, batch: number): Promise<void> {
	const columns = [...keyColumns(register), ...valueColumns(register).flatMap(storedColumns)].join(', ');
	await tx.unsafe(
		`insert into ${tables[register]} (${columns})
		select ${columns} from planned_${register} where batch = $1 and is_new
		order by ${hasId(register) ? 'id' : keyColumns(register).join(', ')}`,
		[batch]
	);
}

async function update(tx: Sql, register: RegisterName, batch: number): Promise<void> {
	const set = valueColumns(register).flatMap((column) =>
		storedColumns(column).map((name) => `${name} = ${valueNow(register, column, name)}`)
	);
	if (hasId(register)) set.push('external_id = p.external_id');
	await tx.unsafe(
		`update ${tables[register]} t set ${set.join(', ')}
		from planned_${register} p where p.batch = $1 and not p.is_new and ${sameRow(register, 't', 'p')}`,
		[batch]
	);
}

const keyColumns = (register: RegisterName) =>
	hasId(register)
		? ['id', 'external_id']
		: registers[register].key.flatMap((name) => storedColumns(columnNamed(register, name)));

/** What was changed here, before the comparison or since then, stays (T9). */
function valueNow(register: RegisterName, { owner }: Column, stored: string): string {
	if (owner !== 'shared') return `p.${stored}`;
	const row = hasId(register) ? 't.id' : `t.${keyColumns(register)[0]!}`;
	return `case when '${stored}' = any (p.kept) or awaits_acknowledgement('${register}', ${row}, '${stored}')
		then t.${stored} else p.${stored} end`;
}
