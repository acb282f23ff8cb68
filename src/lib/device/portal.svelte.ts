import { getContext, onMount, setContext } from 'svelte';
import type { Locale } from '$lib/domain/fields';
import { fullName, type Membership } from '$lib/domain/memberships';
import { hasOutstayed, type Landlord } from '$lib/domain/landlords';
import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import { personMarkCookie } from '$lib/domain/person-mark';
import { residentMutations, silentMutations, type AnyMutation, type ArgsOf } from '$lib/domain/mutations';
import { browserHost } from './browser-host';
import { browserTransport } from './browser-transport';
import { endAccess, forgetPersonal, removeFromDevice, seal } from './clearing';
import { changeCurrent, readCurrent } from './directory';
import { Engine, type EngineEvent, type Trigger } from './engine';
import { makeFirstContact, openCurrent, sealAnothers } from './first-contact';
import { Live } from './live.svelte';
import {
	readSync,
	type LocalDb,
	type LocalRow,
	type QueuedItem,
	type Stores,
	type SyncState
} from './local-db';
import { edit, enqueue, hasRoomFor, inOrder, remove, resend } from './outbox';
import { fold, membershipOf } from './overlay';
import { fetchPicture, findPicture, keepPicturesAhead } from './pictures';
import type { AttachmentToSend, ConnectionState, Portal, SendableName, View } from './portal-types';
import { actingPrincipal, mayActIn, principalOf, principalsOf } from './principals';
import { ofStorage, StorageError, stubbornly } from './storage';
import { freePictures, measureStorage, type StorageUse } from './storage-use';
import { LineError } from './transport';
import { watchTriggers } from './triggers';
import { updates } from './updates.svelte';

interface Snapshot {
	state: SyncState;
	rows: LocalRow[];
	items: QueuedItem[];
	/** Hashes of the photos that wait. */
	waiting: Set<string>;
}

/** A storage that failed at the start is tried again after so long. */
const againInMs = 3000;

const nothing: View = { list: () => [], get: () => undefined, pending: () => undefined, items: [] };

/** The resident's side of the portal in a page: the person's database, its engine, and what they come to for a view. */
export class ResidentPortal implements Portal {
	phase = $state<Portal['phase']>('starting');
	connection = $state<ConnectionState>({
		reach: 'unknown',
		session: 'active',
		lastContactAt: null,
		syncing: false,
		transfer: null,
		storage: 'ok',
		outstayed: false,
		persistent: undefined
	});
	readonly #transport = browserTransport();
	readonly #announcements = new BroadcastChannel('kellari');
	readonly #progress = $state<Record<string, number>>({});
	#db = $state.raw<LocalDb>();
	#live = $state.raw<Live<Snapshot>>();
	#engine: Engine | undefined;
	#unwatch: (() => void) | undefined;
	#beginAgain: ReturnType<typeof setTimeout> | undefined;

