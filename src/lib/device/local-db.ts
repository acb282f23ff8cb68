import Dexie, { type DexieOptions, type Table } from 'dexie';
import type { EntityKind } from '$lib/domain/entities';
import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import { personMark } from '$lib/domain/person-mark';
import type { OutboxItem } from './portal-types';

/** A row as the server said it; a guess never stands here. */
export interface LocalRow {
	/** Scope id. */
	s: number;
	k: EntityKind;
	id: string;
	/** The scope's version that the row was stamped with. */
	v: number;
	d: Record<string, unknown>;
}

export interface QueuedItem extends OutboxItem {
	/** Place in the queue on this device, before it has one in the sequence. */
	order: number;
}

/** A photo that waits, until the server has all of it. An ArrayBuffer: Blobs in IndexedDB have killed WebKit. */
export interface WaitingBlob {
	sha: string;
	attachmentId: string;
	principalId: string;
	bytes: ArrayBuffer;
	type: string;
	size: number;
	/** Bytes that the server said it has. */
	sent: number;
}

/** A picture kept for reading offline, dropped with its scope, or when space is short. */
export interface KeptPicture {
	/** `<attachment id>/thumb` or `/full`. */
	id: string;
	s: number;
	bytes: ArrayBuffer;
	type: string;
	usedAt: number;
}

export interface Draft {
	id: string;
	principalId: string;
	value: unknown;
}

/** Everything that the protocol keeps between exchanges, in one record so that it changes as one. */
export interface SyncState {
	key: 'sync';
	personId: string;
	client: string;
	nextSeq: number;
	nextOrder: number;
	cookie?: string;
	/** The last mutation whose outcome is in the rows. */
	last: number;
	scopes: Record<number, ScopeTotals>;
	/** Pages are still to come: a row that is not there may be on its way. */
	partial?: true;
	/** Scopes whose totals disagreed with the server's digest. */
	reload: number[];
	/** When the server last answered, by this device's clock: shown, never decided on. */
	lastContactAt?: number;
	/** For whom one acted last: where the next window begins. */
	actingFor?: string;
	/** After a revocation: what waits is shown to nobody until this person logs in again. */
	sealed?: true;
	/** After access ended: nothing more is sent or fetched. */
	ended?: true;
}

export interface ScopeTotals {
	principals: string[];
	/** What of it is seen, where that is not all (A13). */
	matters?: PowerMatter[];
	count: number;
	sum: number;
}

/** One person's database on this device, one per login. Rows are schemaless, so that a new kind needs no upgrade. */
export class LocalDb extends Dexie {
	rows!: Table<LocalRow, [number, string, string]>;
	outbox!: Table<QueuedItem, string>;
	/** By what it is and for whom: the same photo may be sent for oneself and for a ward. */
	blobs!: Table<WaitingBlob, [string, string]>;
	pictures!: Table<KeptPicture, string>;
	drafts!: Table<Draft, string>;
	meta!: Table<SyncState, string>;
	/** Removed from the device, here or by another tab: to open it again would make it anew. */
	gone = false;

	constructor(name: string, options: DexieOptions = {}) {
		// Strict: "saved on this phone" is said when it is on the disk, not when it is on its way there.
		super(name, { chromeTransactionDurability: 'strict', ...options });
		this.version(1).stores({
			rows: '[s+k+id], [k+id], k',
			outbox: 'id, seq',
			blobs: '[sha+principalId], sha',
			pictures: 'id, s, usedAt',
			drafts: 'id',
			meta: 'key'
		});
		this.on('versionchange', ({ newVersion }) => {
			if (newVersion !== null) return;
			this.gone = true;
			this.close();
			// Dexie's own answer would be to close it until the next access.
			return false;
		});
	}

	async sync(): Promise<SyncState> {
		const state = await this.meta.get('sync');
		if (!state) throw new Error(`${this.name} belongs to nobody yet`);
		return state;
	}
}

/** Makes a new person's database theirs; an existing one keeps its client, its cookie and what waits in it. */
export async function claim(db: LocalDb, personId: string, client: string): Promise<void> {
	await db.transaction('rw', db.meta, async () => {
		const known = await db.meta.get('sync');
		if (known) {
			const { sealed: _sealed, ended: _ended, ...opened } = known;
			return db.meta.put(opened);
		}
		return db.meta.put({
			key: 'sync',
			personId,
			client,
			nextSeq: 1,
			nextOrder: 1,
			last: 0,
			scopes: {},
			reload: []
		});
	});
}

/** The name tells nothing of the person to whoever lists the databases. */
export async function databaseNameFor(personId: string): Promise<string> {
	return `kellari-${await personMark(personId)}`;
}

export async function sha256Hex(content: string | ArrayBuffer): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
