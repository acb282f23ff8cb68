import { standingOf, type Standing } from '$lib/domain/standing';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import type { Sql } from '$lib/server/db';
import type { Identification } from './identifications';

/** Whether an identified person may come in at this moment, by the registers (A2–A4, A11). */
export async function readStanding(
	sql: Sql,
	{ personId, identity }: Pick<Identification, 'personId' | 'identity'>,
	now: Date
): Promise<Standing> {
	const [found] = personId
		? await sql<{ bornOn: string | null; isOpen: boolean; wasOpen: boolean }[]>`
			select person.born_on,
				coalesce(bool_or(held.valid @> ${now}::timestamptz), false) as is_open,
				coalesce(bool_or(upper(held.valid) <= ${now}::timestamptz), false) as was_open
			from people person
			left join sync_scope own on own.kind = 'person' and own.key = person.id
			left join sync_grant held on held.scope_id = own.id and held.person_id = person.id
			where person.id = ${personId}
			group by person.id`
		: [];
	return standingOf({ record: found ?? null, bornOn: identity.bornOn, today: helsinkiDay(now) });
}

/** Whether anything that A4 names lets the person in at this moment. */
export async function isOpenTo(sql: Sql, personId: string, now: Date): Promise<boolean> {
	const found = await sql`
		select from sync_grant held
		join sync_scope own on own.id = held.scope_id and own.kind = 'person' and own.key = held.person_id
		where held.person_id = ${personId} and held.valid @> ${now}::timestamptz limit 1`;
	return found.length > 0;
}
