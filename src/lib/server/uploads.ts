import { createHash } from 'node:crypto';
import { actingAs } from './acting';
import type { ObjectStore } from './blobs';
import type { Database, Sql } from './db';
import { isFile } from '$lib/domain/attachments';
import { retrying } from './failures';
import { scopeMoved } from './moved';
import { isPdf } from './files';
import { makePicture, type Picture } from './pictures';
import { lockScopes, reachesAttachment } from './scopes';

/** How far a photo has come. `unknown`: nobody may send it (the same whether it exists elsewhere or not). */
export type UploadState =
	| { state: 'unknown' }
	| { state: 'complete' }
	| { state: 'rejected' }
	| { state: 'partial'; received: number; total: number };

export interface UploadKey {
	personId: string;
	principalId: string;
	/** Lower-case hexadecimal SHA-256 of the whole. */
	sha: string;
}

export const maxPieceBytes = 256 * 1024;
/** A person's photos that have not arrived yet, all together. */
const quotaBytes = 60_000_000;

interface Expected {
	id: string;
	type: string;
	size: number;
	state: string;
	scopeId: number;
}

// Both act as the portal: the database's second net knows what is granted now, and a photo is taken for a while longer.

export function findUpload(
	db: Database,
	store: ObjectStore,
	key: UploadKey,
	now: Date
): ReturnType<typeof find> {
	return actingAs('portal', () => find(db, store, key, now));
}

async function find(
	db: Database,
	store: ObjectStore,
	key: UploadKey,
	now: Date
): Promise<UploadState | { state: 'mismatch' }> {
	const expected = await findExpected(db.sql, key, now);
	const found = await stateOf(store, key, expected);
	return isWhole(found) ? complete(db, store, key, expected) : found;
}

/** All of it arrived, and we were stopped before it was made ready: there is no piece left to wait for. */
function isWhole(found: UploadState): boolean {
	return found.state === 'partial' && found.received >= found.total;
}

/**
 * Takes a piece of a photo at an offset. A wrong offset changes nothing and answers with the right one; what arrived
 * before a break is kept; when size and hash match, the photo is made ready, and when they don't, it starts over.
 */
export function receivePiece(
	db: Database,
	store: ObjectStore,
	key: UploadKey,
	piece: Piece,
	now: Date
): ReturnType<typeof receive> {
	return actingAs('portal', () => receive(db, store, key, piece, now));
}

interface Piece {
	offset: number;
	total: number;
	body: AsyncIterable<Uint8Array>;
}

async function receive(
	db: Database,
	store: ObjectStore,
	key: UploadKey,
	piece: Piece,
	now: Date
): Promise<
	UploadState | { state: 'wrongOffset'; received: number } | { state: 'mismatch' } | { state: 'overQuota' }
> {
	const expected = await findExpected(db.sql, key, now);
	const before = await stateOf(store, key, expected);
	if (before.state !== 'partial') return before;
	if (isWhole(before)) return complete(db, store, key, expected);
	if (piece.total !== before.total) return { state: 'mismatch' };
	if (piece.offset !== before.received) return { state: 'wrongOffset', received: before.received };
	if (await isOverQuota(db.sql, expected)) return { state: 'overQuota' };
	const limit = Math.min(before.total, piece.offset + maxPieceBytes);
	const received = await store.append(pieceKey(key), piece.offset, piece.body, limit);
	if (received < before.total) return { state: 'partial', received, total: before.total };
	return await complete(db, store, key, expected);
}

async function complete(
	db: Database,
	store: ObjectStore,
	key: UploadKey,
	expected: Expected[]
): Promise<{ state: 'complete' | 'mismatch' | 'rejected' }> {
	const bytes = await store.get(pieceKey(key));
	const sha = createHash('sha256')
		.update(bytes ?? '')
		.digest('hex');
	if (!bytes || sha !== key.sha) {
		await store.remove(pieceKey(key));
		return { state: 'mismatch' };
	}
	const isKept = await keep(store, expected, bytes);
	await settle(db, key, expected, isKept ? 'ready' : 'rejected');
	await store.remove(pieceKey(key));
	return { state: isKept ? 'complete' : 'rejected' };
}

