import { AsyncLocalStorage } from 'node:async_hooks';
import type { ExchangeAnswer, ExchangeOutcome, ExchangeRequest } from '$lib/domain/sync-wire';
import type { EntityKind } from '$lib/domain/entities';
import { matterOfKind } from '$lib/domain/powers-of-attorney';
import type { EngineEvent } from '$lib/device/engine';
import { LocalDb } from '$lib/device/local-db';
import type { PhotoToSend } from '$lib/device/portal-types';
import { fold } from '$lib/device/overlay';
import type { Transport } from '$lib/device/transport';
import type { Database, Sql, Transaction } from '$lib/server/db';
import { peekCursor } from '$lib/server/sync/cursor';
import { pageLimits } from '$lib/server/sync/pull';
import { PortalServer } from '../support/portal-server';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	hireStaff,
	logIn,
	moveIn,
	publishBulletin,
	publishPlan,
	scopeOf,
	signAgreement,
	type House,
	type Person
} from '../support/world';
import { Browser, type LockMode, type Surroundings, type Tab } from './browser';
import { Chance } from './chance';
import { Activity, countDigests, VirtualClock } from './clock';
import type { Ground } from './ground';
import { Line, type FarEnd, type LineFault, type Weather } from './line';
import { comparable, difference, readGrantedView, type GrantedView } from './oracle';
import type { StorageFault } from './storage-faults';

/** What somebody did on a device, and what must come of it. */
export interface Submission {
	itemId: string;
	browser: Browser;
	person: Person;
	principalId: string;
	name: string;
	/** The row by which it is known in the database; absent where it makes none. */
	made: { table: string; kind: string; id: string } | undefined;
	/** The column that says what was written. */
	text: { column: string; value: string } | undefined;
	/** What the row may say: more than one where nobody was told whether an edit was saved. */
	possible: string[];
	/** Everything that was ever written in it. */
	written: string[];
	photos: PhotoToSend[];
	args: Record<string, unknown>;
	saved: 'unknown' | 'yes';
	/** Taken back by the person before it was sent. */
	removed: boolean;
	mayBeRemoved: boolean;
	/** Seen to have left the outbox. */
	left: boolean;
	/** There are two of it: on a cloned disk, or on one that went back. Either may come first. */
	forked: boolean;
	/** Lost with a disk or a database that went back. */
	forgiven: boolean;
}

/** A harness's own bugs, one at a time, to see that it is noticed. */
export interface Mutant {
	/** Statements for the schema's owner, before the run. */
	schema?: string;
	database?(db: Database): Database;
	far?(far: FarEnd, simulation: Simulation): FarEnd;
	transport?(transport: Transport, tab: Tab): Transport;
	openDatabase?(name: string, options: ConstructorParameters<typeof LocalDb>[1]): LocalDb;
	/** After something was queued, before it is said to be saved. */
	afterEnqueue?(db: LocalDb, itemId: string): Promise<void>;
}

export interface Figures {
	pulls: number;
	pushed: number;
	photos: number;
	faults: Partial<Record<string, number>>;
}

interface Asking {
	personId: string;
	now: Date;
	view?: GrantedView;
}

