import type { EntityKind } from '$lib/domain/entities';
import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import { personMark } from '$lib/domain/person-mark';
import { Database } from './database';
import type { OutboxItem } from './portal-types';
import type { Store } from './store';

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

export interface Stores {
	rows: Store<LocalRow, [number, string, string], '[k+id]' | 'k'>;
	outbox: Store<QueuedItem, string, 'seq'>;
	/** By what it is and for whom: the same photo may be sent for oneself and for a ward. */
	blobs: Store<WaitingBlob, [string, string], 'sha'>;
	pictures: Store<KeptPicture, string, 's' | 'usedAt'>;
	drafts: Store<Draft, string>;
	meta: Store<SyncState, string>;
}

const shapes = {
	rows: { keyPath: ['s', 'k', 'id'], indexes: { '[k+id]': ['k', 'id'], k: 'k' } },
	outbox: { keyPath: 'id', indexes: { seq: 'seq' } },
	blobs: { keyPath: ['sha', 'principalId'], indexes: { sha: 'sha' } },
	pictures: { keyPath: 'id', indexes: { s: 's', usedAt: 'usedAt' } },
	drafts: { keyPath: 'id' },
	meta: { keyPath: 'key' }
};

export const everyStore = Object.keys(shapes) as (keyof Stores)[];

/** One person's database on this device, one per login. Rows are schemaless, so that a new kind needs no upgrade. */
export class LocalDb extends Database<Stores> implements Stores {
	readonly rows = this.store('rows');
	readonly outbox = this.store('outbox');
	readonly blobs = this.store('blobs');
	readonly pictures = this.store('pictures');
	readonly drafts = this.store('drafts');
	readonly meta = this.store('meta');

	constructor(name: string, factory?: IDBFactory) {
		super(name, shapes, 'made once', factory);
	}

	sync(): Promise<SyncState> {
		return readSync(this);
	}
}

export async function readSync({ meta }: Pick<Stores, 'meta'>): Promise<SyncState> {
	const state = await meta.get('sync');
	if (!state) throw new Error('this database belongs to nobody yet');
	return state;
}

/** Makes a new person's database theirs; an existing one keeps its client, its cookie and what waits in it. */
export async function claim(db: LocalDb, personId: string, client: string): Promise<void> {
	await db.make();
	await db.write(['meta'], async ({ meta }) => {
		const known = await meta.get('sync');
		if (known) {
			const { sealed: _sealed, ended: _ended, ...opened } = known;
			return meta.put(opened);
		}
		return meta.put({
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
