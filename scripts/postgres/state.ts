import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from '../lifetime';
import { stateFolder } from './binaries';
import { canEnter, type SystemUser } from './system-user';

/** What `postgres.json` in the data folder remembers of the cluster. */
export interface ClusterState {
	/** PGDATA; elsewhere than in the data folder where Postgres's user can't enter that */
	cluster: string;
	/** the last one used; another is taken if somebody else has it by now */
	port: number;
	passwords: Record<Role, string>;
}

/** superuser · owner of the schema, for migrations · the application */
export type Role = 'postgres' | 'kellari' | 'kellari_app';

/** Reads the state, or makes one for a new cluster. */
export function stateOf(dataFolder: string, user: SystemUser | undefined): ClusterState {
	// Root's folder has to let Postgres's user through; what is secret in it has its own mode.
	mkdirSync(dataFolder, { recursive: true, mode: user ? 0o711 : 0o700 });
	const file = join(dataFolder, 'postgres.json');
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ClusterState;
	const password = () => randomBytes(24).toString('base64url');
	const state = {
		cluster: clusterFolder(dataFolder, user),
		port: 0,
		passwords: { postgres: password(), kellari: password(), kellari_app: password() }
	};
	if (existsSync(state.cluster))
		throw new CannotStart(
			`There is a database in ${state.cluster}, but its passwords (${file}) are gone. Bring that file back from ` +
				'a backup, or move the database folder away to start with an empty one.'
		);
	writeState(dataFolder, state);
	return state;
}

export function writeState(dataFolder: string, state: ClusterState) {
	const file = join(dataFolder, 'postgres.json');
	writeFileSync(file, `${JSON.stringify(state, null, '\t')}\n`, { mode: 0o600 });
	chmodSync(file, 0o600);
}

export function urlOf(state: ClusterState, role: Role, database = 'kellari'): string {
	return `postgres://${role}:${state.passwords[role]}@127.0.0.1:${state.port}/${database}`;
}

function clusterFolder(dataFolder: string, user: SystemUser | undefined): string {
	if (canEnter(dataFolder, user)) return join(dataFolder, 'postgres');
	const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
	const cluster = join(stateFolder(), 'clusters', name, 'postgres');
	mkdirSync(dirname(cluster), { recursive: true, mode: 0o711 });
	return cluster;
}
