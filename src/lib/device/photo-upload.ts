import { anySignal } from './any-signal';
import { backoffMs } from './backoff';
import type { Host } from './engine';
import { readSync, type LocalDb, type WaitingBlob } from './local-db';
import { expectedBy, isAnnounced, isExpected } from './outbox';
import { StorageError, stubbornly } from './storage';
import { LineError, type Transport, type UploadAnswer } from './transport';

/** Two at a time fill a slow line with a long way round; one at a time leaves a third of it unused. */
const inFlight = 2;
const pieceBytes = 256 * 1024;
/** Behind a proxy that keeps a body to itself until it is whole, a large piece on a bad line never arrives. */
const smallPieceBytes = 64 * 1024;
/** A line that has just carried something mostly comes back soon: so often it is asked again after so short a pause. */
const hopefulTries = 16;
const hopefulMs = 2000;

/**
 * Sends the photos of accepted reports, each from the byte that the server has, and forgets each only when the server
 * has all of it. Runs beside the exchanges, in the service worker too.
 */
export class PhotoUploads {
	readonly #db: LocalDb;
	readonly #transport: Transport;
	readonly #host: Host;
	readonly #signal: AbortSignal;
	readonly #busy = new Set<string>();
	#lanes = 0;
	/** Kept across tries: a piece of which nothing arrives is as large the next time otherwise, and never does. */
	#pieceLimit = pieceBytes;
	/** Counts the calls of `start`: a lane that found nothing looks again where one came meanwhile. */
	#starts = 0;
	/** Tries left before a silent line is taken for one that is gone. */
	#hope = 0;
	#waiters: (() => void)[] = [];
	#pauses = new Set<AbortController>();
	/** Photos of which the server may have bytes: sent by us, or for all we know by a tab or worker before us. */
	readonly #begun: Promise<Set<string> | undefined>;

