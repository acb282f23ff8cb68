import type { ExchangeOutcome } from '$lib/domain/sync-wire';
import { LineError, type UploadAnswer } from '$lib/device/transport';
import { findSession, sessionCookieName, tokenHash } from '$lib/server/auth/sessions';
import type { ObjectStore } from '$lib/server/blobs';
import type { Database } from '$lib/server/db';
import { answerIdleSync } from '$lib/server/sync/idle';
import type { Context } from '$lib/server/trpc/init';
import { appRouter } from '$lib/server/trpc/router';
import { findUpload, receivePiece } from '$lib/server/uploads';

export interface Photo {
	sha: string;
	principalId: string;
	size: number;
}

/** The portal's server in this process: what its routes do, without HTTP. The token is the browser's cookie. */
export class PortalServer {
	db: Database;
	readonly store: ObjectStore;
	readonly now: () => Date;
	readonly alerts: { what: string; error: unknown }[] = [];

	constructor(db: Database, store: ObjectStore, now: () => Date) {
		this.db = db;
		this.store = store;
		this.now = now;
	}

	async idle(token: string | undefined, cursor: string): Promise<204 | 200 | 401> {
		const cookie = token === undefined ? undefined : `${sessionCookieName()}=${token}`;
		return (await answerIdleSync(this.db.sql, { cookie, 'x-cursor': cursor }, this.now())).status;
	}

	/** `db` is another one where a test stands between the server and its database. */
	async exchange(
		token: string | undefined,
		request: unknown,
		db: Database = this.db
	): Promise<ExchangeOutcome> {
		const sessionId = token === undefined ? null : tokenHash(token);
		const context: Context = {
			db,
			session: await this.#session(sessionId),
			sessionId,
			now: this.now,
			alert: (what, error) => this.alerts.push({ what, error })
		};
		return wired(await appRouter.createCaller(context).sync.exchange(wired(request) as never));
	}

	async findUpload(token: string | undefined, photo: Photo): Promise<UploadAnswer> {
		const key = await this.#uploadKey(token, photo);
		return key
			? uploadAnswer(await findUpload(this.db, this.store, key, this.now()))
			: { state: 'noSession' };
	}

	async sendPiece(
		token: string | undefined,
		photo: Photo,
		offset: number,
		body: AsyncIterable<Uint8Array>
	): Promise<UploadAnswer> {
		const key = await this.#uploadKey(token, photo);
		if (!key) return { state: 'noSession' };
		return uploadAnswer(
			await receivePiece(this.db, this.store, key, { offset, total: photo.size, body }, this.now())
		);
	}

	async #uploadKey(token: string | undefined, { sha, principalId }: Photo) {
		const session = await this.#session(token === undefined ? null : tokenHash(token));
		return session?.personId ? { personId: session.personId, principalId, sha } : undefined;
	}

	async #session(sessionId: string | null) {
		if (sessionId === null) return null;
		const found = await findSession(this.db.sql, sessionId, this.now());
		return found && 'active' in found ? found.active : null;
	}
}

/** What JSON leaves of a value on its way over the line. */
function wired<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

function uploadAnswer(found: Awaited<ReturnType<typeof receivePiece>>): UploadAnswer {
	switch (found.state) {
		case 'complete':
		case 'rejected':
			return { state: found.state };
		case 'partial':
		case 'wrongOffset':
			return { state: 'partial', received: found.received };
		case 'mismatch':
			return { state: 'startOver' };
		case 'unknown':
			return { state: 'notExpected' };
		case 'overQuota':
			throw new LineError('status 429');
	}
}
