import { execFile } from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	truncateSync
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port';
import { CannotStart } from './lifetime';
import { type Binaries, findBinaries } from './postgres/binaries';
import { isConnectionLoss, joinCluster, type Presence } from './postgres/presence';
import { prepareDatabase } from './postgres/roles';
import { type ClusterState, stateOf, urlOf, writeState } from './postgres/state';
import { type SystemUser, userForPostgres } from './postgres/system-user';

const run = promisify(execFile);

export interface EmbeddedPostgres {
	/** the schema's owner, for migrations */
	ownerUrl: string;
	/** the application: not the owner, bound by row-level security */
	appUrl: string;
	/** Stops Postgres, unless another of our processes still uses it. */
	stop(): Promise<void>;
}

interface Cluster {
	state: ClusterState;
	dataFolder: string;
	durable: boolean;
	user: SystemUser | undefined;
	binaries: Binaries;
}

/**
 * Starts the packaged Postgres on 127.0.0.1, or joins the one that a killed process left running.
 * `durable: false` is for tests: nothing is synced to the disk.
 */
export async function startPostgres(options: {
	dataFolder: string;
	durable: boolean;
}): Promise<EmbeddedPostgres> {
	const cluster = findCluster(options);
	if (!existsSync(cluster.state.cluster)) await initialise(cluster);
	refuseOtherMajor(cluster);
	const presence = await joinOrStart(cluster);
	await prepareDatabase(cluster.state);
	return {
		ownerUrl: urlOf(cluster.state, 'kellari'),
		appUrl: urlOf(cluster.state, 'kellari_app'),
		stop: () => leaveAndStop(cluster, presence)
	};
}

/** For whoever outlives a killed launcher: stops its Postgres if nobody else uses it. */
export async function stopAbandonedPostgres(dataFolder: string): Promise<void> {
	if (!existsSync(join(dataFolder, 'postgres.json'))) return;
	const cluster = findCluster({ dataFolder, durable: true });
	const presence = await joinRunning(cluster);
	if (presence) await leaveAndStop(cluster, presence);
}

function findCluster({ dataFolder, durable }: { dataFolder: string; durable: boolean }): Cluster {
	const user = userForPostgres();
	const folder = resolve(dataFolder);
	return { dataFolder: folder, durable, user, binaries: findBinaries(user), state: stateOf(folder, user) };
}