	constructor(db: LocalDb, transport: Transport, host: Host, signal: AbortSignal) {
		this.#db = db;
		this.#transport = transport;
		this.#host = host;
		this.#signal = signal;
		this.#begun = this.#sendable().then(
			(blobs) => new Set(blobs.map(({ blob }) => nameOf(blob))),
			() => undefined
		);
	}

	start(): void {
		this.#starts++;
		while (this.#lanes < inFlight) {
			this.#lanes++;
			void this.#lane().finally(() => {
				if (--this.#lanes === 0) this.#waiters.splice(0).forEach((tell) => tell());
			});
		}
	}

	/** Ends every pause: the network is back, or a person asked. */
	hurry(): void {
		for (const pause of this.#pauses) pause.abort();
	}

	settled(): Promise<void> {
		return this.#lanes === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
	}

	/** Takes photo after photo until none is left that may be sent. */
	async #lane(): Promise<void> {
		// Not expected yet: its report may be accepted by the next exchange, whose end starts us again.
		const tooEarly = new Set<string>();
		let starts = this.#starts;
		for (let failures = 0; !this.#signal.aborted;) {
			let taken: Sendable | undefined;
			try {
				taken = await this.#next(tooEarly);
				if (taken) {
					const isDone = await this.#send(taken);
					failures = 0;
					if (!isDone) tooEarly.add(nameOf(taken.blob));
				} else if (starts === this.#starts) return;
				else {
					starts = this.#starts;
					tooEarly.clear();
				}
			} catch (error) {
				if (this.#signal.aborted || this.#db.isOver) return;
				if (error instanceof StorageError) return this.#host.report({ is: 'storage', kind: error.kind });
				if (!(error instanceof LineError)) throw error;
				const pauseMs =
					this.#hope-- > 0 ? this.#host.random() * hopefulMs : backoffMs(++failures, this.#host.random);
				await this.#pause(Math.max(error.retryAfterMs ?? 0, pauseMs));
			} finally {
				if (taken) this.#busy.delete(nameOf(taken.blob));
			}
		}
	}

	async #pause(ms: number): Promise<void> {
		const pause = new AbortController();
		this.#pauses.add(pause);
		await this.#host.sleep(ms, anySignal([pause.signal, this.#signal]));
		this.#pauses.delete(pause);
	}

	/** The next photo that may be sent, marked as taken by this lane. */
	async #next(tooEarly: ReadonlySet<string>): Promise<Sendable | undefined> {
		const sendable = await this.#storage(() => this.#sendable());
		const next = sendable.find(({ blob }) => !tooEarly.has(nameOf(blob)) && !this.#busy.has(nameOf(blob)));
		if (next) this.#busy.add(nameOf(next.blob));
		return next;
	}

	/** Photos that an accepted report waits for, or that no item in the outbox still has to announce. */
	#sendable(): Promise<Sendable[]> {
		return this.#db.read(['blobs', 'meta', 'outbox', 'rows'], async (stores) => {
			const sendable: Sendable[] = [];
			for (const blob of await stores.blobs.getAll()) {
				const { sha, principalId } = blob;
				const served = new Set(await expectedBy(stores, sha, principalId));
				if (served.size > 0 || !(await isAnnounced(stores, sha, principalId)))
					sendable.push({ blob, served });
			}
			return sendable;
		});
	}

	/** Says whether the photo is done with; if not, it is for a later start. */
	async #send({ blob, served }: Sendable): Promise<boolean> {
		let answer = await this.#findBegun(blob);
		let mismatches = 0;
		for (;;) {
			if (answer.state === 'noSession') return false;
			if (answer.state === 'notExpected') return await this.#dropUnwanted(blob);
			if (answer.state === 'complete' || answer.state === 'rejected')
				return await this.#settle({ blob, served }, answer.state);
			// Once may be a piece that went wrong on the way. Again means something lasting, to be tried seldom.
			if (answer.state === 'startOver' && ++mismatches > 1) throw new LineError('photo does not match');
			const offset = answer.state === 'partial' ? answer.received : 0;
			this.#host.report({ is: 'photo', sha: blob.sha, sent: offset, total: blob.size });
			const piece = blob.bytes.slice(offset, offset + this.#pieceLimit);
			answer = await this.#sendOrAsk(blob, offset, piece, (received) => {
				if (received === offset) this.#pieceLimit = smallPieceBytes;
			});
			if (answer.state === 'complete' || (answer.state === 'partial' && answer.received > offset))
				this.#hope = hopefulTries;
		}
	}

	/** How much the server has. It is not asked for a new photo: the question would wait behind what is being sent. */
	async #findBegun(blob: WaitingBlob): Promise<UploadAnswer> {
		const begun = await this.#begun;
		if (!begun || begun.has(nameOf(blob))) return this.#transport.findUpload(blob, this.#signal);
		begun.add(nameOf(blob));
		return { state: 'partial', received: 0 };
	}

	/** A piece that breaks off has mostly arrived: ask how much of it, and go on from there. */
	async #sendOrAsk(
		blob: WaitingBlob,
		offset: number,
		piece: ArrayBuffer,
		arrived: (received: number) => void
	): Promise<UploadAnswer> {
		try {
			return await this.#transport.sendPiece(blob, offset, piece, this.#signal);
		} catch (error) {
			if (!(error instanceof LineError) || this.#signal.aborted) throw error;
			const found = await this.#transport.findUpload(blob, this.#signal);
			if (found.state !== 'partial') return found;
			arrived(found.received);
			// No byte came through: the line is down, not slow.
			if (found.received <= offset) throw error;
			return found;
		}
	}

	/**
	 * A photo whose report or message is known here, and which nobody waits for any more: staff deleted or moved it.
	 * One for somebody whose scope is gone stays: the grant may come back.
	 */
	async #dropUnwanted({ sha, principalId }: WaitingBlob): Promise<boolean> {
		return this.#storage(() =>
			this.#db.write(['blobs', 'meta', 'outbox', 'rows'], async (stores) => {
				const { cookie, ended, partial, scopes } = await readSync(stores);
				const isSeen = Object.values(scopes).some(({ principals }) => principals.includes(principalId));
				// After access has ended the server takes what it waits for, and what it doesn't has nothing to wait for here.
				if (!ended && (cookie === undefined || partial || !isSeen)) return false;
				if (await isAnnounced(stores, sha, principalId)) return false;
				if (await isExpected(stores, sha, principalId)) return false;
				await stores.blobs.delete([sha, principalId]);
				return true;
			})
		);
	}

	/**
	 * The photo is the server's now; its bytes stay as the picture to look at without a network. It goes on waiting where
	 * another report with the same photo has been written meanwhile, or was accepted after the server had answered: whose
	 * row was not `served`.
	 */
	async #settle({ blob, served }: Sendable, end: 'complete' | 'rejected'): Promise<boolean> {
		const isDone = await this.#storage(() =>
			this.#db.write(['blobs', 'meta', 'outbox', 'pictures', 'rows'], async (stores) => {
				const row = await stores.rows.getBy('[k+id]', ['attachment', blob.attachmentId]);
				if (row && end === 'complete')
					await stores.pictures.put({
						id: `${blob.attachmentId}/full`,
						s: row.s,
						bytes: blob.bytes,
						type: blob.type,
						usedAt: this.#host.now()
					});
				const { sha, principalId } = blob;
				const isNeeded =
					(await isAnnounced(stores, sha, principalId)) ||
					(await expectedBy(stores, sha, principalId)).some((id) => !served.has(id));
				if (!isNeeded) await stores.blobs.delete([blob.sha, blob.principalId]);
				return !isNeeded;
			})
		);
		this.#host.report({ is: 'photo', sha: blob.sha, sent: blob.size, total: blob.size });
		return isDone;
	}

	#storage<T>(access: () => Promise<T>): Promise<T> {
		return stubbornly(this.#db, access, (ms) => this.#host.sleep(ms, this.#signal));
	}
}

interface Sendable {
	blob: WaitingBlob;
	/** The attachments that waited for it before the server was asked. */
	served: ReadonlySet<string>;
}

function nameOf({ sha, principalId }: Pick<WaitingBlob, 'sha' | 'principalId'>): string {
	return `${sha} ${principalId}`;
}
