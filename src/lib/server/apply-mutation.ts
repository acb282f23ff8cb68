import * as v from 'valibot';
import { residentActor, type Actor, type Circumstances, type StaffActor } from '$lib/domain/actor';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { fullName, type Membership } from '$lib/domain/memberships';
import { outcomeOf } from '$lib/domain/mutation';
import type { AnyMutation } from '$lib/domain/mutations';
import { staffMutations, type StaffArgsOf, type StaffMutations } from '$lib/domain/staff-mutations';
import { isRefusal, refuse, type Refusal, type RefusalReason } from '$lib/domain/refusal';
import { recordChange } from './audit/changes';
import type { Database, Sql, Transaction } from './db';
import { isPermanent, retrying, sqlState } from './failures';
import { oweNews } from './mail/news';
import { scopeMoved } from './moved';
import { findScopeOf, lockRow, rowExists, writeChange } from './rows';
import { lockScopes } from './scopes';

/** What has to hold beside the rule, on other rows than its own: asked while its row is locked. */
export type Check = (sql: Sql) => Promise<Refusal | null>;

/**
 * Runs a mutation's rule on the locked row and writes its changes, in a savepoint: a refusal, by the rule or by a
 * constraint, leaves nothing behind and is a value. Locks the scope, then the row.
 */
export async function runMutation(
	tx: Transaction,
	mutation: AnyMutation,
	args: unknown,
	scopeId: number,
	circumstances: Circumstances,
	check?: Check
): Promise<Refusal | null> {
	try {
		return await tx.savepoint(async (sql) => {
			const refusal = await decideAndWrite(sql, mutation, args, scopeId, circumstances, check);
			if (refusal) throw new Refused(refusal);
			return null;
		});
	} catch (error) {
		if (error instanceof Refused) return error.refusal;
		if (isPermanent(error)) return refuse(reasons[sqlState(error) ?? ''] ?? 'notValid');
		throw error;
	}
}

/** What a constraint's "no" means: an id that is taken, a row that it refers to and that isn't there. */
const reasons: Record<string, RefusalReason> = { '23505': 'idTaken', '23503': 'notFound' };

async function decideAndWrite(
	sql: Sql,
	mutation: AnyMutation,
	args: unknown,
	scopeId: number,
	circumstances: Circumstances,
	check?: Check
): Promise<Refusal | null> {
	const [, row] = await Promise.all([
		lockScopes(sql, [scopeId]),
		lockRow(sql, mutation.target, scopeId, mutation.targetId(args as never))
	]);
	// A second delivery under another client id: what it makes is there already, by its own author.
	const made = mutation.creates;
	if (row && made && (await rowExists(sql, made.kind, scopeId, made.id(args as never)))) return null;
	const objection = await check?.(sql);
	if (objection) return objection;
	const outcome = outcomeOf(mutation, row, args as never, circumstances);
	if (isRefusal(outcome)) return outcome;
	await Promise.all([
		...outcome.map((change) => writeChange(sql, scopeId, change)),
		recordChange(sql, mutation, mutation.targetId(args as never), scopeId, circumstances)
	]);
	if (mutation.who === 'staff') await oweNews(sql, mutation, args, scopeId);
	return null;
}

/** A rule's "no" on its way out of the savepoint, which only an exception rolls back. */
class Refused extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(refusal.refused);
		this.refusal = refusal;
	}
}

export function circumstancesAt(by: Actor, now: Date): Circumstances {
	return { by, now, today: helsinkiDay(now) };
}

/** The actor as the registers have it now: the same `membership` row that the device holds. */
export async function findResidentActor(sql: Sql, personId: string, principalId: string) {
	const rows = await sql<{ id: string; data: Membership }[]>`
		select id, data from sync_projections
		where kind = 'membership' and id in (${personId}, ${principalId})`;
	const principal = rows.find((row) => row.id === principalId)?.data;
	const person = rows.find((row) => row.id === personId)?.data;
	return principal && person && residentActor(personId, principal, fullName(person));
}

/**
 * What somebody of the staff does, online, by the same rules. Returns the rule's refusal, or null when it is done.
 * The caller has checked that this person may see the row.
 */
export async function applyStaffMutation<N extends keyof StaffMutations>(
	db: Database,
	staff: StaffActor,
	name: N,
	args: StaffArgsOf<N>,
	now: Date,
	check?: Check
): Promise<Refusal | null> {
	const mutation: AnyMutation = staffMutations[name];
	const parsed = v.safeParse(mutation.args, args);
	if (!parsed.success) return refuse('notValid');
	const id = mutation.targetId(parsed.output as never);
	// Whose it is may change between the question and the lock; then once more, where it is now.
	for (let tries = 1; ; tries++) {
		const scopeId = await findScopeOf(db.sql, mutation.target, id);
		if (scopeId === undefined) return refuse('notFound');
		const refusal = await retrying(() =>
			db.begin((tx) => runMutation(tx, mutation, parsed.output, scopeId, circumstancesAt(staff, now), check))
		);
		if (!refusal) scopeMoved(scopeId);
		if (refusal?.refused !== 'notFound' || tries === 2) return refusal;
	}
}
