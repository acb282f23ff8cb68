import type { EntityKind, EntityRow } from '$lib/domain/entities';
import type { Locale } from '$lib/domain/fields';
import type { Membership } from '$lib/domain/memberships';
import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import type { ArgsOf, ResidentMutations } from '$lib/domain/mutations';
import type { Refusal } from '$lib/domain/refusal';
import type { StorageUse } from './storage-use';

/** Where an unsent or unanswered submission is (O7). */
export type ItemState =
	/** On this device; may still be edited or removed. */
	| 'waiting'
	/** Given its place in the sequence and under way, or sent with no answer yet. */
	| 'sending'
	/** The server said no, with a reason; it stays with the resident (O6). */
	| 'refused'
	/** The server does not know how to take it yet (an older server, or a fault of ours). */
	| 'held';

export interface OutboxItem {
	id: string;
	/** Its place in this device's sequence, given when it is first sent; from then on it can't be edited. */
	seq?: number;
	principalId: string;
	name: string;
	v: number;
	args: unknown;
	state: ItemState;
	refusal?: Refusal;
	/** When the server first said that it can't take it yet, by this device's clock; it is offered again and again. */
	heldSince?: number;
	/** The row that it makes or changes, so that pages can show it there. */
	target: { kind: EntityKind; id: string };
	shas: string[];
	/** The device's clock, for showing only. */
	writtenAt: string;
}

/** What is on the screen: the server's rows with the outbox folded over them, for the principal one acts for. */
export interface View {
	list<K extends EntityKind>(kind: K): EntityRow<K>[];
	get<K extends EntityKind>(kind: K, id: string): EntityRow<K> | undefined;
	/** The unresolved submission that made or last changed a row, if any. */
	pending(kind: EntityKind, id: string): OutboxItem | undefined;
	/** In the order in which they will go out. */
	items: OutboxItem[];
}

export interface PhotoToSend {
	id: string;
	sha: string;
	type: 'image/webp' | 'image/jpeg' | 'image/png';
	size: number;
	width: number;
	height: number;
	bytes: ArrayBuffer;
}

/** A file that goes as it is (M1). */
export interface FileToSend {
	id: string;
	sha: string;
	type: 'application/pdf';
	size: number;
	name: string;
	bytes: ArrayBuffer;
}
export type AttachmentToSend = PhotoToSend | FileToSend;

export interface ConnectionState {
	/** `offline`: the device has no network; `away`: it has, but the server doesn't answer; `unknown`: not tried yet. */
	reach: 'unknown' | 'online' | 'offline' | 'away';
	/** `expired` stops only sending and fetching (O12). */
	session: 'active' | 'expired' | 'revoked' | 'accessEnded';
	/** When this device last heard from the server, by the server's answer. */
	lastContactAt: Date | null;
	syncing: boolean;
	/** What is being transferred, for a person to read (O11). */
	transfer:
		| { what: 'photo'; sentBytes: number; totalBytes: number }
		| { what: 'pictures'; done: number; total: number }
		| null;
	storage: 'ok' | 'full' | 'failing';
	/** The landlord's longest time without contact is over: one's own matters are gone until the next contact (O12). */
	outstayed: boolean;
	/** Whether the browser promised to keep this device's data; undefined where it can't say. */
	persistent: boolean | undefined;
}

export type SendableName = keyof ResidentMutations;

/** The resident's side of the portal, as pages use it: one object, handed on by context. */
export interface Portal {
	/** `signedOut`: nobody has logged in on this device. */
	readonly phase: 'starting' | 'signedOut' | 'ready';
	readonly personId: string | null;
	/** For whom one acts: oneself, a ward, or somebody who gave a power of attorney. */
	readonly principalId: string | null;
	/** Whom one may act for, oneself first. */
	readonly principals: string[];
	readonly view: View;
	readonly connection: ConnectionState;
	actFor(principalId: string): void;
	/** Whether one may act in a matter for the chosen principal: an attorney may in what the power names. */
	mayActIn(matter: PowerMatter): boolean;
	/** What the registers say of oneself or of somebody whom one may act for; undefined while it is not on the device. */
	membershipOf(principalId: string): Membership | undefined;
	/** Full name of somebody whom one may act for; undefined while it is not on the device. */
	nameOf(principalId: string): string | undefined;
	/**
	 * Queues a submission. Resolves when it is durably on the device (only then may a form be cleared); rejects with
	 * `StorageError` and keeps the form otherwise.
	 */
	send<N extends SendableName>(name: N, args: ArgsOf<N>, photos?: AttachmentToSend[]): Promise<void>;
	/** Changes an item that was never sent; false where it is already under way. */
	edit(itemId: string, args: unknown, photos?: AttachmentToSend[]): Promise<boolean>;
	/** Takes an unsent or refused item away; false where it is under way. */
	remove(itemId: string): Promise<boolean>;
	/** A mended copy of a refused item goes out as a new one. */
	resend(itemId: string, args: unknown): Promise<void>;
	syncNow(): void;
	/** How much of this person is kept on the device. */
	storageUse(): Promise<StorageUse>;
	/** Frees pictures, which come again; never what waits or is being typed (O9). */
	freePictures(): Promise<void>;
	loadDraft<T>(id: string): Promise<T | undefined>;
	saveDraft<T>(id: string, value: T): Promise<void>;
	removeDraft(id: string): Promise<void>;
	/** An object URL for an attachment's picture or file: from the device if it is there, fetched and kept if not; the caller revokes it. */
	picture(attachment: { id: string; sha?: string }, size: 'thumb' | 'full'): Promise<string | undefined>;
	/** The same, only where it is on the device: nothing is fetched. */
	keptPicture(attachment: { id: string; sha?: string }, size: 'thumb' | 'full'): Promise<string | undefined>;
	/** The bytes sent so far of a photo that still waits, 0 to 1; undefined where nothing of it waits. */
	photoProgress(sha: string): number | undefined;
	chooseLocale(locale: Locale): Promise<void>;
	/** Photos that still wait while what they belong to has been sent. */
	readonly photosOnTheirWay: number;
	/** How many submissions and photos would be lost, of all whom one acts for; asked before logging out. */
	unsentCount(): number;
	/** Ends the session where the server can be reached, and removes everything of this person from the device (O9, I27). */
	logOut(): Promise<void>;
}
