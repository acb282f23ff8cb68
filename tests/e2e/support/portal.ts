import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	closeSync,
	cpSync,
	existsSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres, type EmbeddedPostgres } from '../../../scripts/embedded-postgres';
import { startDemoBank, type DemoBank } from '../../../scripts/demo-bank-process';
import { freePort } from '../../../scripts/free-port';
import { prepareForUse } from '../../../scripts/portal-database';
import { findSealingKeys } from '../../../scripts/sealing-keys';
import { startWebProcess, type WebProcess } from '../../../scripts/web-process';

interface Template {
	ownerUrl: string;
	appUrl: string;
	template: string;
	dataFolder: string;
}

export interface PortalOptions {
	/** Another checkout, with its own build. */
	tree?: string;
	/** With the demo's bank. */
	bank?: boolean;
	/** Where it believes to be: as behind a balancer that ends TLS. */
	origin?: string;
	/** Where all that it says is kept, as much as it can say. */
	logFile?: string;
	/** What its web process is told beside what every test's is. */
	environment?: Record<string, string>;
}

/**
 * A portal of a test's own: its database is a copy of the demo landlord's, its web process the built one. What a test
 * breaks here, nobody else feels.
 */
export class Portal {
	readonly origin: string;
	readonly port: number;
	/** The schema's owner: for looking at what has arrived. */
	sql: postgres.Sql;
	readonly dataFolder: string;
	readonly #appUrl: string;
	#environment: Record<string, string> = {};
	#web: WebProcess | undefined;
	#output: number | undefined;
	/** Where people identify; only of a portal that asked for it. */
	#bank: DemoBank | undefined;

	private constructor(
		port: number,
		dataFolder: string,
		urls: { ownerUrl: string; appUrl: string },
		origin = `http://localhost:${port}`
	) {
		this.port = port;
		this.origin = origin;
		this.dataFolder = dataFolder;
		this.sql = postgres(urls.ownerUrl, { max: 1, onnotice: () => undefined });
		this.#appUrl = urls.appUrl;
	}

	/** Its database goes with the cluster, when all tests are done. */
	static async open({
		tree,
		bank = false,
		origin,
		logFile,
		environment = {}
	}: PortalOptions = {}): Promise<Portal> {
		const from = template();
		const name = `portal_${randomBytes(6).toString('hex')}`;
		await administer(
			from.ownerUrl,
			(sql) => sql`create database ${sql(name)} template ${sql(from.template)}`
		);
		const dataFolder = ownDataFolder(from);
		const urls = { ownerUrl: inDatabase(from.ownerUrl, name), appUrl: inDatabase(from.appUrl, name) };
		const portal = new Portal(await freePort(), dataFolder, urls, origin);
		portal.#environment = environment;
		if (logFile !== undefined) portal.#output = openSync(logFile, 'a');
		if (bank) portal.#bank = await startDemoBank({ appUrl: urls.appUrl, dataFolder, origin: portal.origin });
		await portal.startWeb(tree);
		return portal;
	}

	/** On a Postgres that may be killed. */
	static async openOn(server: OwnPostgres): Promise<Portal> {
		const urls = await server.start();
		await prepareForUse({ ...urls, embedded: true }, server.dataFolder);
		const portal = new Portal(await freePort(), ownDataFolder(server), urls);
		await portal.startWeb();
		return portal;
	}

	/** `tree`: another checkout, with its own build. */
	async startWeb(tree?: string): Promise<void> {
		this.#web = await startWebProcess({
			host: '127.0.0.1',
			port: this.port,
			origin: this.origin,
			dataFolder: this.dataFolder,
			appUrl: this.#appUrl,
			embedded: false,
			sealingKeys: findSealingKeys({ embedded: true, dataFolder: this.dataFolder }),
			logLevel: this.#output === undefined ? (process.env.LOG_LEVEL ?? 'error') : 'trace',
			...(this.#output !== undefined && { output: this.#output }),
			environment: { ...this.#bank?.environment, ...this.#environment },
			...(tree === undefined ? {} : { tree })
		});
	}

	async stopWeb(): Promise<void> {
		await this.#web?.stop();
	}

	async killWeb(): Promise<void> {
		if (!this.#web) return;
		process.kill(this.#web.pid, 'SIGKILL');
		await this.#web.ended;
	}

	async close(): Promise<void> {
		// What is still open has a test's leave to break.
		await this.killWeb();
		await this.#bank?.stop();
		if (this.#output !== undefined) closeSync(this.#output);
		await this.sql.end({ timeout: 5 });
		rmSync(this.dataFolder, { recursive: true, force: true });
	}
}

/** A Postgres of a test's own that writes to the disk as in use, so that killing it proves something. */
export class OwnPostgres {
	readonly dataFolder = mkdtempSync(join(tmpdir(), 'kellari-e2e-postgres-'));
	#running: EmbeddedPostgres | undefined;

	constructor() {
		// As root's, Postgres's own user has to enter it: kept elsewhere, the cluster would outlive its folder.
		chmodSync(this.dataFolder, 0o711);
	}

	async start(): Promise<EmbeddedPostgres> {
		this.#running = await startPostgres({ dataFolder: this.dataFolder, durable: true });
		return this.#running;
	}

	kill(): void {
		const { cluster } = JSON.parse(readFileSync(join(this.dataFolder, 'postgres.json'), 'utf8')) as {
			cluster: string;
		};
		const [pid] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
		process.kill(Number(pid), 'SIGKILL');
	}

	async close(): Promise<void> {
		await this.#running?.stop();
		rmSync(this.dataFolder, { recursive: true, force: true });
	}
}

function template(): Template {
	const file = process.env.TEST_PORTAL_STATE;
	if (!file || !existsSync(file))
		throw new Error('the portal that the others are copied from is not running');
	return JSON.parse(readFileSync(file, 'utf8')) as Template;
}

function ownDataFolder(from: { dataFolder: string }): string {
	const folder = mkdtempSync(join(tmpdir(), 'kellari-e2e-'));
	for (const kept of ['blobs', 'sealing-keys'].filter((name) => existsSync(join(from.dataFolder, name))))
		cpSync(join(from.dataFolder, kept), join(folder, kept), { recursive: true });
	return folder;
}

function inDatabase(serverUrl: string, database: string): string {
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
