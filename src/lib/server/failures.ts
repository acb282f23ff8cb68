import { setTimeout as pause } from 'node:timers/promises';

// What an exception from the database means, by its SQLSTATE and never by its text.

export function sqlState(error: unknown): string | undefined {
	if (!(error instanceof Error) || error.name !== 'PostgresError') return undefined;
	return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The statement itself can never work: bad data (22), a broken constraint (23), no right (42501). */
export function isPermanent(error: unknown): boolean {
	const state = sqlState(error);
	return state !== undefined && (state.startsWith('22') || state.startsWith('23') || state === '42501');
}

/** Deadlock or serialization failure: the same transaction may well work at once. */
export function isRetryable(error: unknown): boolean {
	const state = sqlState(error);
	return state === '40P01' || state === '40001';
}

const maxTries = 8;

/**
 * Runs a transaction again where the database broke a tie against it (deadlock, serialization). After a moment, each
 * time a longer one: many who wait for the same row would be picked out in turn for as long as they all come back at once.
 */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await transaction();
		} catch (error) {
			if (!isRetryable(error) || tries === maxTries) throw error;
			await pause(Math.random() * 20 * tries);
		}
	}
}

const transientStates = ['08', '40', '53', '55P03', '57', '58', 'XX'];
const transientCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'CONNECT_TIMEOUT',
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED'
]);

/** The database is away or busy: nothing is consumed, and the device comes again. */
export function isTransient(error: unknown): boolean {
	const state = sqlState(error);
	if (state !== undefined) return transientStates.some((prefix) => state.startsWith(prefix));
	return error instanceof Error && 'code' in error && transientCodes.has(String(error.code));
}
