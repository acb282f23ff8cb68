import { isUuid, type Translated } from '$lib/domain/fields';
import type { ActiveSession } from './auth/sessions';
import type { Sql } from './db';
import { conversationIsSeenBy, reportIsSeenBy } from './staff/access';
import { reachesAttachment } from './scopes';

export interface FoundFile {
	id: string;
	type: string;
	/** As it was called where it came from, or in the landlord's languages. */
	name: string | Translated;
}

/** A report's photo, a message's file or a bulletin's, where this session may see it; undefined else. */
export async function findFileFor(
	sql: Sql,
	session: ActiveSession,
	id: string,
	now: Date
): Promise<FoundFile | undefined> {
	if (!isUuid(id)) return undefined;
	return (await findAttachment(sql, session, id, now)) ?? (await findBulletinFile(sql, session, id, now));
}

/** Its sender's side by their grants, staff by their roles (D6). */
async function findAttachment(sql: Sql, session: ActiveSession, id: string, now: Date) {
	const [found] = await sql<FoundFile[]>`
		select attachment.id, attachment.type, attachment.name from attachments attachment
		left join defect_reports report on report.id = attachment.subject_id
		where attachment.id = ${id} and attachment.state = 'ready' and (
			exists (
				select from sync_grant held
				where held.scope_id = attachment.scope_id and held.person_id = ${session.personId}
					and held.valid @> ${now}::timestamptz and ${reachesAttachment(sql)}
			)
			or ${seenByStaff(sql, session)}
		)`;
	return found;
}

/** Whoever the bulletin is for, once it is published; all of the staff, before that too. */
async function findBulletinFile(sql: Sql, session: ActiveSession, id: string, now: Date) {
	const [found] = await sql<FoundFile[]>`
		select file.id, file.type, file.name from bulletin_files file
		join bulletins bulletin on bulletin.id = file.bulletin_id
		where file.id = ${id} and (
			${session.staff !== null}
			or bulletin.published_at <= ${now}::timestamptz and bulletin.withdrawn_at is null and exists (
				select from bulletin_audiences audience
				join sync_grant held on held.scope_id = audience.scope_id
				where audience.bulletin_id = bulletin.id and held.person_id = ${session.personId}
					and held.valid @> ${now}::timestamptz
			)
		)`;
	return found;
}

function seenByStaff(sql: Sql, { staff }: ActiveSession) {
	if (!staff) return sql`false`;
	return sql`
		case attachment.subject_kind
			when 'conversation' then ${conversationIsSeenBy(sql, staff)} else ${reportIsSeenBy(sql, staff)} end`;
}
