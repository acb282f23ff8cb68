import { registers, type Column, type RegisterName } from '$lib/domain/registers';
import { retrying } from '$lib/server/failures';
import type { Sql } from '$lib/server/db';
import { isOfAgreement, type Phase } from './batches';
import { columnNamed, hasId, sameRow, storedColumns, tables, valueColumns } from './columns';
import { firstBatches, nextBatches } from './pace';
import type { ImportSession } from './session';

export class Interrupted extends Error {}

/** Writes what is planned, batch by batch. What an earlier, interrupted import has written is not planned again. */
export async function apply(
	session: ImportSession,
	importId: string,
	phases: readonly Phase[],
	signal?: AbortSignal
): Promise<void> {
	for (const phase of phases) {
		let atOnce = firstBatches;
		let toAnalyze = 1;
		for (let from = 1; from <= phase.batches;) {
			if (signal?.aborted) throw new Interrupted();
			const batches: Batches = [from, Math.min(from + atOnce - 1, phase.batches)];
			const began = performance.now();
			await retrying(() => session.begin((tx) => write(tx, importId, phase, batches)));
			atOnce = nextBatches(atOnce, performance.now() - began);
			from = batches[1] + 1;
			// A first import fills empty tables, and what was planned for those would read all of them for each person.
			if (!phase.isProjected || from <= toAnalyze) continue;
			await session.sql`select analyze_registers()`;
			toAnalyze = from * 4;
		}
	}
}

/** The first and the last of those that one transaction writes. */
type Batches = [from: number, to: number];

async function write(tx: Sql, importId: string, { writes }: Phase, batches: Batches): Promise<void> {
	await tx`select set_config('kellari.import', 'on', true), set_config('jit', 'off', true),
		set_config('plan_cache_mode', 'force_generic_plan', true)`;
	if (writes.some(({ register }) => register === 'people')) await lockPeople(tx, batches);
	for (const { register, removes } of writes) if (removes) await remove(tx, register, batches);
	for (const { register, inserts, updates } of writes) {
		if (inserts) await insert(tx, register, batches);
		if (updates) await update(tx, register, batches);
	}
	const [from, to] = batches;
	await tx`update imports set batches_done = batches_done + ${to - from + 1} where id = ${importId}`;
}

/** Scopes before people, each in order, as a resident's own mutation takes them: then neither waits for the other in a ring. */
async function lockPeople(tx: Sql, batches: Batches): Promise<void> {
	const concerned = `
		select id from planned_people where batch between $1 and $2 and not is_new
		union select person_id from planned_occupancies where batch between $1 and $2
		union select person_id from gone_occupancies where batch between $1 and $2
		union select person_id from planned_parties where batch between $1 and $2
		union select person_id from gone_parties where batch between $1 and $2
		union select o.person_id from planned_occupancies p join occupancies o on o.id = p.id where p.batch between $1 and $2
		union select party.person_id from planned_agreements p join agreement_parties party on party.agreement_id = p.id
			where p.batch between $1 and $2`;
	const people = (await tx.unsafe<{ id: string }[]>(concerned, batches)).map(({ id }) => id);
	await tx`
		select from sync_scope where kind = 'person' and key = any (${people}::uuid[]) order by id for no key update`;
	await tx`select from people where id = any (${people}::uuid[]) order by id for no key update`;
}

async function remove(tx: Sql, register: RegisterName, batches: Batches): Promise<void> {
	await tx.unsafe(
		`delete from ${tables[register]} t using gone_${register} g where g.batch between $1 and $2 and ${sameRow(register, 't', 'g')}`,
		batches
	);
}

async function insert(tx: Sql, register: RegisterName, batches: Batches): Promise<void> {
	const columns = [...keyColumns(register), ...valueColumns(register).flatMap(storedColumns)].join(', ');
	await tx.unsafe(
		`insert into ${tables[register]} (${columns})
		select ${columns} from planned_${register} where batch between $1 and $2 and is_new
		order by ${inOrder(register)}`,
		batches
	);
}

async function update(tx: Sql, register: RegisterName, batches: Batches): Promise<void> {
	const set = valueColumns(register).flatMap((column) =>
		storedColumns(column).map((name) => `${name} = ${valueNow(register, column, name)}`)
	);
	if (hasId(register)) set.push('external_id = p.external_id');
	await tx.unsafe(
		`update ${tables[register]} t set ${set.join(', ')}
		from planned_${register} p where p.batch between $1 and $2 and not p.is_new and ${sameRow(register, 't', 'p')}`,
		batches
	);
}

/** An agreement's invoices beside each other, where they are read together; else in the order of all who lock them. */
function inOrder(register: RegisterName): string {
	if (isOfAgreement(register)) return 'agreement_id, id';
	return hasId(register) ? 'id' : keyColumns(register).join(', ');
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
