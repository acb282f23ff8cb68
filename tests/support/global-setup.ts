import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEphemeralPostgres } from '../../scripts/ephemeral-postgres';
import { migrate, readMigrations } from '../../src/lib/server/migrate';

export interface TestServer {
	ownerUrl: string;
	appUrl: string;
	/** a migrated database that each test file's own is copied from */
	template: string;
}

declare module 'vitest' {
	export interface ProvidedContext {
		testServer: TestServer;
	}
}

interface Shared {
	server: Promise<TestServer & { stop(): Promise<void> }>;
	users: number;
}

// Vitest loads this file once for each project that names it; they share one Postgres.
const shared = globalThis as typeof globalThis & { kellariTestServer?: Shared };

export default async function setup(project: TestProject) {
	shared.kellariTestServer ??= { server: startTestServer(), users: 0 };
	const { kellariTestServer } = shared;
	kellariTestServer.users++;
	const { stop, ...server } = await kellariTestServer.server;
	project.provide('testServer', server);
	return async () => {
		if (--kellariTestServer.users > 0) return;
		delete shared.kellariTestServer;
		await stop();
	};
}

/** TEST_DATABASE_URL names a role that may create databases and roles; without it a Postgres is started. */
async function startTestServer() {
	const given = process.env.TEST_DATABASE_URL;
	const server = given ? await prepareGiven(given) : await startEphemeralPostgres();
	const template = await makeTemplate(server);
	return { ownerUrl: server.ownerUrl, appUrl: server.appUrl, template, stop: () => server.stop() };
}

async function prepareGiven(ownerUrl: string) {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
	const appUrl = new URL(ownerUrl);
	appUrl.username = 'kellari_test_app';
	appUrl.password = 'only for tests';
	const [role] = await sql`select 1 from pg_roles where rolname = ${appUrl.username}`;
	if (!role) await sql.unsafe(`create role kellari_test_app login password 'only for tests'`);
	await sql`grant kellari_test_app to current_user`;
	await sql.end();
	return { ownerUrl, appUrl: appUrl.href, stop: async () => undefined };
}

async function makeTemplate({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<string> {
	const migrations = await readMigrations(resolve('migrations'));
	const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
	const template = `kellari_template_${hash}`;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
	try {
		const [existing] = await sql`select 1 from pg_database where datname = ${template}`;
		if (existing) return template;
		// Renamed when it is complete, so that a run that was cut short leaves no half of one.
		const unfinished = `${template}_${process.pid}`;
		await sql`create database ${sql(unfinished)}`;
		const url = new URL(ownerUrl);
		url.pathname = `/${unfinished}`;
		await migrate(url.href, { appRole: new URL(appUrl).username });
		await sql`alter database ${sql(unfinished)} rename to ${sql(template)}`;
		return template;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
