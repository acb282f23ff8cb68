import { applyAnswer, answerCheckFor } from './apply-answer';
import { removeFromDevice, seal } from './clearing';
import { changeCurrent, readCurrent } from './directory';
import { claim, databaseNameFor, LocalDb, type Stores } from './local-db';
import { stubbornly } from './storage';
import { isExchangeOutcome, LineError, type Transport } from './transport';

export type FirstContact = { db: LocalDb } | 'signedOut';

/**
 * Finds out whose session this browser has, in the one exchange that also brings everything: the answer goes straight
 * into the person's database. One that is there already (somebody back again) keeps its own state and what waits in it.
 * Throws LineError where the server can't be reached.
 */
export async function makeFirstContact(transport: Transport, signal: AbortSignal): Promise<FirstContact> {
	const request = { client: crypto.randomUUID(), last: 0 };
	const outcome: unknown = await transport.exchange(request, signal);
	if (!isExchangeOutcome(outcome)) throw new LineError('not an answer of ours');
	if (!('k' in outcome) || outcome.u === undefined) return 'signedOut';
	const db = new LocalDb(await databaseNameFor(outcome.u));
	const { u: personId } = outcome;
	const check = await answerCheckFor(personId, undefined);
	await stubbornly(db, () => claim(db, personId, request.client));
	await stubbornly(db, () => applyAnswer(db, request, outcome, check, Date.now()));
	await changeCurrent({ database: db.name });
	return { db };
}

/**
 * For a page, before it shows anything: where another person has logged in since, what the last one left is sealed.
 * The server would say so too, but only after its answer has come.
 */
export async function sealAnothers(mark: string | undefined): Promise<void> {
	const { database } = await readCurrent();
	if (mark === undefined || database === undefined || database === `kellari-${mark}`) return;
	const db = new LocalDb(database);
	await seal(db, 'another').catch(unlessGone(db));
	db.close();
	await changeCurrent({ database: undefined });
}

/**
 * The database of whoever is logged in on this device, found without a network; not one of anybody else than the mark
 * names, and not one whose access has ended and which holds nothing more to see or to deliver.
 */
export async function openCurrent(mark?: string): Promise<LocalDb | undefined> {
	const { database } = await readCurrent();
	if (database === undefined || (mark !== undefined && database !== `kellari-${mark}`)) return undefined;
	const db = new LocalDb(database);
	const reading = stubbornly(db, () => db.read(['meta', 'outbox', 'blobs'], readStanding));
	const found = await reading.catch(unlessGone(db));
	if (!found?.state) {
		// A removal that was cut off: emptied, and not yet forgotten.
		await removeFromDevice(db).catch(unlessGone(db));
		await changeCurrent({ database: undefined });
		return undefined;
	}
	const { state, waiting } = found;
	if (!state.sealed && !(state.ended && waiting === 0)) return db;
	db.close();
	return undefined;
}

/** For `catch`: a database that is not there any more has nothing left to be sealed, removed or read. */
function unlessGone(db: LocalDb) {
	return (error: unknown): void => {
		if (!db.gone) throw error;
	};
}

async function readStanding({ meta, outbox, blobs }: Pick<Stores, 'meta' | 'outbox' | 'blobs'>) {
	const state = await meta.get('sync');
	return { state, waiting: (await outbox.count()) + (await blobs.count()) };
}