/** False where the bytes are not what they were announced as. */
async function keep(store: ObjectStore, expected: Expected[], bytes: Buffer): Promise<boolean> {
	if (expected.every(isFile)) {
		if (!isPdf(bytes)) return false;
		for (const { id } of expected) await store.put(`files/${id}.pdf`, bytes);
		return true;
	}
	const picture = await makePicture(bytes);
	if (picture) for (const { id } of expected) await keepPicture(store, id, picture);
	return picture !== undefined;
}

async function keepPicture(store: ObjectStore, id: string, picture: Picture): Promise<void> {
	await store.put(`pictures/${id}/full.webp`, picture.full);
	await store.put(`pictures/${id}/thumb.webp`, picture.thumb);
}

/** Only those whose picture was kept: a report with the same photo may have been accepted meanwhile. */
async function settle(db: Database, key: UploadKey, expected: Expected[], state: 'ready' | 'rejected') {
	const ids = expected.map(({ id }) => id);
	const scopeIds = [...new Set(expected.map(({ scopeId }) => scopeId))];
	await retrying(() =>
		db.begin(async (tx) => {
			await lockScopes(tx, scopeIds);
			await tx`
				update attachments set state = ${state}, ready_at = now()
				where id = any (${ids}::uuid[]) and sha = ${key.sha} and state in ('expected', 'missing')`;
		})
	);
	scopeIds.forEach(scopeMoved);
}

async function stateOf(store: ObjectStore, key: UploadKey, expected: Expected[]): Promise<UploadState> {
	const [first] = expected;
	if (!first) return { state: 'unknown' };
	const waiting = expected.find(({ state }) => state === 'expected' || state === 'missing');
	if (!waiting) return { state: first.state === 'ready' ? 'complete' : 'rejected' };
	return { state: 'partial', received: await store.received(pieceKey(key)), total: waiting.size };
}

/**
 * So long after access has ended a photo is taken: what it belongs to was accepted, and the staff wait for it (A10). Also
 * where that came after the end, which the registers have then learned of only since.
 */
const takenAfterEndDays = 14;
const earliest = (sql: Sql, now: Date) =>
	sql`(${now}::timestamptz - make_interval(days => ${takenAfterEndDays}))`;

/** A photo or file is taken only for a report or message that this person's principal has had accepted. */
async function findExpected(sql: Sql, key: UploadKey, now: Date): Promise<Expected[]> {
	return await sql<Expected[]>`
		select attachment.id, attachment.type, attachment.size, attachment.state, attachment.scope_id
		from attachments attachment
		join sync_scope scope on scope.id = attachment.scope_id and scope.kind = 'person' and scope.key = ${key.principalId}
		where attachment.sha = ${key.sha} and (${isOwnAndRecent(sql, key, now)} or exists (
			select from sync_grant held
			where held.scope_id = scope.id and held.person_id = ${key.personId} and held.principal_id = ${key.principalId}
				and ${reachesAttachment(sql)}
				and held.valid && tstzrange(${earliest(sql, now)}, ${now}, '[]')
		))
		order by attachment.state`;
}

/** What is one's own is taken, too, where the registers no longer know that one ever had access. */
function isOwnAndRecent(sql: Sql, { personId, principalId }: UploadKey, now: Date) {
	if (personId !== principalId) return sql`false`;
	return sql`coalesce(
		(select entry.arrived_at from defect_entries entry where entry.id = attachment.entry_id),
		(select message.arrived_at from messages message where message.id = attachment.entry_id),
		(select report.arrived_at from defect_reports report where report.id = attachment.subject_id)
	) > ${earliest(sql, now)}`;
}

async function isOverQuota(sql: Sql, [first]: Expected[]): Promise<boolean> {
	if (!first) return false;
	const [row] = await sql`
		select coalesce(sum(size), 0) as waiting from attachments
		where scope_id = ${first.scopeId} and state = 'expected'`;
	return Number(row?.waiting) > quotaBytes;
}

function pieceKey({ principalId, sha }: UploadKey): string {
	return `pieces/${principalId}/${sha}`;
}
