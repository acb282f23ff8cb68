import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { findMutation, upcast } from '$lib/domain/mutations';
import { staffMutations } from '$lib/domain/staff-mutations';
import type { ResidentActor } from '$lib/domain/actor';
import type { EntityKind } from '$lib/domain/entities';
import { matterOfKind } from '$lib/domain/powers-of-attorney';
import { refuse, type Refusal } from '$lib/domain/refusal';
import { maxMutationBytes, noop, noopFor, type WireMutation } from '$lib/domain/sync-wire';
import { circumstancesAt, findResidentActor, runMutation } from '$lib/server/apply-mutation';
import type { Database, Transaction } from '$lib/server/db';
import { isTransient, retrying } from '$lib/server/failures';
import { scopeMoved } from '$lib/server/moved';
import { findActingScope } from '$lib/server/scopes';

export type PushEnd =
	| { end: 'all' }
	/** This and what follows it is not consumed. */
	| { end: 'held'; seq: number; why: 'unknown' | 'failing' }
	| { end: 'newClient' };

type Outcome = { done: Refusal | null; scopeId?: number } | { held: 'unknown' } | { newClient: true };

const maxTries = 5;
const maxFailingMs = 10 * 60_000;

export interface Pusher {
	personId: string;
	client: string;
	now: Date;
	/** Told of a mutation that is parked: a fault of ours that somebody must look at. */
	alert(parked: { name: string; v: number; error: unknown }): void;
}

/** Applies a client's mutations in their order, each in a transaction of its own, until one can't be consumed. */
export async function push(
	db: Database,
	pusher: Pusher,
	mutations: readonly WireMutation[]
): Promise<PushEnd> {
	for (const mutation of mutations) {
		const outcome = await pushOne(db, pusher, mutation);
		if ('newClient' in outcome) return { end: 'newClient' };
		if ('held' in outcome) return { end: 'held', seq: mutation[0], why: outcome.held };
	}
	return { end: 'all' };
}

async function pushOne(
	db: Database,
	pusher: Pusher,
	mutation: WireMutation
): Promise<Outcome | { held: 'unknown' | 'failing' }> {
	try {
		const outcome = await retrying(() => db.begin((tx) => consume(tx, pusher, mutation)));
		if ('scopeId' in outcome && outcome.scopeId !== undefined) scopeMoved(outcome.scopeId);
		return outcome;
	} catch (error) {
		// Nothing is consumed: the exchange fails as a whole, and the device comes again.
		if (isTransient(error)) throw error;
		return await countFailure(db, pusher, mutation, error);
	}
}

/** One transaction: the effect, the stored outcome and the client's place in the sequence stand or fall together. */
async function consume(tx: Transaction, pusher: Pusher, mutation: WireMutation): Promise<Outcome> {
	const [seq] = mutation;
	// In one breath: they run in this order, so what the sender may is read behind the lock.
	const [last, right] = await Promise.all([lockClient(tx, pusher, seq), findRight(tx, pusher, mutation)]);
	if (last === undefined || seq > last + 1) return { newClient: true };
	if (seq <= last) {
		const [stored] = await tx`
			select hash, refusal from sync_outcomes where client_id = ${pusher.client} and seq = ${seq}`;
		return stored && isTheSame(mutation, stored.hash) ? { done: stored.refusal } : { newClient: true };
	}
	const outcome = await decide(tx, pusher, mutation, right);
	if ('held' in outcome) return outcome;
	await settle(tx, pusher.client, seq, hashOf(mutation), outcome.done);
	return outcome;
}

/**
 * Whether a place in the sequence was taken by this mutation: as it is, or by the `noop` for which it was taken back on
 * the device while it was on its way here. Whichever of the two came first holds the place.
 */
function isTheSame(mutation: WireMutation, stored: Buffer): boolean {
	const [seq, principalId, name, version, args] = mutation;
	const back = noopFor({ name, v: version, args });
	const takenBack = hashOf([seq, principalId, back.name, back.v, back.args]);
	return name === noop || stored.equals(hashOf(mutation)) || stored.equals(takenBack);
}

