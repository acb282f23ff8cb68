import type { LocalDb } from './local-db';

/** A database whose connection can be had anew. */
type Reopened = Pick<LocalDb, 'connection' | 'isOver' | 'reopen'>;

/** The device's storage is full or failing; what was to be saved is not, and the form must stay. */
export class StorageError extends Error {
	readonly kind: 'full' | 'failing';
	constructor(kind: 'full' | 'failing', cause: unknown) {
		super(`storage is ${kind}`, { cause });
		this.name = 'StorageError';
		this.kind = kind;
	}
}

/** For `catch`, where a failing storage is no failure of what was done. */
export function ofStorage(error: unknown): void {
	if (!(error instanceof StorageError)) throw error;
}

const pauses = [50, 250, 1000];
const passing = new Set([
	'InvalidStateError',
	'UnknownError',
	'AbortError',
	'TransactionInactiveError',
	'TimeoutError'
]);

/**
 * Runs an access to the database, again where the browser lost it: WebKit drops connections in the background, others
 * when the disk is busy. Space is made where it is short. What still fails is a StorageError.
 */
export async function stubbornly<T>(
	db: Reopened,
	access: () => Promise<T>,
	pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
): Promise<T> {
	let [failed, full] = [0, 0];
	for (;;) {
		const { connection } = db;
		try {
			return await access();
		} catch (error) {
			const kind = kindOf(error);
			if (!kind || db.isOver) throw error;
			if (kind === 'full') {
				if (!isPersons(db) || !(await makeRoom(db, full++))) throw new StorageError(kind, error);
				continue;
			}
			const wait = pauses[failed++];
			if (wait === undefined) throw new StorageError(kind, error);
			await pause(wait);
			// Not where another access has done so: it would lose what that one does now.
			if (db.connection === connection) await db.reopen();
		}
	}
}

function kindOf(error: unknown): 'full' | 'failing' | undefined {
	if (!(error instanceof Error || error instanceof DOMException)) return undefined;
	if (error.name === 'QuotaExceededError') return 'full';
	return passing.has(error.name) ? 'failing' : undefined;
}

const isPersons = (db: Reopened): db is LocalDb => 'pictures' in db;

/** Pictures first, then ended bulletins' rows would come again anyway; never what waits, its photos, or drafts. */
async function makeRoom(db: LocalDb, tries: number): Promise<boolean> {
	try {
		if (tries > 0) return await emptyOldBulletins(db);
		await db.pictures.clear();
		return true;
	} catch (error) {
		if (!kindOf(error)) throw error;
		// A full disk may refuse even a deletion; the caller says that it is full.
		return false;
	}
}

async function emptyOldBulletins(db: LocalDb): Promise<boolean> {
	return db.write(['rows'], async ({ rows }) => {
		const old = (await rows.getAllBy('k', 'bulletin')).filter(({ d }) => isOld(d) && hasBody(d));
		await rows.putAll(old.map((row) => ({ ...row, d: { ...row.d, body: {} } })));
		return old.length > 0;
	});
}

function hasBody({ body }: Record<string, unknown>): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

function isOld(bulletin: Record<string, unknown>): boolean {
	const endsAt = bulletin.endsAt;
	return typeof endsAt === 'string' && Date.parse(endsAt) < Date.now();
}
