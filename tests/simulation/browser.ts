import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { endAccess, seal } from '$lib/device/clearing';
import { Engine, type EngineEvent, type Host } from '$lib/device/engine';
import { claim, LocalDb } from '$lib/device/local-db';
import { stubbornly } from '$lib/device/storage';
import type { Transport } from '$lib/device/transport';
import type { Chance } from './chance';
import type { Activity, VirtualClock } from './clock';
import type { Line } from './line';
import { TabStorage, type StorageFault } from './storage-faults';

export type LockMode = 'exclusive' | 'always' | 'never';

/** What tabs of all devices share in one run. */
export interface Surroundings {
	clock: VirtualClock;
	activity: Activity;
	chance: Chance;
	storageFault(): StorageFault | undefined;
	/** An answer, or anything else that changes what waits, has been written. */
	written(browser: Browser, personId: string, stores: string[]): void;
	reported(tab: Tab, event: EngineEvent): void;
	/** A place for mutants. */
	openDatabase(name: string, factory: globalThis.IDBFactory): LocalDb;
	throughTransport(transport: Transport, tab: Tab): Transport;
}

const never = new Promise<never>(() => undefined);
const stores = ['rows', 'outbox', 'blobs', 'pictures', 'drafts', 'meta'] as const;

/** A device: its databases, its cookie, its tabs, its clock that may be years off. */
export class Browser {
	readonly name: string;
	readonly line: Line;
	readonly around: Surroundings;
	locks: LockMode;
	skewMs = 0;
	tabs: Tab[] = [];
	/** Whoever is logged in. */
	personId: string | undefined;
	/** Everybody who has a database here. */
	readonly owners = new Set<string>();
	#factory = new IDBFactory();
	#held = new Map<string, Promise<unknown>>();
	#inspected = new Map<string, LocalDb>();

	constructor(name: string, line: Line, around: Surroundings, locks: LockMode) {
		this.name = name;
		this.line = line;
		this.around = around;
		this.locks = locks;
	}

	/** Somebody logs in: the database is theirs, or made for them. */
	async logIn(personId: string, token: string): Promise<void> {
		this.line.token = token;
		this.personId = personId;
		this.owners.add(personId);
		await claim(this.inspect(personId), personId, randomUUID());
	}

