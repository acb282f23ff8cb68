import type { RefusalReason } from '$lib/domain/register-values';
import type { RegisterName } from '$lib/domain/registers';
import type { Sql } from '$lib/server/db';
import type { RegisterCounts } from './counts';
import type { ImportProblem } from './refused';
import type { FileCount } from './staging';

export interface ImportRecord {
	id: string;
	startedAt: Date;
	finishedAt: Date | null;
	askedBy: 'command' | 'staff' | 'key';
	/** of whoever asked: somebody of the staff, or a key */
	name: string | null;
	dryRun: boolean;
	state: 'checking' | 'applying' | 'checked' | 'done' | 'refused' | 'failed' | 'interrupted';
	problem: ImportProblem | null;
	files: FileCount[];
	counts: Partial<Record<RegisterName, RegisterCounts>>;
	batches: number;
	batchesDone: number;
}

export interface RowRefusal {
	register: RegisterName;
	file: string;
	line: number;
	key: string | null;
	field: string | null;
	reason: RefusalReason;
	detail: string | null;
}

export async function readImports(sql: Sql, limit = 20): Promise<ImportRecord[]> {
	return [...(await sql<ImportRecord[]>`${records(sql)} order by started_at desc limit ${limit}`)];
}

export async function findImport(sql: Sql, id: string): Promise<ImportRecord | null> {
	const [found] = await sql<ImportRecord[]>`${records(sql)} where i.id = ${id}`;
	return found ?? null;
}

export async function readRefusals(
	sql: Sql,
	id: string,
	{ from = 0, limit = 200 } = {}
): Promise<RowRefusal[]> {
	return [
		...(await sql<RowRefusal[]>`
			select register, file, line, key, field, reason, detail from import_refusals where import_id = ${id}
			order by file, line, field, reason offset ${from} limit ${limit}`)
	];
}

const records = (sql: Sql) => sql`
	select i.id, i.started_at, i.finished_at, i.asked_by, coalesce(s.name, k.name) as name, i.dry_run, i.state, i.problem,
		i.files, i.counts, i.batches, i.batches_done
	from imports i left join staff s on s.id = i.staff_id left join api_keys k on k.id = i.api_key_id`;

/** What was asked long ago, and what was refused of it; at night. */
export async function purgeImports(sql: Sql): Promise<void> {
	await sql`
		delete from import_refusals
		where import_id in (select id from imports where started_at < now() - interval '90 days')`;
	await sql`delete from imports where started_at < now() - interval '2 years'`;
}
