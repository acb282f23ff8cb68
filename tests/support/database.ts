import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Database } from '$lib/server/db';

export interface TestDatabase {
	/** the application's role, as in the running portal */
	db: Database;
	url: string;
	/** the schema's owner, for what the application may not do */
	ownerUrl: string;
	drop(): Promise<void>;
}

/** A migrated, empty database of its own for a test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
	const { ownerUrl, appUrl, template } = inject('testServer');
	const name = `kellari_test_${randomBytes(8).toString('hex')}`;
	await administer(ownerUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
	const url = urlFor(appUrl, name);
	const db = connect(url, { connections: 4, applicationName: 'kellari test' });
	return {
		db,
		url,
		ownerUrl: urlFor(ownerUrl, name),
		async drop() {
			await db.end();
			await administer(ownerUrl, (sql) => dropDatabase(sql, name));
		}
	};
}

function urlFor(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}

async function administer(url: string, statement: (sql: postgres.Sql) => Promise<unknown>) {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await statement(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** An autovacuum is the superuser's and can't be ended by force: it ends by itself, and then the database goes. */
async function dropDatabase(sql: postgres.Sql, name: string): Promise<unknown> {
	for (;;)
		try {
			return await sql`drop database ${sql(name)} with (force)`;
		} catch (error) {
			if (!(error instanceof postgres.PostgresError) || error.code !== '42501') throw error;
			await sql`select pg_sleep(0.2)`;
		}
}
