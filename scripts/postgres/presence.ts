import postgres from 'postgres';
import { type ClusterState, urlOf } from './state';

const presenceLock = 7_231_001;

export interface Presence {
	/** Says goodbye. True if nobody else is there, so that the last one stops Postgres. */
	leave(): Promise<boolean>;
}

/**
 * Several of our processes may share one cluster (a start, a script beside it). Each holds a shared advisory
 * lock for as long as it lives: a killed one loses it by itself, which no pid file would.
 */
export async function joinCluster(state: ClusterState): Promise<Presence> {
	const sql = postgres(urlOf(state, 'postgres', 'postgres'), {
		max: 1,
		max_lifetime: null,
		connect_timeout: 10,
		onnotice: () => undefined,
		connection: { application_name: 'kellari launcher' }
	});
	try {
		await sql`select pg_advisory_lock_shared(${presenceLock})`;
	} catch (error) {
		await sql.end({ timeout: 1 });
		throw error;
	}
	return {
		async leave() {
			try {
				await sql`select pg_advisory_unlock_shared(${presenceLock})`;
				const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${presenceLock}) as alone`;
				return row?.alone ?? true;
			} catch (error) {
				// Postgres is gone or going already; there is nobody to leave it to.
				if (isConnectionLoss(error)) return true;
				throw error;
			} finally {
				await sql.end({ timeout: 1 });
			}
		}
	};
}

/** No connection, a lost one, or a server that is starting or shutting down. */
export function isConnectionLoss(error: unknown): boolean {
	const { code } = error as { code?: string };
	const lost = [
		'ECONNREFUSED',
		'ECONNRESET',
		'EPIPE',
		'CONNECTION_CLOSED',
		'CONNECTION_ENDED',
		'CONNECT_TIMEOUT'
	];
	return lost.includes(code ?? '') || (code?.startsWith('57P0') ?? false);
}