async function initialise({ state, durable, user, binaries }: Cluster) {
	const unfinished = `${state.cluster}.new`;
	const passwordFile = `${state.cluster}.password`;
	rmSync(unfinished, { recursive: true, force: true });
	writeFileSync(passwordFile, state.passwords.postgres, { mode: 0o600 });
	try {
		mkdirSync(unfinished, { mode: 0o700 });
		if (user) for (const each of [unfinished, passwordFile]) chownSync(each, user.uid, user.gid);
		const settings = [
			['--pgdata', unfinished],
			['--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
			// The same order of letters on every system; Finnish order is a collation where it matters.
			['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
			durable ? [] : ['--no-sync']
		];
		await run(binaries.initdb, settings.flat(), {
			...user,
			cwd: dirname(binaries.initdb),
			env: plainEnvironment()
		});
		// Whole or not there: a killed initdb leaves a folder that nothing can start.
		renameSync(unfinished, state.cluster);
	} finally {
		rmSync(passwordFile, { force: true });
	}
}

function refuseOtherMajor({ state, binaries }: Cluster) {
	const found = readFileSync(join(state.cluster, 'PG_VERSION'), 'utf8').trim();
	if (found === binaries.major) return;
	throw new CannotStart(
		`The database in ${state.cluster} was made by Postgres ${found}; this Kellari brings Postgres ${binaries.major}, ` +
			`which can't open it. Start the earlier Kellari and take an export, or move the folder away to begin anew. ` +
			`Nothing was changed.`
	);
}

async function joinOrStart(cluster: Cluster): Promise<Presence> {
	for (let attempt = 1; ; attempt++) {
		const presence = await joinRunning(cluster);
		if (presence) return presence;
		try {
			await start(cluster);
		} catch (error) {
			// Somebody took the port in between, or another of us started or is just stopping Postgres.
			if (attempt === 5) throw error;
			await wait(300 * attempt);
		}
	}
}

/** Joins a running postmaster of this very cluster; a stale pid file is left to Postgres, which knows better. */
async function joinRunning(cluster: Cluster): Promise<Presence | undefined> {
	const pidFile = join(cluster.state.cluster, 'postmaster.pid');
	if (!existsSync(pidFile)) return undefined;
	const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
	if (!isAlive(Number(pid))) return undefined;
	if (isOtherProgram(Number(pid))) {
		disownPid(pidFile);
		return undefined;
	}
	if (!Number(port)) return undefined;
	keepPort(cluster, Number(port));
	for (let attempt = 1; ; attempt++) {
		try {
			return await joinCluster(cluster.state);
		} catch (error) {
			// The pid may be another process's by now, then nothing answers; or Postgres is recovering.
			if (!isConnectionLoss(error)) throw error;
			if ((error as { code?: string }).code !== '57P03' || attempt === 120) return undefined;
			await wait(250);
		}
	}
}

async function start(cluster: Cluster) {
	const { state, user, durable, binaries } = cluster;
	if (!state.port || !(await isFree(state.port))) keepPort(cluster, await freePort());
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${state.port}`,
		'unix_socket_directories=',
		'max_connections=100',
		'timezone=UTC',
		'log_timezone=UTC',
		// Statements and the details of errors hold personal data.
		'log_min_error_statement=panic',
		'log_error_verbosity=terse',
		...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])
	];
	const log = logFile(cluster);
	try {
		await run(
			binaries.pgCtl,
			['start', '--wait', '--timeout=120', '--silent', '--pgdata', state.cluster, '--log', log].concat(
				'--options',
				settings.map((setting) => `-c ${setting}`).join(' ')
			),
			{ ...user, cwd: state.cluster, env: plainEnvironment() }
		);
	} catch (error) {
		const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
		throw new CannotStart(`Postgres did not start. The end of its log (${log}):\n${tail}`, { cause: error });
	}
}

async function leaveAndStop({ state, user, binaries }: Cluster, presence: Presence) {
	if (!(await presence.leave())) return;
	if (!existsSync(join(state.cluster, 'postmaster.pid'))) return;
	try {
		await run(
			binaries.pgCtl,
			['stop', '--wait', '--timeout=60', '--silent', '--mode=fast', '--pgdata', state.cluster],
			{ ...user, cwd: dirname(binaries.pgCtl), env: plainEnvironment() }
		);
	} catch (error) {
		// Stopped by somebody else meanwhile.
		if (existsSync(join(state.cluster, 'postmaster.pid'))) throw error;
	}
}

/** Made by us and given to Postgres's user, who may not write to the folder it is in. */
function logFile({ state, user }: Cluster): string {
	const log = `${state.cluster}.log`;
	writeFileSync(log, '', { flag: 'a', mode: 0o600 });
	if (user) chownSync(log, user.uid, user.gid);
	if (statSync(log).size > 10_000_000) truncateSync(log);
	return log;
}

function keepPort({ dataFolder, state }: Cluster, port: number) {
	if (state.port === port) return;
	state.port = port;
	writeState(dataFolder, state);
}

/** PGPORT, PGDATA and the like of the host's Postgres would change what ours does. */
function plainEnvironment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !name.startsWith('PG') && name !== 'NODE_OPTIONS'
	);
	return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function isAlive(pid: number): boolean {
	if (!pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * A pid of before a crash may belong to another program by now, or to a zombie that a container's first
 * process never reaps. Only /proc can tell.
 */
function isOtherProgram(pid: number): boolean {
	const commandLine = `/proc/${pid}/cmdline`;
	return existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes('postgres');
}

/**
 * Postgres would take that process for a postmaster and refuse to start. The file stays, since its other lines
 * name the shared memory by which Postgres finds surviving backends; the pid becomes one that can't exist.
 */
function disownPid(pidFile: string) {
	const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
	writeFileSync(pidFile, ['2147483646', ...rest].join('\n'));
}

function isFree(port: number): Promise<boolean> {
	return new Promise((answer) => {
		const server = createServer();
		server.once('error', () => answer(false));
		server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
	});
}