	openTab(personId: string): Tab {
		const tab = new Tab(this, personId, this.#factory);
		this.tabs.push(tab);
		return tab;
	}

	closeTabs(): void {
		for (const tab of this.tabs) tab.kill();
	}

	/** A connection of the test's own, without faults. */
	inspect(personId: string): LocalDb {
		const known = this.#inspected.get(personId);
		if (known) return known;
		const watch = {
			beforeTransaction: () => undefined,
			runs: () => this.around.activity.begin(),
			committed: () => undefined
		};
		const db = new LocalDb(this.nameFor(personId), new TabStorage(this.#factory, watch).factory);
		this.#inspected.set(personId, db);
		return db;
	}

	nameFor(personId: string): string {
		return `kellari-${personId}`;
	}

	/** All that is on the disk, for a rollback or a clone. */
	async dump(): Promise<Map<string, Record<string, unknown[]>>> {
		const dump = new Map<string, Record<string, unknown[]>>();
		for (const personId of this.owners) {
			const db = this.inspect(personId);
			const entries = await db.read(stores, (kept) =>
				Promise.all(stores.map(async (store) => [store, await kept[store].getAll()] as const))
			);
			dump.set(personId, Object.fromEntries(entries));
		}
		return dump;
	}

	/** Puts another disk in, with its tabs gone. */
	async restore(dump: Map<string, Record<string, unknown[]>>): Promise<void> {
		this.closeTabs();
		for (const db of this.#inspected.values()) db.close();
		this.#inspected.clear();
		this.#factory = new IDBFactory();
		this.owners.clear();
		for (const [personId, content] of dump) {
			this.owners.add(personId);
			const db = this.inspect(personId);
			await db.make();
			for (const store of stores) await db[store].putAll(structuredClone(content[store] ?? []) as never[]);
		}
	}

	end(): void {
		this.closeTabs();
		for (const db of this.#inspected.values()) db.close();
	}

	/** The lock of this device's tabs, as `navigator.locks`, with the page's patience. */
	async withLock<T>(tab: Tab, name: string, work: () => Promise<T>): Promise<T> {
		const { clock } = this.around;
		if (this.locks === 'always') return work();
		if (this.locks === 'never') {
			await clock.sleep(10_000);
			return work();
		}
		const deadline = clock.now + 10_000;
		while (this.#held.has(name) && clock.now < deadline) await clock.sleep(100);
		const holding = work();
		const held = holding.catch(() => undefined);
		this.#held.set(name, held);
		tab.holds = () => this.#held.delete(name);
		try {
			return await holding;
		} finally {
			if (this.#held.get(name) === held) this.#held.delete(name);
		}
	}
}

/** A tab with its own engine and connection. Killed at any of its awaits, it is never heard of again. */
export class Tab {
	readonly browser: Browser;
	readonly personId: string;
	readonly db: LocalDb;
	readonly engine: Engine;
	readonly storage: TabStorage;
	isDead = false;
	/** Counts down at each await; killed at 0. */
	awaitsLeft = Infinity;
	/** Sent with the exchange that is under way; for a mutant. */
	base: { cookie: string | undefined } | undefined;
	holds: (() => void) | undefined;
	#loop: Promise<void> | undefined;
	#sleeping = 0;

	constructor(browser: Browser, personId: string, factory: IDBFactory) {
		this.browser = browser;
		this.personId = personId;
		const { around } = browser;
		this.storage = new TabStorage(factory, {
			beforeTransaction: () => {
				this.#pass();
				// Whatever a dead tab does is nothing: its host never wakes it again.
				return this.isDead ? 'refused' : around.storageFault();
			},
			runs: () => around.activity.begin(),
			committed: (_name, stores) => around.written(browser, personId, stores)
		});
		this.db = around.openDatabase(browser.nameFor(personId), this.storage.factory);
		this.engine = new Engine(this.db, this.#transport(around), this.#host(around));
	}

	get isBusy(): boolean {
		return this.#loop !== undefined;
	}

	/** Waits for time to pass, and for nothing else that anybody could see. */
	get isAsleep(): boolean {
		return this.#sleeping > 0;
	}

	trigger(how: 'eager' | 'timer'): void {
		if (this.isDead) return;
		const loop = this.engine.trigger(how);
		if (loop === this.#loop) return;
		this.#loop = loop;
		const ended = () => {
			if (this.#loop === loop) this.#loop = undefined;
		};
		loop.then(ended, (error: unknown) => {
			ended();
			if (!this.isDead) this.browser.around.reported(this, { is: 'threw', error } as never);
		});
	}

	/** As pages do it: with patience for a storage that fails. A tab that dies meanwhile is told nothing. */
	stubbornlyOrNever<T>(access: () => Promise<T>): Promise<T> {
		return stubbornly(this.db, access, (ms) => this.#alive(() => this.browser.around.clock.sleep(ms)));
	}

	kill(): void {
		if (this.isDead) return;
		this.isDead = true;
		this.storage.kill();
		this.holds?.();
		this.db.close();
		this.browser.tabs = this.browser.tabs.filter((tab) => tab !== this);
	}

	/** After the session ended: what the page does then. */
	async clear(why: 'revoked' | 'accessEnded'): Promise<void> {
		await (why === 'revoked' ? seal(this.db, 'revoked') : endAccess(this.db));
	}

	#pass(): void {
		if (--this.awaitsLeft <= 0) this.kill();
	}

	async #alive<T>(work: () => Promise<T>): Promise<T> {
		this.#pass();
		if (this.isDead) return never;
		try {
			return await work();
		} finally {
			// eslint-disable-next-line no-unsafe-finally -- a dead tab hears neither the answer nor the error
			if (this.isDead) return never;
		}
	}

	async #sleep(clock: VirtualClock, ms: number, signal?: AbortSignal): Promise<void> {
		this.#sleeping++;
		await clock.sleep(ms, signal);
		this.#sleeping--;
	}

	#host({ clock, chance }: Surroundings): Host {
		return {
			now: () => clock.now + this.browser.skewMs,
			random: chance.next,
			uuid: randomUUID,
			sleep: (ms, signal) => this.#alive(() => this.#sleep(clock, ms, signal)),
			withLock: (name, work) => this.#alive(() => this.browser.withLock(this, name, work)),
			report: (event) => {
				if (!this.isDead) this.browser.around.reported(this, event);
			}
		};
	}

	#transport(around: Surroundings): Transport {
		const { transport } = this.browser.line;
		const living: Transport = {
			idle: (...args) => this.#alive(() => transport.idle(...args)),
			exchange: (request, signal) => {
				this.base = { cookie: request.cookie };
				return this.#alive(() => transport.exchange(request, signal));
			},
			findUpload: (...args) => this.#alive(() => transport.findUpload(...args)),
			sendPiece: (...args) => this.#alive(() => transport.sendPiece(...args))
		};
		return around.throughTransport(living, this);
	}
}
