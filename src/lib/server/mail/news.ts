import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Locale } from '$lib/domain/fields';
import type { StaffMutations } from '$lib/domain/staff-mutations';
import { matterOfKind } from '$lib/domain/powers-of-attorney';
import { notificationKinds, type NotificationKind } from '$lib/domain/profiles';
import type { Database, Sql } from '$lib/server/db';
import { queueMail } from './queue';

// What the staff do that its residents are told of (M3): an answer always, the rest by choice.
const newsOf: Partial<Record<keyof StaffMutations, 'answer' | NotificationKind>> = {
	answerConversation: 'answer',
	answerDefectReport: 'answer',
	changeDefectState: 'stateChange',
	planVisit: 'plannedVisit',
	takeDefectReport: 'stateChange'
};

export const news = v.object({
	scopeId: v.number(),
	kind: v.picklist(['conversation', 'defectReport']),
	id: v.string(),
	/** The row that the staff made: told of once, however often it is sent or this job runs. */
	entryId: v.string(),
	about: v.picklist(['answer', ...notificationKinds])
});
export type News = v.InferOutput<typeof news>;

/** In the transaction of what the staff did: a job, because whom it concerns is found out with no scope locked. */
export async function oweNews(
	tx: Sql,
	mutation: {
		name: string;
		target: string;
		targetId(args: never): string;
		creates?: { id(args: never): string };
	},
	args: unknown,
	scopeId: number
): Promise<void> {
	const about = newsOf[mutation.name as keyof StaffMutations];
	if (!about || !mutation.creates) return;
	const payload = {
		scopeId,
		kind: mutation.target,
		id: mutation.targetId(args as never),
		entryId: mutation.creates.id(args as never),
		about
	};
	await tx`select graphile_worker.add_job('tellResidents', ${tx.json(payload)}::json)`;
}

/** Mails everybody who sees the matter now: the resident, and whoever acts for them in it (D6). */
export async function tellResidents(
	db: Database,
	{ scopeId, kind, id, entryId, about }: News,
	now: Date
): Promise<void> {
	const readers = await db.sql<
		{ accountId: string; email: string; language: Locale; muted: NotificationKind[] }[]
	>`
		select distinct account.id as account_id, account.email, profile.language, profile.muted_notifications as muted
		from sync_grant held
		join accounts account on account.person_id = held.person_id and account.ended_at is null
		join profiles profile on profile.id = account.person_id
		where held.scope_id = ${scopeId} and held.valid @> ${now}::timestamptz
			and (held.matters is null or ${matterOfKind[kind] ?? null}::text = any (held.matters))`;
	for (const { accountId, email: to, language, muted } of readers) {
		if (about !== 'answer' && muted.includes(about)) continue;
		const mail = { id: mailIdOf(entryId, accountId), to, language };
		await db.begin((tx) =>
			about === 'answer'
				? queueMail(tx, { ...mail, template: 'answered', data: { kind, id } })
				: queueMail(tx, { ...mail, template: 'reportMoved', data: { kind, id, about } })
		);
	}
}

/** One mail for one thing to one reader: an id that follows from both (RFC 9562, 5.8). */
function mailIdOf(entryId: string, accountId: string): string {
	const hash = createHash('sha256').update(`${entryId}\n${accountId}`).digest('hex');
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`8${hash.slice(17, 20)}`,
		hash.slice(20, 32)
	].join('-');
}