/** The client's last sequence number, its row locked; undefined where the client is not this person's or unknown. */
async function lockClient(
	tx: Transaction,
	{ client, personId }: Pusher,
	seq: number
): Promise<number | undefined> {
	// A client begins with its first mutation; any other number from a client unknown here tells of a lost past.
	const [, [row]] = await Promise.all([
		seq === 1 &&
			tx`insert into sync_clients (id, person_id) values (${client}, ${personId}) on conflict (id) do nothing`,
		tx`select person_id, last from sync_clients where id = ${client} for update`
	]);
	return row?.personId === personId ? row?.last : undefined;
}

interface Right {
	scopeId: number;
	actor: ResidentActor;
}

/** As whom, and on whose scope, the sender may do this now; undefined where they may not. */
async function findRight(
	tx: Transaction,
	{ personId, now }: Pusher,
	[, principalId, name, version]: WireMutation
): Promise<Right | undefined> {
	const mutation = findMutation(name, version);
	if (!mutation) return undefined;
	const [scopeId, actor] = await Promise.all([
		findActingScope(tx, personId, principalId, matterOfKind[mutation.target as EntityKind], now),
		findResidentActor(tx, personId, principalId)
	]);
	return scopeId === undefined || !actor ? undefined : { scopeId, actor };
}

async function decide(
	tx: Transaction,
	{ personId, now }: Pusher,
	[, principalId, name, version, sent]: WireMutation,
	right: Right | undefined
): Promise<{ done: Refusal | null; scopeId?: number } | { held: 'unknown' }> {
	if (name === noop) return { done: null };
	if (Object.hasOwn(staffMutations, name)) return { done: refuse('staffOnly') };
	const mutation = findMutation(name, version);
	if (!mutation) return { held: 'unknown' };
	if (JSON.stringify(sent ?? null).length > maxMutationBytes) return { done: refuse('notValid') };
	const args = v.safeParse(mutation.args, upcast(mutation, version, sent));
	if (!args.success) return { done: refuse('notValid') };
	if (!right) return { done: refuse(principalId === personId ? 'accessEnded' : 'notFound') };
	const { scopeId, actor } = right;
	return {
		done: await runMutation(tx, mutation, args.output, scopeId, circumstancesAt(actor, now)),
		scopeId
	};
}

async function settle(tx: Transaction, client: string, seq: number, hash: Buffer, refusal: Refusal | null) {
	await tx`
		with stored as (
			insert into sync_outcomes (client_id, seq, hash, refusal)
			values (${client}, ${seq}, ${hash}, ${refusal as never})
		)
		update sync_clients
		set last = ${seq}, seen_at = now(), failing_seq = null, failing_tries = 0, failing_since = null
		where id = ${client}`;
}

/**
 * A fault of ours, counted in a transaction of its own. After five tries or ten minutes the mutation is parked with its
 * arguments, so that the ones behind it go on.
 */
async function countFailure(
	db: Database,
	pusher: Pusher,
	mutation: WireMutation,
	error: unknown
): Promise<{ held: 'failing' } | { done: Refusal }> {
	const [seq, principalId, name, version, args] = mutation;
	return db.begin(async (tx) => {
		const last = await lockClient(tx, pusher, seq);
		if (last === undefined || seq !== last + 1) return { held: 'failing' };
		const [counted] = await tx`
			update sync_clients set
				failing_tries = case when failing_seq = ${seq} then failing_tries + 1 else 1 end,
				failing_since = case when failing_seq = ${seq} then failing_since else ${pusher.now}::timestamptz end,
				failing_seq = ${seq}
			where id = ${pusher.client}
			returning failing_tries, failing_since`;
		const failingMs = pusher.now.getTime() - (counted?.failingSince as Date).getTime();
		if (counted?.failingTries < maxTries && failingMs < maxFailingMs) return { held: 'failing' };
		await tx`
			insert into parked_mutations (client_id, seq, person_id, principal_id, name, v, args, error)
			values (${pusher.client}, ${seq}, ${pusher.personId}, ${principalId}, ${name}, ${version},
				${(args ?? null) as never}::jsonb, ${error instanceof Error ? error.name : 'unknown'})`;
		const refusal = refuse('parked');
		await settle(tx, pusher.client, seq, hashOf(mutation), refusal);
		pusher.alert({ name, v: version, error });
		return { done: refusal };
	});
}

function hashOf([, principalId, name, version, args]: WireMutation): Buffer {
	return createHash('sha256')
		.update(JSON.stringify([principalId, name, version, args]))
		.digest();
}
