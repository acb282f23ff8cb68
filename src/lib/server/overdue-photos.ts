import { missingAfterDays } from '$lib/domain/attachments';
import type { ObjectStore } from './blobs';
import type { Sql } from './db';

const orphanDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Photos and files that did not come within 14 days of what they belong to: the resident and the staff are told, by the
 * row itself. One that comes after all is still taken.
 */
export async function flagMissing(sql: Sql, now: Date): Promise<void> {
	const before = daysBefore(now, missingAfterDays);
	// What each belongs to says when it was expected from: its addition or message, or the report.
	await sql`
		update attachments set state = 'missing'
		where state = 'expected' and coalesce(
			(select arrived_at from defect_entries where id = attachments.entry_id),
			(select arrived_at from messages where id = attachments.entry_id),
			(select arrived_at from defect_reports where id = attachments.subject_id)
		) < ${before}::timestamptz`;
}

/** Pieces that nobody waits for and nobody has added to for a week: their report is gone, or it went on without them. */
export async function purgeOrphanPieces(sql: Sql, store: ObjectStore, now: Date): Promise<void> {
	for (const key of await store.untouchedSince('pieces', daysBefore(now, orphanDays))) {
		const [, principalId, sha] = key.split('/');
		if (!principalId || !sha || !(await isAwaited(sql, principalId, sha))) await store.remove(key);
	}
}

async function isAwaited(sql: Sql, principalId: string, sha: string): Promise<boolean> {
	const found = await sql`
		select from attachments attachment join sync_scope scope on scope.id = attachment.scope_id
		where scope.kind = 'person' and scope.key = ${principalId} and attachment.sha = ${sha}
			and attachment.state = 'expected'`;
	return found.length > 0;
}

function daysBefore(now: Date, days: number): Date {
	return new Date(now.getTime() - days * dayMs);
}