/** One run: a small world, its devices, and everything that goes wrong with them. */
export class Simulation {
	readonly ground: Ground;
	readonly chance: Chance;
	readonly activity = new Activity();
	readonly #forgetDigests = countDigests(this.activity);
	readonly clock: VirtualClock;
	readonly server: PortalServer;
	readonly weather: Weather;
	readonly mutant: Mutant;
	readonly figures: Figures = { pulls: 0, pushed: 0, photos: 0, faults: {} };
	readonly violations: string[] = [];
	readonly story: string[] = [];
	readonly submissions: Submission[] = [];
	browsers: Browser[] = [];
	people: Person[] = [];
	houses: House[] = [];
	staff!: Awaited<ReturnType<typeof hireStaff>>;
	/** Says which transaction of a device meets which fault, where chance does not. */
	nextStorageFault: (() => StorageFault | undefined) | undefined;
	/** How often a transaction of a device meets a fault. */
	storageFaultRate = 0;
	/** How often a statement of a pull is preceded by somebody's write. */
	interruptionRate = 0;
	interruption: () => Promise<void> = async () => undefined;
	/** Rows that staff deleted or moved. */
	readonly meddledWith = new Set<string>();
	/** How often rows were rightly made again. */
	readonly madeAgain = new Map<string, number>();
	/** Rows that were deleted and made again a while later, or taken from a device: it asks for them again. */
	readonly awayForAWhile = new Set<string>();
	/** Client ids of which the server may say that it doesn't know them. */
	readonly excusedClients = new Set<string>();
	/** Rows were taken from a device behind its back: it may ask for them. */
	areReloadsExcused = false;
	readonly tokens = new Map<string, string>();
	readonly dumps = new Map<Browser, Awaited<ReturnType<Browser['dump']>>>();
	readonly dumpedAt = new Map<Browser, number>();
	readonly forgivenPhotos = new Set<string>();
	readonly #views = new Map<string, GrantedView>();
	readonly #asking = new AsyncLocalStorage<Asking>();
	#watched: { under: Database; over: Database } | undefined;
	readonly #ownScopes = new Map<string, number>();
	#checks: Promise<unknown>[] = [];

	constructor(ground: Ground, seed: number, mutant: Mutant = {}) {
		this.ground = ground;
		this.chance = new Chance(seed);
		this.clock = new VirtualClock(new Date('2026-03-10T10:00:00Z'), this.activity);
		this.mutant = mutant;
		// An exchange is of the moment at which it came, however long it waits for somebody's lock.
		this.server = new PortalServer(ground.db, ground.store, () => this.#asking.getStore()?.now ?? this.now());
		this.weather = { rate: 0, faults: [], isOffline: false };
	}

	get sql(): Sql {
		return this.ground.desk.sql;
	}

	now(): Date {
		return new Date(this.clock.now);
	}

	note(what: string): void {
		this.story.push(`${new Date(this.clock.now).toISOString().slice(5, 23)} ${what}`);
	}

	violated(what: string): void {
		this.violations.push(what);
		this.note(`!! ${what}`);
	}

	count(fault: string): void {
		this.figures.faults[fault] = (this.figures.faults[fault] ?? 0) + 1;
	}

	/** For whoever looks for the reason. */
	lastAnswer = '';
	async build(): Promise<void> {
		const { sql, chance } = this;
		pageLimits.rows = chance.pick([2, 4, 10, 200]);
		this.staff = await hireStaff(sql);
		this.houses = [
			await buildHouse(sql, { street: 'Kaivokatu 1' }),
			await buildHouse(sql, { street: 'Rantatie 2', staircases: 1 })
		];
		const names = ['Aino', 'Ville', 'Beata', 'Carl'];
		for (const name of names) this.people.push(await addPerson(sql, name, 'Virtanen'));
		const [aino, ville, beata, carl] = this.people as [Person, Person, Person, Person];
		const homes = this.houses.flatMap((house) => house.staircases.flatMap(({ apartments }) => apartments));
		await moveIn(sql, aino.id, homes[0]!);
		await signAgreement(sql, aino.id, homes[0]!);
		await moveIn(sql, ville.id, homes[0]!);
		await moveIn(sql, beata.id, homes[1]!);
		await signAgreement(sql, carl.id, homes[4]!);
		// A guardian with a ward, and one who does not live here otherwise.
		await appointGuardian(sql, aino.id, ville.id);
		await publishPlan(sql, this.houses[0]!.id, 1);
		await publishBulletin(sql, [await scopeOf(sql, 'building', this.houses[0]!.id)]);
	}

	/** Where the first person lives. */
	get apartment(): string {
		return this.houses[0]!.staircases[0]!.apartments[0]!;
	}

	async addBrowser(person: Person, locks?: LockMode): Promise<Browser> {
		const line = new Line(this.#farEnd(), this.clock, this.chance, this.weather, (fault: LineFault) =>
			this.count(fault)
		);
		const browser = new Browser(
			`device ${this.browsers.length + 1}`,
			line,
			this.#around(),
			locks ?? this.chance.pick(['exclusive', 'always', 'never'])
		);
		this.browsers.push(browser);
		await this.logIn(browser, person);
		return browser;
	}

	async logIn(browser: Browser, person: Person): Promise<void> {
		const token = await logIn(this.ground.owner, person.accountId, this.now());
		this.tokens.set(token, person.id);
		await browser.logIn(person.id, token);
	}

	#around(): Surroundings {
		const { activity, chance, clock } = this;
		return {
			activity,
			chance,
			clock,
			storageFault: () => this.#storageFault(),
			written: (browser, personId, stores) => this.#written(browser, personId, stores),
			reported: (tab, event) => this.#reported(tab, event),
			openDatabase: (name, options) =>
				this.mutant.openDatabase?.(name, options) ?? new LocalDb(name, options),
			throughTransport: (transport, tab) => this.mutant.transport?.(transport, tab) ?? transport
		};
	}

