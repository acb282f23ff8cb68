import type { Sql } from '$lib/server/db';

/** Rows in camel case, as the columns are read back. postgres.js types no jsonb of ours, hence the cast. */
export async function insertRows(sql: Sql, table: string, rows: object[]): Promise<void> {
	if (rows.length > 0) await sql`insert into ${sql(table)} ${sql(rows as never)}`;
}

export async function findScope(
	sql: Sql,
	kind: 'landlord' | 'building' | 'staircase' | 'person',
	key: string
): Promise<number> {
	const [row] = await sql<{ id: number }[]>`select sync_scope_for(${kind}, ${key}) as id`;
	return row!.id;
}
