import type { EntityKind } from '$lib/domain/entities';
import type { AnyMutation } from '$lib/domain/mutations';
import type { Refusal } from '$lib/domain/refusal';
import {
	maxExchangeBytes,
	maxMutations,
	noop,
	noopFor,
	type ExchangeRequest,
	type WireMutation
} from '$lib/domain/sync-wire';
import { readSync, type LocalDb, type QueuedItem, type Stores, type SyncState } from './local-db';
import type { AttachmentToSend } from './portal-types';

export interface NewItem {
	id: string;
	principalId: string;
	mutation: AnyMutation;
	args: unknown;
	writtenAt: string;
	photos: AttachmentToSend[];
}

export const maxWaitingPhotos = 30;
export const maxWaitingBytes = 15_000_000;

/** Whether the photos that wait on this device leave room for more. */
export async function hasRoomFor(db: LocalDb, photos: readonly AttachmentToSend[]): Promise<boolean> {
	let count = photos.length;
	let bytes = photos.reduce((sum, photo) => sum + photo.size, 0);
	await db.blobs.each((blob) => {
		count++;
		bytes += blob.size;
	});
	return count <= maxWaitingPhotos && bytes <= maxWaitingBytes;
}

/** Queues a submission with its photos, whole or not at all. It is durably there when this resolves. */
export async function enqueue(db: LocalDb, item: NewItem): Promise<void> {
	await db.write(['outbox', 'blobs', 'meta'], async ({ outbox, blobs, meta }) => {
		// Tried again after a failure that was none: the first try has been saved.
		if (await outbox.get(item.id)) return;
		const state = await readSync({ meta });
		await outbox.add({
			id: item.id,
			principalId: item.principalId,
			name: item.mutation.name,
			v: item.mutation.v,
			args: item.args,
			state: 'waiting',
			target: { kind: item.mutation.target as EntityKind, id: item.mutation.targetId(item.args as never) },
			shas: item.photos.map(({ sha }) => sha),
			writtenAt: item.writtenAt,
			order: state.nextOrder
		});
		await meta.put({ ...state, nextOrder: state.nextOrder + 1 });
		await keepPhotos(blobs, item.principalId, item.photos);
	});
}

/** Changes an item that was never sent. False where it is under way: then a change of mind is a further submission. */
export async function edit(
	db: LocalDb,
	id: string,
	args: unknown,
	photos?: AttachmentToSend[]
): Promise<boolean> {
	return db.write(['outbox', 'blobs', 'meta', 'rows'], async (stores) => {
		const item = await stores.outbox.get(id);
		if (item?.state !== 'waiting' || item.seq !== undefined) return false;
		const shas = photos ? photos.map(({ sha }) => sha) : item.shas;
		await stores.outbox.put({ ...item, args, shas });
		if (photos) {
			await keepPhotos(stores.blobs, item.principalId, photos);
			await dropUnused(stores, item);
		}
		return true;
	});
}

/**
 * Takes an item away: at once where it was never sent or was refused. One that the server can't take leaves its place
 * in the sequence to a `noop`, so that those behind it go on. False where it is under way.
 */
export async function remove(db: LocalDb, id: string): Promise<boolean> {
	return db.write(['outbox', 'blobs', 'meta', 'rows'], async (stores) => {
		const item = await stores.outbox.get(id);
		if (!item || item.state === 'sending') return false;
		if (item.state === 'held' && item.seq !== undefined)
			await stores.outbox.put({ ...item, ...noopFor(item), shas: [], state: 'sending' });
		else await stores.outbox.delete(id);
		await dropUnused(stores, item);
		return true;
	});
}

/** A mended copy of a refused item goes out as a new one, with the photos that it had. */
export async function resend(db: LocalDb, id: string, newId: string, args: unknown): Promise<void> {
	await db.write(['outbox', 'meta'], async ({ outbox, meta }) => {
		const item = await outbox.get(id);
		if (!item || item.state !== 'refused') return;
		const state = await readSync({ meta });
		const { seq: _seq, refusal: _refusal, heldSince: _held, ...rest } = item;
		await outbox.delete(id);
		await outbox.add({ ...rest, id: newId, args, state: 'waiting', order: state.nextOrder });
		await meta.put({ ...state, nextOrder: state.nextOrder + 1 });
	});
}

/** Unresolved items in the order in which they go out. */
export async function inOrder({ outbox }: Pick<Stores, 'outbox'>): Promise<QueuedItem[]> {
	const items = await outbox.getAll();
	return items.sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.order - b.order);
}

/** Read together: another tab may give the device a new client id between two transactions. */
export interface Taken {
	state: SyncState;
	mutations: WireMutation[];
}

/**
 * What goes with the next exchange. An item gets its place in the sequence here, in the transaction that durably marks
 * it as being sent: before that it may be edited or deleted at will, after it never.
 */
