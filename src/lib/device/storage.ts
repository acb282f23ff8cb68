import type { LocalDb } from './local-db';

/** The device's storage is full or failing; what was to be saved is not, and the form must stay. */
export class StorageError extends Error {
	readonly kind: 'full' | 'failing';
	constructor(kind: 'full' | 'failing', cause: unknown) {
		super(`storage is ${kind}`, { cause });
		this.name = 'StorageError';
		this.kind = kind;
	}
}

const pauses = [50, 250, 1000];
const passing = new Set([
	'InvalidStateError',
	'UnknownError',
	'DatabaseClosedError',
	'AbortError',
	'TransactionInactiveError',
	'OpenFailedError',
	'TimeoutError'
]);

/**
 * Runs an access to the database, again where the browser lost it: WebKit drops connections in the background, others
 * when the disk is busy. Space is made where it is short. What still fails is a StorageError.
 */
export async function stubbornly<T>(
	db: LocalDb,
	access: () => Promise<T>,
	pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
): Promise<T> {
	for (let tries = 0; ; tries++) {
		const connection = db.backendDB();
		try {
			return await access();
		} catch (error) {
			// A connection that is lost while Dexie opens it leaves its tables without their inside, and every access stumbles.
			const isHalfOpen = error instanceof TypeError && (db.core as unknown) === undefined;
			const kind = isHalfOpen ? 'failing' : kindOf(error);
			if (!kind || db.gone) throw error;
			const wait = pauses[tries];
			if (wait === undefined || (kind === 'full' && !(await makeRoom(db, tries))))
				throw new StorageError(kind, error);
			if (kind === 'failing') {
				await pause(wait);
				// Not where another access has done so: it would lose what that one does now.
				if (isHalfOpen || db.backendDB() === connection) await reopen(db);
			}
		}
	}
}

function kindOf(error: unknown): 'full' | 'failing' | undefined {
	const names = namesOf(error);
	if (names.includes('QuotaExceededError')) return 'full';
	return names.some((name) => passing.has(name)) ? 'failing' : undefined;
}

/** Dexie wraps what the browser threw, and gathers what several rows met: the innermost names tell. */
function namesOf(error: unknown): string[] {
	if (!(error instanceof Error || error instanceof DOMException)) return [];
	const { inner, failures = [] } = error as { inner?: unknown; failures?: unknown[] };
	return [error.name, ...namesOf(inner), ...failures.flatMap(namesOf)];
}

async function reopen(db: LocalDb): Promise<void> {
	db.close({ disableAutoOpen: false });
	await db.open().catch(() => undefined);
}

/** Pictures first, then ended bulletins' rows would come again anyway; never what waits, its photos, or drafts. */
async function makeRoom(db: LocalDb, tries: number): Promise<boolean> {
	try {
		const removed =
			tries === 0
				? await db.pictures.clear().then(() => 1)
				: await db.rows
						.where('k')
						.equals('bulletin')
						.filter((row) => isOld(row.d) && hasBody(row.d))
						.modify((row) => void (row.d = { ...row.d, body: {} }));
		return removed > 0;
	} catch {
		// A full disk may refuse even a deletion; the caller says that it is full.
		return false;
	}
}

function hasBody({ body }: Record<string, unknown>): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

function isOld(bulletin: Record<string, unknown>): boolean {
	const endsAt = bulletin.endsAt;
	return typeof endsAt === 'string' && Date.parse(endsAt) < Date.now();
}
