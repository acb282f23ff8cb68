import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import type { PhotoToSend } from '$lib/device/portal-types';
import { fileStore, type ObjectStore } from '$lib/server/blobs';
import { connect, type Database } from '$lib/server/db';
import { adoptDatabase } from '$lib/server/sync/epoch';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { takeFake, takePhoto } from '../support/photos';

// Who waits for a lock waits for a later step, which a busy machine may take long to come to.
const statementTimeout = 120_000;
const options = { connections: 6, applicationName: 'simulation', statementTimeout };
const ownerOptions = { connections: 8, applicationName: 'simulation owner', statementTimeout };

/** What the runs of one worker share: a Postgres database, a folder for pictures, an album. Each run builds its own world in it. */
export class Ground {
	/** The server's. */
	db: Database;
	/** The staff's: what they wait for must not hold the server up for want of a connection. */
	desk: Database;
	readonly store: ObjectStore;
	readonly album: PhotoToSend[];
	readonly #test: TestDatabase;
	readonly #folder: string;
	#owner: Database;
	#copy: string | undefined;

	private constructor(test: TestDatabase, folder: string, album: PhotoToSend[]) {
		this.#test = test;
		this.#folder = folder;
		this.album = album;
		this.store = fileStore(folder);
		this.db = connect(test.url, options);
		this.#owner = connect(test.ownerUrl, ownerOptions);
		this.desk = connect(test.url, { ...options, applicationName: 'simulation desk' });
	}

	static async prepare(): Promise<Ground> {
		const test = await createTestDatabase();
		const folder = await mkdtemp(join(tmpdir(), 'kellari-simulation-'));
		const album = await Promise.all(
			[0, 1, 2, 3, 4, 5, 6].map((number) => takePhoto(number, { large: number === 6 }))
		);
		const ground = new Ground(test, folder, [...album, takeFake(1)]);
		await test.db.end();
		await ground.#owner.sql.unsafe(logInserts);
		await adoptDatabase(ground.#owner.sql);
		return ground;
	}

	/** The schema's owner, who may do what the application may not. */
	get owner(): Database {
		return this.#owner;
	}

	/** Keeps a copy of the database as it is, to be gone back to. */
	async keepCopy(): Promise<void> {
		await this.forgetCopy();
		this.#copy = `${this.#name}_copy`;
		await this.#swap((sql) => sql`create database ${sql(this.#copy!)} template ${sql(this.#name)}`);
	}

	get hasCopy(): boolean {
		return this.#copy !== undefined;
	}

	/** Puts the copy in the database's place, as an operator does after a disaster, and starts again. */
	async goBack(): Promise<void> {
		if (!this.#copy) throw new Error('there is no copy');
		await this.#swap(async (sql) => {
			await sql`drop database if exists ${sql(this.#name)} with (force)`;
			await sql`create database ${sql(this.#name)} template ${sql(this.#copy!)}`;
		});
		await adoptDatabase(this.#owner.sql);
	}

	async clear(): Promise<void> {
		await this.forgetCopy();
		await Promise.all([this.db.end(), this.desk.end(), this.#owner.end()]);
		await this.#test.drop();
		await rm(this.#folder, { recursive: true, force: true });
	}

	async forgetCopy(): Promise<void> {
		if (!this.#copy) return;
		const copy = this.#copy;
		this.#copy = undefined;
		await this.#administer((sql) => sql`drop database ${sql(copy)} with (force)`);
	}

	/** A database can be copied only while nobody is in it. */
	async #swap(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
		await Promise.all([this.db.end(), this.desk.end(), this.#owner.end()]);
		try {
			await this.#administer(work);
		} finally {
			// Where it fails, that is one seed's failure, and not that of all that come after.
			this.db = connect(this.#test.url, options);
			this.#owner = connect(this.#test.ownerUrl, ownerOptions);
			this.desk = connect(this.#test.url, { ...options, applicationName: 'simulation desk' });
		}
	}

	async #administer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
		const sql = postgres(inject('testServer').ownerUrl, { max: 1, onnotice: () => undefined });
		try {
			await work(sql);
		} finally {
			await sql.end({ timeout: 5 });
		}
	}

	get #name(): string {
		return new URL(this.#test.url).pathname.slice(1);
	}
}

/** Counts how often each row was made: a primary key alone would hide a second time after a deletion. */
const logInserts = `
	create table made (id uuid not null, kind text not null);
	create index on made (id);
	grant all on made to public;
	create function note_made() returns trigger language plpgsql as $$
	begin
		insert into made values (new.id, tg_table_name);
		return null;
	end $$;
	create trigger note_made after insert on defect_reports for each row execute function note_made();
	create trigger note_made after insert on defect_entries for each row execute function note_made();
	create trigger note_made after insert on conversations for each row execute function note_made();
	create trigger note_made after insert on messages for each row execute function note_made();
	create trigger note_made after insert on attachments for each row execute function note_made();
`;