	#chosen = $state<string | null>(null);
	readonly #snapshot = $derived(this.#live?.value);
	readonly principalId = $derived(
		this.#snapshot ? actingPrincipal(this.#snapshot.state, this.#chosen) : null
	);
	readonly view = $derived.by((): View => {
		const snapshot = this.#snapshot;
		if (!snapshot || this.principalId === null || snapshot.state.sealed) return nothing;
		return fold(snapshot.rows, snapshot.items, snapshot.state, this.principalId);
	});
	readonly personId = $derived(this.#snapshot?.state.personId ?? null);
	readonly principals = $derived(this.#snapshot ? principalsOf(this.#snapshot.state) : []);

	readonly photosOnTheirWay = $derived.by(() => {
		const announced = new Set(this.#snapshot?.items.flatMap(({ shas }) => shas));
		return [...(this.#snapshot?.waiting ?? [])].filter((sha) => !announced.has(sha)).length;
	});

	async start(): Promise<void> {
		this.connection.reach = navigator.onLine ? 'unknown' : 'offline';
		addEventListener('offline', () => (this.connection.reach = 'offline'));
		this.#announcements.onmessage = ({ data }) => {
			// Another tab has taken this person from the device: nothing of them may stay on this one's screen.
			if (data === 'left') location.assign('/');
		};
		this.#unwatch = watchTriggers((how) => void this.#go(how));
		await this.#begin();
	}

	/** A storage that fails says nothing of whose data it holds: it is tried again until it answers. */
	async #begin(): Promise<void> {
		try {
			await sealAnothers(markOfWhoLoggedIn());
			const db = await openCurrent(markOfWhoLoggedIn());
			if (!db) await this.#contact();
			else if (!(await this.#hasAccessAgain(db))) await this.#open(db);
		} catch (error) {
			if (!(error instanceof StorageError)) throw error;
			this.connection.storage = error.kind;
			this.#beginAgain = setTimeout(() => void this.#begin(), againInMs);
		}
	}

	stop(): void {
		clearTimeout(this.#beginAgain);
		this.#unwatch?.();
		this.#live?.stop();
		this.#announcements.close();
		void this.#engine?.stop();
	}

	async #open(db: LocalDb): Promise<void> {
		await this.#engine?.stop();
		this.#live?.stop();
		const state = await stubbornly(db, () => db.sync());
		this.#db = db;
		this.#chosen = sessionStorage.getItem(actingKey) ?? state.actingFor ?? null;
		this.connection.session = state.ended ? 'accessEnded' : 'active';
		this.connection.lastContactAt = state.lastContactAt === undefined ? null : new Date(state.lastContactAt);
		this.#live = new Live<Snapshot>(
			db,
			['rows', 'outbox', 'blobs', 'meta'],
			readSnapshot,
			() => (this.connection.storage = 'failing')
		);
		this.#engine = new Engine(
			db,
			this.#transport,
			browserHost((event) => void this.#heard(event))
		);
		// A form that opens before the first rows would find no home to report from.
		await this.#live.first;
		await this.#forgetWhereOutstayed();
		this.phase = 'ready';
		void navigator.storage?.persist?.().then((persistent) => (this.connection.persistent = persistent));
		void this.#go('eager');
	}

	/** Access that has ended may have begun anew: with another home of the landlord's, or by a register put right. */
	async #hasAccessAgain(db: LocalDb): Promise<boolean> {
		const state = await stubbornly(db, () => db.meta.get('sync'));
		if (!state?.ended || !navigator.onLine) return false;
		const contact = await makeFirstContact(this.#transport, AbortSignal.timeout(20_000)).catch(
			() => undefined
		);
		if (!contact || contact === 'signedOut') return false;
		db.close();
		await this.#open(contact.db);
		return true;
	}

	/** Nobody's data is on the device: asks the server whose session this is. */
	async #contact(): Promise<void> {
		try {
			if ((await readCurrent()).logOutPending) await this.#endPendingSession();
			const contact = await makeFirstContact(this.#transport, AbortSignal.timeout(120_000));
			this.connection.reach = 'online';
			if (contact === 'signedOut') this.phase = 'signedOut';
			else await this.#open(contact.db);
		} catch (error) {
			if (error instanceof StorageError) this.connection.storage = error.kind;
			else if (error instanceof LineError) this.connection.reach = navigator.onLine ? 'away' : 'offline';
			else throw error;
			this.phase = 'signedOut';
		}
	}

	/** Asked at the start and whenever the loop would run: an open page may be what has been without contact. */
	async #forgetWhereOutstayed(): Promise<void> {
		const row = this.#snapshot?.rows.find(({ k }) => k === 'landlord');
		const landlord = row?.d as unknown as Landlord | undefined;
		const isOver =
			landlord !== undefined && hasOutstayed(this.connection.lastContactAt, landlord, new Date());
		this.connection.outstayed = isOver;
		if (isOver && this.#db) await forgetPersonal(this.#db);
	}

	async #go(how: Trigger): Promise<void> {
		// A round would give what waits its place in the sequence, after which it can't be edited (O3).
		if (!navigator.onLine) return void (this.connection.reach = 'offline');
		if (!this.#engine) return this.phase === 'signedOut' && how === 'eager' ? this.#contact() : undefined;
		await this.#engine.trigger(how);
		if (this.connection.reach === 'online' && this.#db) await this.#fetchPictures(this.#db);
	}

	/** Says how far it is (O11), unless a photo goes out meanwhile, which matters more. */
	async #fetchPictures(db: LocalDb): Promise<void> {
		const { connection } = this;
		await keepPicturesAhead(db, (done, total) => {
			if (connection.transfer?.what === 'photo') return;
			connection.transfer = done < total ? { what: 'pictures', done, total } : null;
		}).catch((error: unknown) => {
			// Removed from the device meanwhile, or a storage that fails, which whoever needs it is told.
			if (!db.isOver) ofStorage(error);
		});
	}

	async #heard(event: EngineEvent): Promise<void> {
		const { connection } = this;
		switch (event.is) {
			case 'syncing':
				connection.syncing = event.syncing;
				break;
			case 'contact':
				connection.reach = 'online';
				connection.session = 'active';
				connection.storage = 'ok';
				connection.outstayed = false;
				connection.lastContactAt = new Date(event.at);
				break;
			case 'unreachable':
				connection.reach = navigator.onLine ? 'away' : 'offline';
				connection.transfer = null;
				void this.#askForBackgroundSync();
				break;
			case 'storage':
				connection.storage = event.kind;
				break;
			case 'photo':
				this.#progress[event.sha] = event.sent / event.total;
				connection.transfer =
					event.sent < event.total ? { what: 'photo', sentBytes: event.sent, totalBytes: event.total } : null;
				break;
			case 'sessionEnded':
				connection.session = event.why;
				if (event.why === 'revoked') await this.#leave((db) => seal(db, 'revoked'));
				if (event.why === 'accessEnded' && this.#db) {
					await endAccess(this.#db);
					void this.#go('eager');
				}
				break;
			case 'otherPerson':
				await this.#leave((db) => seal(db, 'another'));
				await this.#contact();
		}
	}

	/** Closes this person's database after `how` has made it unreadable. */
	async #leave(how: (db: LocalDb) => Promise<void>): Promise<void> {
		const db = this.#db;
		const engine = this.#engine;
		this.#engine = undefined;
		this.#live?.stop();
		this.#live = undefined;
		this.#db = undefined;
		this.#chosen = null;
		this.phase = 'signedOut';
		// Not awaited where the engine itself has told us to leave: its loop ends only after this.
		void engine?.stop();
		if (!db) return;
		await how(db);
		db.close();
		await changeCurrent({ database: undefined });
		this.#announcements.postMessage('left');
	}

	actFor(principalId: string): void {
		if (!this.principals.includes(principalId)) return;
		this.#chosen = principalId;
		sessionStorage.setItem(actingKey, principalId);
		const [db] = this.#own();
		// Where it can't be kept, the next window begins with oneself.
		void this.#keep(() => db.meta.update('sync', { actingFor: principalId })).catch(() => undefined);
	}

	mayActIn(matter: PowerMatter): boolean {
		const state = this.#snapshot?.state;
		return !state || this.principalId === null || mayActIn(state, this.principalId, matter);
	}

	membershipOf(principalId: string): Membership | undefined {
		return this.#snapshot && membershipOf(this.#snapshot.rows, principalId);
	}

	nameOf(principalId: string): string | undefined {
		const found = this.membershipOf(principalId);
		return found && fullName(found);
	}

	async send<N extends SendableName>(
		name: N,
		args: ArgsOf<N>,
		photos: AttachmentToSend[] = []
	): Promise<void> {
		const [db, actingFor] = this.#own();
		const writtenAt = new Date().toISOString();
		const id = crypto.randomUUID();
		const mutation: AnyMutation = residentMutations[name];
		await this.#keep(async () => {
			if (!(await hasRoomFor(db, photos))) throw new StorageError('full', undefined);
			const { personId } = await db.sync();
			const principalId = principalOf(mutation, mutation.targetId(args), personId, actingFor);
			await enqueue(db, { id, principalId, mutation, args: plain(args), writtenAt, photos });
		});
		void this.#go('eager');
		void this.#askForBackgroundSync();
	}

