import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runMigrations as installJobQueue } from 'graphile-worker';
import postgres from 'postgres';

export interface Migration {
	/** '0001_people_and_homes.sql' */
	name: string;
	text: string;
	checksum: string;
}

/** Something a person has to mend: shown without a stack trace. */
export class MigrationRefused extends Error {}

const advisoryLock = 7_231_004;

/**
 * Brings the database at the owner's `url` up to date: every file of the folder that was not applied yet,
 * in order, each in a transaction of its own. Two processes may start at once; the second waits.
 *
 * Tables, sequences and functions of the migrations are open to `appRole` by default privileges, so that a
 * `revoke` in a migration stays. SQL finds the role's name in `current_setting('kellari.app_role')`.
 *
 * @throws MigrationRefused if an applied file was edited, is missing, or a new one comes before it
 */
export async function migrate(
	url: string,
	{ appRole, folder = resolve('migrations') }: { appRole: string; folder?: string }
): Promise<{ applied: string[] }> {
	const migrations = await readMigrations(folder);
	const sql = postgres(url, {
		max: 1,
		onnotice: () => undefined,
		connection: { application_name: 'kellari migrate', TimeZone: 'UTC' }
	});
	try {
		await sql`select pg_advisory_lock(${advisoryLock})`;
		await createRecord(sql);
		await openToApplication(sql, appRole);
		await installJobsAs(sql, url, appRole);
		const pending = await pendingMigrations(sql, migrations);
		for (const migration of pending) await apply(sql, migration, appRole);
		return { applied: pending.map((migration) => migration.name) };
	} finally {
		await sql.end({ timeout: 5 });
	}
}

export async function readMigrations(folder: string): Promise<Migration[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
	const numbers = names.map((name) => {
		if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
			throw new MigrationRefused(`${name}: a migration is called NNNN_name.sql`);
		return name.slice(0, 4);
	});
	const twice = numbers.find((number, i) => numbers[i + 1] === number);
	if (twice) throw new MigrationRefused(`Two migrations have the number ${twice}`);
	return Promise.all(
		names.map(async (name) => {
			// Git on Windows may check text out with CRLF; that is no edit.
			const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
			return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
		})
	);
}

async function createRecord(sql: postgres.Sql) {
	await sql`
		create table if not exists schema_migrations (
			name text primary key,
			checksum text not null,
			applied_at timestamptz not null default now()
		)`;
}

async function pendingMigrations(sql: postgres.Sql, migrations: Migration[]): Promise<Migration[]> {
	const applied = await sql<{ name: string; checksum: string }[]>`
		select name, checksum from schema_migrations order by name`;
	const files = new Map(migrations.map((migration) => [migration.name, migration]));
	for (const { name, checksum } of applied) {
		const file = files.get(name);
		if (!file)
			throw new MigrationRefused(
				`The database has ${name}, which is not among the files: it was made by a newer Kellari, or the file was removed.`
			);
		if (file.checksum !== checksum)
			throw new MigrationRefused(
				`${name} was edited after it was applied. Put it back as it was and write a new migration.`
			);
	}
	const last = applied.at(-1)?.name ?? '';
	const pending = migrations.filter(({ name }) => !applied.some((row) => row.name === name));
	const late = pending.find(({ name }) => name < last);
	if (late)
		throw new MigrationRefused(
			`${late.name} comes before ${last}, which is applied: give it a later number.`
		);
	return pending;
}

async function apply(sql: postgres.Sql, { name, text, checksum }: Migration, appRole: string) {
	try {
		await sql.begin(async (tx) => {
			await tx`select set_config('kellari.app_role', ${appRole}, true)`;
			await tx.unsafe(text).simple();
			await tx`insert into schema_migrations (name, checksum) values (${name}, ${checksum})`;
		});
	} catch (error) {
		if (!(error instanceof postgres.PostgresError)) throw error;
		const line = error.position ? `:${text.slice(0, Number(error.position)).split('\n').length}` : '';
		throw new Error(`${name}${line}: ${error.message}${error.where ? `\n${error.where}` : ''}`, {
			cause: error
		});
	}
}

async function openToApplication(sql: postgres.Sql, appRole: string) {
	const role = sql(appRole);
	await sql.begin(async (tx) => {
		await tx`revoke all on schema_migrations from ${role}`;
		await tx`grant usage on schema public to ${role}`;
		await tx`alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`;
		await tx`alter default privileges in schema public grant usage, select on sequences to ${role}`;
		await tx`alter default privileges in schema public grant execute on functions to ${role}`;
	});
}

/**
 * The queue's tables have row-level security without a policy: only their owner can work with them. Jobs are
 * added and taken by the application, so it owns the queue's schema, and may make no other.
 */
async function installJobsAs(sql: postgres.Sql, url: string, appRole: string) {
	const [{ database, owner }] = await sql<[{ database: string; owner: string }]>`
		select current_database() as database, current_user as owner`;
	const asApplication = new URL(url);
	if (owner !== appRole) {
		asApplication.searchParams.set('options', `-c role=${appRole}`);
		await sql`grant create on database ${sql(database)} to ${sql(appRole)}`;
	}
	await installJobQueue({ connectionString: asApplication.href, noHandleSignals: true });
	if (owner !== appRole) await sql`revoke create on database ${sql(database)} from ${sql(appRole)}`;
}
