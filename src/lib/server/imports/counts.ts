import { registerNames, type RegisterName } from '$lib/domain/registers';
import type { Sql } from '$lib/server/db';
import type { ImportOutcome } from './run-import';

export interface RegisterCounts {
	read: number;
	refused: number;
	added: number;
	changed: number;
	/** by a full set that doesn't have them */
	ended: number;
	/** of rows in which something was kept because its change is not acknowledged yet */
	kept: number;
}

/** Of the registers that the set speaks of, before anything is written. */
export async function countRows(
	sql: Sql,
	{ id, files }: Pick<ImportOutcome, 'id' | 'files'>,
	full: readonly RegisterName[]
): Promise<ImportOutcome['counts']> {
	const counts: ImportOutcome['counts'] = {};
	const refused = await sql<{ register: RegisterName; rows: number }[]>`
		select register, count(distinct (file, line)) as rows from import_refusals where import_id = ${id} group by register`;
	for (const register of registerNames) {
		const read = files.reduce((sum, { rows }) => sum + (rows[register] ?? 0), 0);
		if (read === 0 && !full.includes(register)) continue;
		const [planned] = await sql.unsafe(`
			select count(*) filter (where is_new) as added,
				count(*) filter (where not is_new and not is_ended) as changed,
				count(*) filter (where is_ended) as ended
			from planned_${register}`);
		const [gone] = await sql.unsafe(
			`select case when to_regclass('pg_temp.gone_${register}') is null then 0 else 1 end as is_there`
		);
		const [removed] = (gone as unknown as { isThere: number }).isThere
			? await sql.unsafe(`select count(*) as rows from gone_${register}`)
			: [{ rows: 0 }];
		const [kept] = await sql.unsafe(`
			select count(*) as rows from checked_${register} s join awaiting_${register} a on a.row_id = s.found_id`);
		const { added, changed, ended } = planned as unknown as Pick<
			RegisterCounts,
			'added' | 'changed' | 'ended'
		>;
		counts[register] = {
			read,
			refused: refused.find((each) => each.register === register)?.rows ?? 0,
			added,
			changed,
			ended: ended + (removed as unknown as { rows: number }).rows,
			kept: (kept as unknown as { rows: number }).rows
		};
	}
	return counts;
}