	async edit(itemId: string, args: unknown, photos?: AttachmentToSend[]): Promise<boolean> {
		const [db] = this.#own();
		return this.#keep(() => edit(db, itemId, plain(args), photos));
	}

	async remove(itemId: string): Promise<boolean> {
		const [db] = this.#own();
		return this.#keep(() => remove(db, itemId));
	}

	async resend(itemId: string, args: unknown): Promise<void> {
		const [db] = this.#own();
		await this.#keep(() => resend(db, itemId, crypto.randomUUID(), plain(args)));
		void this.#go('eager');
	}

	storageUse(): Promise<StorageUse> {
		const [db] = this.#own();
		return this.#keep(() => measureStorage(db));
	}

	async freePictures(): Promise<void> {
		const [db] = this.#own();
		await this.#keep(() => freePictures(db));
	}

	syncNow(): void {
		void this.#go('eager');
	}

	async loadDraft<T>(id: string): Promise<T | undefined> {
		const [db, principalId] = this.#own();
		const draft = await this.#keep(() => db.drafts.get(`${principalId} ${id}`));
		return draft?.value as T | undefined;
	}

	async saveDraft<T>(id: string, value: T): Promise<void> {
		const [db, principalId] = this.#own();
		await this.#keep(() => db.drafts.put({ id: `${principalId} ${id}`, principalId, value: plain(value) }));
	}

	async removeDraft(id: string): Promise<void> {
		const [db, principalId] = this.#own();
		await this.#keep(() => db.drafts.delete(`${principalId} ${id}`));
	}

