import {
	checkLength,
	checkedText,
	type ExchangeAnswer,
	type ExchangeRequest,
	type WireScope
} from '$lib/domain/sync-wire';
import type { Refusal } from '$lib/domain/refusal';
import {
	readSync,
	type LocalDb,
	type LocalRow,
	type ScopeTotals,
	type Stores,
	type SyncState
} from './local-db';
import { markRefused, removeCovered } from './outbox';
import { isFormer } from './principals';

/** What became of an answer. `stale`: another tab was first; the next exchange starts from there. */
export type Applied = 'applied' | 'stale' | 'otherPerson';

/**
 * Writes an answer into the device, in one transaction, and only onto the cookie that it was computed from. `check` is
 * `answerCheckFor` of this person and the request's cookie, made beforehand: a transaction waits for nothing else.
 */
export async function applyAnswer(
	db: LocalDb,
	request: ExchangeRequest,
	answer: ExchangeAnswer,
	check: string,
	now: number
): Promise<Applied> {
	if (answer.k !== check) return 'otherPerson';
	return db.write(['rows', 'outbox', 'pictures', 'drafts', 'meta'], async (stores) => {
		const state = await readSync(stores);
		if (state.cookie !== request.cookie || state.client !== request.client) return 'stale';
		// Cleared while the answer was on its way: a first load's base is no cookie, as a cleared device's is.
		if (state.sealed || state.ended) return 'stale';
		const next: SyncState = { ...state, scopes: { ...state.scopes }, cookie: answer.c, lastContactAt: now };
		delete next.partial;
		if (answer.m) next.partial = true;
		if (answer.z) await dropEverything(stores, next);
		for (const id of answer.x ?? []) await dropScope(stores, next, id);
		for (const scope of answer.s ?? []) await applyScope(stores, next, scope);
		// Of a scope that is no longer granted nothing comes, however often it is asked for.
		next.reload = next.reload.filter((id) => id in next.scopes);
		await markRefused(stores, request, answer.n ?? []);
		if (answer.h) await hold(stores, answer.h[0], now);
		if (answer.l !== undefined) next.last = await removeCovered(stores, request, answer.l);
		await forgetFormer(stores, next);
		await stores.meta.put(next);
		return 'applied';
	});
}

/** Access has ended: what was offered last is settled, and no rows come. Says whether anything was settled by it. */
export async function applyEnd(
	db: LocalDb,
	request: ExchangeRequest,
	refusals: readonly [number, Refusal][],
	last: number
): Promise<boolean> {
	return db.write(['outbox', 'meta'], async (stores) => {
		const state = await readSync(stores);
		if (state.client !== request.client || state.last !== request.last) return false;
		await markRefused(stores, request, refusals);
		const settled = await removeCovered(stores, request, last);
		await stores.meta.put({ ...state, last: settled });
		return settled > state.last;
	});
}

export async function answerCheckFor(personId: string, cookie: string | undefined): Promise<string> {
	const digest = await crypto.subtle.digest(
		'SHA-256',
		new TextEncoder().encode(checkedText(personId, cookie))
	);
	const base64 = btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 9)));
	return base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, checkLength);
}

/** What leaves with its scope. */
type Kept = Pick<Stores, 'rows' | 'pictures'>;

async function applyScope(stores: Kept, state: SyncState, wire: WireScope): Promise<void> {
	// For whom it is seen is told only when that changes, and loading it again is no such change.
	const known = state.scopes[wire.i];
	const principals = wire.p ?? known?.principals ?? [];
	const matters = wire.p ? wire.w : known?.matters;
	if (wire.f) await dropScope(stores, state, wire.i);
	const before = state.scopes[wire.i];
	const totals: ScopeTotals = {
		principals,
		...(matters && { matters }),
		count: before?.count ?? 0,
		sum: before?.sum ?? 0
	};
	// Deletions first, and only within this scope: a row may have died here and live in another.
	const gone = (wire.g ?? []).map(([kind, id]): [number, string, string] => [wire.i, kind, id]);
	await countOut(stores, totals, gone);
	await stores.rows.deleteAll(gone);
	const rows = (wire.r ?? []).map(([k, id, v, d]): LocalRow => ({ s: wire.i, k, id, v, d }));
	await countOut(
		stores,
		totals,
		rows.map((row) => [row.s, row.k, row.id])
	);
	await stores.rows.putAll(rows);
	totals.count += rows.length;
	totals.sum += rows.reduce((sum, row) => sum + row.v, 0);
	state.scopes[wire.i] = totals;
	state.reload = state.reload.filter((id) => id !== wire.i);
	if (wire.d && (wire.d[0] !== totals.count || wire.d[1] !== totals.sum)) state.reload.push(wire.i);
}

/** Takes rows that are about to be deleted or replaced out of the running totals. */
async function countOut(
	{ rows }: Kept,
	totals: ScopeTotals,
	keys: [number, string, string][]
): Promise<void> {
	if (keys.length === 0 || totals.count === 0) return;
	for (const row of await rows.getMany(keys)) {
		if (!row) continue;
		totals.count--;
		totals.sum -= row.v;
	}
}

async function dropScope({ rows, pictures }: Kept, state: SyncState, id: number): Promise<void> {
	await rows.delete(IDBKeyRange.bound([id], [id, []]));
	await pictures.deleteBy('s', id);
	const { [id]: _dropped, ...kept } = state.scopes;
	state.scopes = kept;
}

/** What was being typed for somebody whom one may no longer act for goes with what was seen of them (A10). */
async function forgetFormer({ drafts }: Pick<Stores, 'drafts'>, state: SyncState): Promise<void> {
	const former = (await drafts.getAll()).filter(({ principalId }) => isFormer(state, principalId));
	await drafts.deleteAll(former.map(({ id }) => id));
}

async function dropEverything({ rows, pictures }: Kept, state: SyncState): Promise<void> {
	await rows.clear();
	await pictures.clear();
	state.scopes = {};
}

async function hold({ outbox }: Pick<Stores, 'outbox'>, seq: number, now: number): Promise<void> {
	const item = await outbox.getBy('seq', seq);
	if (item) await outbox.put({ ...item, state: 'held', heldSince: item.heldSince ?? now });
}

/** Recounts a device's rows where the running totals may have gone astray; scopes that disagree load again. */
export async function recount(db: LocalDb): Promise<void> {
	await db.write(['rows', 'meta'], async ({ rows, meta }) => {
		const state = await readSync({ meta });
		const counted = new Map<number, { count: number; sum: number }>();
		await rows.each(({ s, v }) => {
			const totals = counted.get(s) ?? { count: 0, sum: 0 };
			totals.count++;
			totals.sum += v;
			counted.set(s, totals);
		});
		const astray = Object.entries(state.scopes).filter(([id, totals]) => {
			const found = counted.get(Number(id)) ?? { count: 0, sum: 0 };
			return found.count !== totals.count || found.sum !== totals.sum;
		});
		if (astray.length > 0) await meta.put({ ...state, reload: astray.map(([id]) => Number(id)) });
	});
}