	#storageFault(): StorageFault | undefined {
		if (this.nextStorageFault) return this.nextStorageFault();
		if (!this.chance.happens(this.storageFaultRate)) return undefined;
		const fault = this.chance.pick(['refused', 'aborted', 'quota'] as const);
		this.count(`storage ${fault}`);
		return fault;
	}

	#reported(tab: Tab, event: EngineEvent | { is: 'threw'; error: unknown }): void {
		if (event.is === 'threw') {
			const { error } = event;
			this.violated(
				`the engine threw ${error instanceof Error ? (error.stack ?? String(error)) : String(error)}`
			);
		}
		if (event.is !== 'sessionEnded' || event.why === 'expired') return;
		this.note(`${tab.browser.name}: ${event.why}`);
		const { why } = event;
		void this.activity.during(() => tab.clear(why).catch(() => undefined));
	}

	#farEnd(): FarEnd {
		const { activity, server } = this;
		const far: FarEnd = {
			idle: (token, cursor) => activity.during(() => this.#served(() => server.idle(token, cursor))),
			exchange: (token, request) => activity.during(() => this.#served(() => this.#exchange(token, request))),
			findUpload: (token, photo) =>
				activity.during(() => this.#served(() => server.findUpload(token, photo))),
			sendPiece: (token, photo, offset, body) =>
				activity.during(async () => {
					this.figures.photos++;
					return this.#served(() => server.sendPiece(token, photo, offset, body));
				})
		};
		return this.mutant.far?.(far, this) ?? far;
	}

	async #served<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			const cause = error instanceof Error && error.cause ? error.cause : error;
			this.violated(
				`the server threw ${cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause)}`
			);
			throw error;
		}
	}

	async #exchange(token: string | undefined, request: ExchangeRequest): Promise<ExchangeOutcome> {
		const personId = this.tokens.get(token ?? '') ?? '';
		this.figures.pulls++;
		this.figures.pushed += request.mutations?.length ?? 0;
		if (request.reload && !this.areReloadsExcused)
			this.violated(
				`I7 ${request.client} asks for ${request.reload} again, and nothing was done to its rows`
			);
		const asking: Asking = { personId, now: this.now() };
		const outcome = await this.#asking.run(asking, () =>
			this.server.exchange(token, request, this.#watchedDatabase())
		);
		if ('newClient' in outcome && !this.excusedClients.has(request.client))
			this.violated(`${request.client} of ${personId} is unknown to the server, and nothing was done to it`);
		this.lastAnswer = JSON.stringify({
			to: { ...request, mutations: request.mutations?.map(([seq, , name]) => [seq, name]) },
			outcome
		}).slice(0, 1500);
		if ('c' in outcome) this.#checkCursor(request, outcome);
		if ('c' in outcome && !outcome.m && asking.view) this.#views.set(`${personId} ${outcome.c}`, asking.view);
		return outcome;
	}

	/** I4: an answer never takes a cursor back, but where it says that the scope begins anew. */
	#checkCursor({ cookie }: ExchangeRequest, answer: ExchangeAnswer): void {
		const before = cookie === undefined || answer.z ? undefined : peekCursor(cookie);
		const after = peekCursor(answer.c);
		if (!after) return this.violated("I4 a cookie that can't be read");
		for (const held of before?.scopes ?? []) {
			const next = after.scopes.find(({ id }) => id === held.id);
			const begun = answer.s?.some(({ i, f }) => i === held.id && f);
			if (!next && !answer.x?.includes(held.id) && !answer.m)
				this.violated(`I4 scope ${held.id} left the cursor without being dropped`);
			if (next && !begun && (next.rows < held.rows || next.tombs < held.tombs))
				this.violated(`I4 scope ${held.id} went back`);
		}
	}

	/** The database, with a reader of the granted view in each pull's own snapshot, and with somebody who writes meanwhile. */
	#watchedDatabase(): Database {
		const under = this.ground.db;
		if (this.#watched?.under === under) return this.#watched.over;
		const mutated = this.mutant.database?.(under) ?? under;
		const begin = async (
			options: string | ((tx: Transaction) => Promise<unknown>),
			fn?: (tx: Transaction) => Promise<unknown>
		) => {
			if (typeof options !== 'string') return mutated.begin(options);
			const asking = this.#asking.getStore();
			const interruptAt = this.chance.happens(this.interruptionRate) ? this.chance.between(1, 6) : 0;
			return mutated.begin(options, async (tx) => {
				const page = (await fn!(
					interruptAt ? this.#interrupted(tx, interruptAt) : tx
				)) as Partial<ExchangeAnswer>;
				if (asking && 'c' in page && !page.m)
					asking.view = await readGrantedView(tx, asking.personId, asking.now);
				return page;
			});
		};
		const over = { ...mutated, begin: begin as Database['begin'] };
		this.#watched = { under, over };
		return over;
	}

	#interrupted(tx: Transaction, at: number): Transaction {
		let executed = 0;
		return new Proxy(tx, {
			apply: (target, _this, parameters: [TemplateStringsArray, ...never[]]) => {
				const made: unknown = target(...parameters);
				if (!Array.isArray(parameters[0]?.raw)) return made;
				// The part of postgres.js's query that runs it; a fragment's is never called.
				const query = made as { handler(running: unknown): void };
				const run = query.handler;
				query.handler = (running) => {
					if (++executed !== at) return run(running);
					this.count('interrupted pull');
					void this.#asking
						.exit(() => this.interruption())
						.catch((error: unknown) => this.violated(`the interruption failed: ${String(error)}`))
						.finally(() => run(running));
				};
				return made;
			}
		});
	}

	/** Looks at what a device has after each thing that it wrote which an answer brought. */
	#written(browser: Browser, personId: string, stores: string[]): void {
		if (!stores.includes('outbox') || !stores.includes('meta')) return;
		const check = this.activity.during(() =>
			this.checkEmission(browser, personId, stores.includes('pictures'))
		);
		this.#checks.push(check.catch((error: unknown) => this.violated(`the check failed: ${String(error)}`)));
	}

	async checksDone(): Promise<void> {
		await Promise.all(this.#checks.splice(0));
	}

	/** I1, I2, I17, I18 on what the device would now show. */
	async checkEmission(browser: Browser, personId: string, isAnswer: boolean): Promise<void> {
		// What is saved while this reads is for the next emission.
		const saved = this.submissions.filter(
			(submission) =>
				submission.browser === browser && submission.person.id === personId && submission.saved === 'yes'
		);
		const db = browser.inspect(personId);
		const [rows, items, state] = await db.read(['rows', 'outbox', 'meta'], (stores) =>
			Promise.all([stores.rows.getAll(), stores.outbox.getAll(), stores.meta.get('sync')])
		);
		if (!state) return;
		const view = state.cookie === undefined ? undefined : this.#views.get(`${personId} ${state.cookie}`);
		if (view && isAnswer) {
			const differs = difference(rows.map(comparable), view);
			if (differs.length > 0 && !this.areReloadsExcused)
				this.violated(`I1 ${browser.name}, ${this.nameOf(personId)}: ${differs.slice(0, 4).join('; ')}`);
			if (
				JSON.stringify(
					Object.entries(state.scopes)
						.map(([id, { principals }]): [number, string[]] => [Number(id), [...principals].sort()])
						.sort(byFirst)
				) !== JSON.stringify([...view.scopes].sort(byFirst))
			)
				this.violated(
					`I2 ${browser.name}, ${this.nameOf(personId)}: scopes ${JSON.stringify(state.scopes)} are not ${JSON.stringify([...view.scopes])}`
				);
		}
		for (const submission of saved) {
			if (submission.left || submission.mayBeRemoved || submission.forgiven || submission.forked) continue;
			const item = items.find(({ id }) => id === submission.itemId);
			if (item) {
				const shown = fold(rows, items, state, submission.principalId);
				if (!shown.items.some(({ id }) => id === item.id))
					this.violated(`I18 ${submission.name} ${submission.itemId} waits and is not shown`);
				continue;
			}
			submission.left = true;
			const { made } = submission;
			// Whoever may no longer act for somebody no longer sees what came of it.
			const own = state.scopes[await this.#ownScopeOf(submission.principalId)];
			const isGranted =
				own &&
				(!made ||
					!own.matters ||
					own.matters.some((matter) => matterOfKind[made.kind as EntityKind] === matter));
			// The end of access brings no rows any more.
			if (!made || !isGranted || !isAnswer || made.table === 'read_marks') continue;
			if (this.meddledWith.has(made.id) || this.awayForAWhile.has(made.id)) continue;
			if (!rows.some(({ k, id }) => k === made.kind && id === made.id))
				this.violated(
					`I18 ${submission.name} ${made.id} has left the queue of ${browser.name}, and its row is not there`
				);
		}
	}

	/** The scope of what is a person's own; numbered once, whatever copy of the database is put back. */
	async #ownScopeOf(personId: string): Promise<number> {
		const known = this.#ownScopes.get(personId);
		if (known !== undefined) return known;
		const id = await scopeOf(this.ground.owner.sql, 'person', personId);
		this.#ownScopes.set(personId, id);
		return id;
	}

	/** Where somebody lives now. */
	async apartmentOf(personId: string): Promise<string | undefined> {
		const [row] = await this.ground.owner.sql`
			select apartment_id from tenancies where person_id = ${personId} and helsinki_period(starts_on, ends_on) @> ${this.now()}::timestamptz
			order by apartment_id limit 1`;
		return row?.apartmentId;
	}

	/** A disk went back or was copied: what was written on it since may be gone, and what was on it is there twice. */
	forgiveFork(browser: Browser): void {
		const since = this.dumpedAt.get(browser) ?? 0;
		for (const [at, submission] of this.submissions.entries()) {
			if (submission.browser !== browser) continue;
			submission.forked = true;
			if (at >= since && this.dumps.has(browser)) submission.forgiven = true;
		}
	}

	async forgiveWhatTheDatabaseLost(): Promise<void> {
		await this.excuseClients();
		const waiting = new Set<string>();
		const shas = new Set<string>();
		for (const browser of this.browsers)
			for (const personId of browser.owners) {
				for (const { id } of await browser.inspect(personId).outbox.getAll()) waiting.add(id);
				for (const { sha } of await browser.inspect(personId).blobs.getAll()) shas.add(sha);
			}
		for (const submission of this.submissions) {
			submission.forked = true;
			if (!waiting.has(submission.itemId)) submission.forgiven = true;
			for (const { id, sha } of submission.photos) if (!shas.has(sha)) this.forgivenPhotos.add(id);
		}
	}

	nameOf(personId: string): string {
		return this.people.find(({ id }) => id === personId)?.name ?? personId;
	}

	/** Something was done to a device or the server after which clients may be told to begin anew. */
	async excuseClients(browsers: readonly Browser[] = this.browsers): Promise<void> {
		for (const browser of browsers)
			for (const personId of browser.owners) {
				const state = await browser.inspect(personId).meta.get('sync');
				if (state) this.excusedClients.add(state.client);
			}
	}

	end(): void {
		for (const browser of this.browsers) browser.end();
		this.#forgetDigests();
		pageLimits.rows = 200;
	}
}

function byFirst([a]: [number, unknown], [b]: [number, unknown]): number {
	return a - b;
}