export async function takeForSending(db: LocalDb, atMost: number = maxMutations): Promise<Taken> {
	return db.write(['outbox', 'meta'], async ({ outbox, meta }) => {
		const state = await readSync({ meta });
		const taken: WireMutation[] = [];
		if (state.sealed || state.ended) return { state, mutations: taken };
		let bytes = 0;
		let nextSeq = state.nextSeq;
		for (const item of await inOrder({ outbox })) {
			if (item.state === 'refused') continue;
			const seq = item.seq ?? nextSeq;
			const wire: WireMutation = [seq, item.principalId, item.name, item.v, item.args];
			bytes += JSON.stringify(wire).length * 2;
			if (taken.length >= atMost || (taken.length > 0 && bytes > maxExchangeBytes)) break;
			if (item.seq === undefined) nextSeq = seq + 1;
			// One that was held, too: this time it may be taken, and the answer be lost.
			if (item.state !== 'sending') await outbox.put({ ...item, seq, state: 'sending' });
			taken.push(wire);
		}
		if (nextSeq !== state.nextSeq) await meta.put({ ...state, nextSeq });
		return { state, mutations: taken };
	});
}

/**
 * The server doesn't know this device's sequence (it was restored, this device was cloned or rolled back): everything
 * unresolved is numbered anew under a new client id, in one transaction.
 */
export async function renumber(db: LocalDb, oldClient: string, newClient: string): Promise<void> {
	await db.write(['outbox', 'meta'], async ({ outbox, meta }) => {
		const state = await readSync({ meta });
		// Another tab was told the same and has done it.
		if (state.client !== oldClient) return;
		for (const item of await outbox.getAll()) {
			if (item.name === noop) await outbox.delete(item.id);
			else if (item.state !== 'refused') {
				const { seq: _seq, heldSince: _held, ...rest } = item;
				await outbox.put({
					...rest,
					state: 'waiting',
					order: item.seq === undefined ? item.order : item.seq - 1e9
				});
			}
		}
		const { cookie: _cookie, ...rest } = state;
		await meta.put({ ...rest, client: newClient, nextSeq: 1, last: 0 });
	});
}

type Sent = Pick<ExchangeRequest, 'last' | 'mutations'>;

/** The highest number that an answer to this request can settle: see `removeCovered`. */
function lastSent({ last, mutations = [] }: Sent): number {
	return Math.max(last, ...mutations.map(([seq]) => seq));
}

/** Stores what the server said no to; the item stays with the resident. Called inside the answer's transaction. */
export async function markRefused(
	{ outbox }: Pick<Stores, 'outbox'>,
	request: Sent,
	refusals: readonly [number, Refusal][]
): Promise<void> {
	for (const [seq, refusal] of refusals) {
		if (seq > lastSent(request)) continue;
		const item = await outbox.getBy('seq', seq);
		if (!item) continue;
		if (item.name === noop) await outbox.delete(item.id);
		else {
			// Its number is used up, and a later client id will use it again for something else.
			const { seq: _seq, heldSince: _held, ...rest } = item;
			await outbox.put({ ...rest, state: 'refused', refusal });
		}
	}
}

/**
 * Resolved items leave in the transaction that stores the rows which cover them, so that nothing blinks. Only what went
 * with the request: where this device was cloned, `last` counts the other one's mutations too, and an item that was
 * numbered after the request was made may bear a number of theirs. Returns the last that is settled here.
 */
export async function removeCovered(
	{ outbox }: Pick<Stores, 'outbox'>,
	request: Sent,
	last: number
): Promise<number> {
	const settled = Math.min(last, lastSent(request));
	await outbox.deleteBy('seq', IDBKeyRange.upperBound(settled));
	return settled;
}

async function keepPhotos(
	blobs: Stores['blobs'],
	principalId: string,
	photos: readonly AttachmentToSend[]
): Promise<void> {
	for (const { id, sha, bytes, type, size } of photos)
		if (!(await blobs.get([sha, principalId])))
			await blobs.put({ sha, attachmentId: id, principalId, bytes, type, size, sent: 0 });
}

/** Drops photos that nothing names any more: no waiting item, and no accepted report that still expects them. */
async function dropUnused(
	stores: Pick<Stores, 'outbox' | 'blobs' | 'meta' | 'rows'>,
	{ shas, principalId }: Pick<QueuedItem, 'shas' | 'principalId'>
): Promise<void> {
	for (const sha of shas)
		if (!(await isAnnounced(stores, sha, principalId)) && !(await isExpected(stores, sha, principalId)))
			await stores.blobs.delete([sha, principalId]);
}

/** Whether an item that waits here names the photo. */
export async function isAnnounced(
	{ outbox }: Pick<Stores, 'outbox'>,
	sha: string,
	principalId: string
): Promise<boolean> {
	const items = await outbox.getAll();
	return items.some((item) => item.principalId === principalId && item.shas.includes(sha));
}

/** Whether an accepted report or message of the principal is known here to wait for the photo. */
export async function isExpected(
	stores: Pick<Stores, 'meta' | 'rows'>,
	sha: string,
	principalId: string
): Promise<boolean> {
	return (await expectedBy(stores, sha, principalId)).length > 0;
}

/** The attachments that are known here to wait for the photo. */
export async function expectedBy(
	{ meta, rows }: Pick<Stores, 'meta' | 'rows'>,
	sha: string,
	principalId: string
): Promise<string[]> {
	const { scopes } = await readSync({ meta });
	const attachments = await rows.getAllBy('k', 'attachment');
	const waiting = attachments.filter(
		({ s, d }) =>
			d.sha === sha &&
			(d.state === 'expected' || d.state === 'missing') &&
			scopes[s]?.principals.includes(principalId) === true
	);
	return waiting.map(({ id }) => id);
}
