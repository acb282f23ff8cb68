import { helsinkiDay } from '$lib/domain/helsinki-time';
import type { PowerOfAttorney } from '$lib/domain/powers-of-attorney';
import type { Sql } from '$lib/server/db';

/** What a person has given and received, newest first; what is over stays to be seen for a year. */
export async function powersOf(sql: Sql, personId: string, now: Date): Promise<PowerOfAttorney[]> {
	const rows = await sql`
		select power.id, power.principal_id, principal.call_name || ' ' || principal.family_name as principal_name,
			power.attorney_id, coalesce(attorney.call_name || ' ' || attorney.family_name, power.invited_name) as attorney_name,
			power.matters, power.ends_on, power.ended_by, power.entered_by is not null as on_paper,
			case
				when power.state = 'ended' then 'ended'
				when power.ends_on < ${helsinkiDay(now)}::date or power.token_ends_at <= ${now} then 'expired'
				else power.state
			end as state
		from powers_of_attorney power
		join people principal on principal.id = power.principal_id
		left join people attorney on attorney.id = power.attorney_id
		where ${personId}::uuid in (power.principal_id, power.attorney_id)
			and coalesce(power.ended_at, 'infinity') > ${now}::timestamptz - interval '1 year'
		order by power.invited_at desc, power.id limit 100`;
	return rows.map(({ principalId, principalName, attorneyId, attorneyName, ...power }) => ({
		...(power as Pick<PowerOfAttorney, 'id' | 'matters' | 'endsOn' | 'state' | 'endedBy' | 'onPaper'>),
		principal: { id: principalId, name: principalName },
		attorney: { id: attorneyId, name: attorneyName }
	}));
}
