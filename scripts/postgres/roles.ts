import postgres from 'postgres';
import { type ClusterState, urlOf } from './state';

/**
 * Makes the two roles and the database, if they aren't there: `kellari` owns the schema and runs migrations,
 * `kellari_app` is bound by row-level security and can't change the schema.
 */
export async function prepareDatabase(state: ClusterState): Promise<void> {
	const sql = postgres(urlOf(state, 'postgres', 'postgres'), { max: 1, onnotice: () => undefined });
	try {
		const existing = await sql<{ name: string }[]>`
			select rolname as name from pg_roles where rolname in ('kellari', 'kellari_app')`;
		const has = (name: string) => existing.some((role) => role.name === name);
		if (!has('kellari'))
			await sql.unsafe(`create role kellari login createdb createrole password '${state.passwords.kellari}'`);
		if (!has('kellari_app')) {
			await sql.unsafe(`create role kellari_app login password '${state.passwords.kellari_app}'`);
			// The owner may act as the application: to install the job queue for it, and in tests.
			await sql`grant kellari_app to kellari`;
		}
		const [database] = await sql`select 1 from pg_database where datname = 'kellari'`;
		if (!database) await sql`create database kellari owner kellari`;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