	async picture(
		attachment: { id: string; sha?: string },
		size: 'thumb' | 'full'
	): Promise<string | undefined> {
		const [db] = this.#own();
		const kept = await this.#keep(() => findPicture(db, attachment, size));
		const blob = kept ?? (await fetchPicture(db, attachment.id, size));
		return blob && URL.createObjectURL(blob);
	}

	async keptPicture(
		attachment: { id: string; sha?: string },
		size: 'thumb' | 'full'
	): Promise<string | undefined> {
		const [db] = this.#own();
		const blob = await this.#keep(() => findPicture(db, attachment, size));
		return blob && URL.createObjectURL(blob);
	}

	photoProgress(sha: string): number | undefined {
		return this.#snapshot?.waiting.has(sha) ? (this.#progress[sha] ?? 0) : undefined;
	}

	async chooseLocale(locale: Locale): Promise<void> {
		const profile = this.personId !== null && this.view.get('profile', this.personId);
		// Even where the profile says the same: another choice may be on its way there.
		if (profile) await this.send('chooseLanguage', { id: profile.id, language: locale });
	}

	unsentCount(): number {
		const items = this.#snapshot?.items ?? [];
		return items.filter(({ name }) => !silentMutations.has(name)).length + this.photosOnTheirWay;
	}

	async logOut(): Promise<void> {
		// A full disk refuses even this word; what is removed makes room for it.
		await changeCurrent({ logOutPending: true }).catch(ofStorage);
		document.cookie = `${personMarkCookie}=; path=/; max-age=0`;
		await this.#leave(removeFromDevice);
		// Again, for another window may have taken the first for that of an earlier log-out.
		await changeCurrent({ logOutPending: true }).catch(ofStorage);
		await this.#endSession().catch(() => undefined);
		// Anew, so that nothing of the person stays in memory; and not to the server's pages, which need a network.
		location.assign('/');
	}

	/** Logged out with no network; unless somebody has logged in since, which has ended that session already. */
	async #endPendingSession(): Promise<void> {
		if (markOfWhoLoggedIn() === undefined) await this.#endSession();
		else await changeCurrent({ logOutPending: undefined });
	}

	async #endSession(): Promise<void> {
		const answer = await fetch('/log-out', { method: 'POST', redirect: 'manual' }).catch((cause: unknown) => {
			throw new LineError('no answer', { cause });
		});
		if (answer.status >= 500) throw new LineError(`status ${answer.status}`);
		await changeCurrent({ logOutPending: undefined });
	}

	/** Where the browser can, what waits goes out with the app closed. */
	async #askForBackgroundSync(): Promise<void> {
		const registration = await navigator.serviceWorker?.getRegistration();
		const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
		await sync?.register('outbox').catch(() => undefined);
	}

	#own(): [LocalDb, string] {
		if (!this.#db || this.principalId === null) throw new Error('nobody is logged in on this device');
		return [this.#db, this.principalId];
	}

	async #keep<T>(access: () => Promise<T>): Promise<T> {
		const [db] = this.#own();
		try {
			return await stubbornly(db, access);
		} catch (error) {
			if (error instanceof StorageError) this.connection.storage = error.kind;
			throw error;
		}
	}
}

async function readSnapshot(stores: Pick<Stores, 'rows' | 'outbox' | 'blobs' | 'meta'>): Promise<Snapshot> {
	const [state, rows, items, waiting] = await Promise.all([
		readSync(stores),
		stores.rows.getAll(),
		inOrder(stores),
		stores.blobs.keys()
	]);
	return { state, rows, items, waiting: new Set(waiting.map(([sha]) => sha)) };
}

function markOfWhoLoggedIn(): string | undefined {
	const cookie = document.cookie.split('; ').find((each) => each.startsWith(`${personMarkCookie}=`));
	return cookie?.slice(personMarkCookie.length + 1);
}

/** Forms hand over reactive proxies, which the structured clone of IndexedDB refuses. */
function plain<T>(value: T): T {
	return $state.snapshot(value) as T;
}

/** Each window keeps whom it acts for: what is typed in one must not change hands because of another. */
const actingKey = 'acting for';

const key = Symbol('portal');

/** Called by the resident layout: the portal starts with it and stops with it. */
export function providePortal(): ResidentPortal {
	const portal = new ResidentPortal();
	// Not only once it is drawn: a slow phone reads while it draws.
	void portal.start();
	onMount(() => {
		void updates.start();
		return () => portal.stop();
	});
	return setContext(key, portal);
}

export function getPortal(): Portal {
	return getContext<Portal>(key);
}
