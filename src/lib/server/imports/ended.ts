import type { RegisterName } from '$lib/domain/registers';
import type { Sql } from '$lib/server/db';
import { hasId, storedColumns, tables, valueColumns } from './columns';
import { ImportRefused } from './refused';

// A full set may say that what isn't in it has ended, where that is asked for.

interface FullSet {
	/** Helsinki's */
	today: string;
	/** Else a set that would end more than this share of what runs is taken for a mistake. */
	evenMany: boolean;
}

const mostEnded = 0.1;

/** Notes what ends as planned changes and removals. @throws ImportRefused */
export async function planEnded(
	sql: Sql,
	importId: string,
	register: RegisterName,
	{ today, evenMany }: FullSet
): Promise<void> {
	await refuseWithoutKeys(sql, importId, register);
	const missing = hasId(register) ? missingRows(register) : missingParties;
	await sql.unsafe(
		`create temp table gone_${register} as ${missing.select}`,
		[importId, today].slice(0, missing.parameters)
	);
	const [counted] = await sql.unsafe(
		`select (select count(*) from gone_${register}) as missing, count(*) as running
		from ${tables[register]} t where ${missing.runs}`,
		missing.parameters === 2 ? [importId, today].slice(1) : []
	);
	const { missing: rows, running } = counted as unknown as { missing: number; running: number };
	if (!evenMany && rows > running * mostEnded)
		throw new ImportRefused({ reason: 'tooManyEnded', register, rows, of: running });
	if (hasId(register)) await endStarted(sql, register, today);
}

/** A row that can't be told from the others might be any of those that seem to be missing. */
async function refuseWithoutKeys(sql: Sql, importId: string, register: RegisterName): Promise<void> {
	const unknown = await sql`
		select from import_refusals where import_id = ${importId} and register = ${register} and key is null limit 1`;
	if (unknown.length > 0) throw new ImportRefused({ reason: 'endWithoutKeys', register });
}

interface Missing {
	select: string;
	runs: string;
	parameters: number;
}

/** What the landlord's system knows, is not in the set, not even as a refused row, and has no change on its way there. */
function missingRows(register: RegisterName): Missing {
	const runs = (today: string) => `
		t.external_id is not null and (t.ends_on is null or t.ends_on >= ${today}::date)
		and not (t.starts_on <= ${today}::date and t.ends_on is not distinct from greatest(t.starts_on, ${today}::date - 1))
		${register === 'agreements' ? `and not (t.signed_on is null and t.ends_on is not distinct from t.starts_on)` : ''}`;
	return {
		parameters: 2,
		runs: runs('$1'),
		select: `
			select t.*, null::int as batch from ${tables[register]} t
			where ${runs('$2')}
				and not exists (select from staged_${register} s where s.external_id = t.external_id)
				and not exists (
					select from import_refusals r
					where r.import_id = $1 and r.register = '${register}' and r.key = t.external_id
				)
				and not exists (select from awaiting_${register} a where a.row_id = t.id)`
	};
}

const missingParties: Missing = {
	parameters: 1,
	runs: 'true',
	select: `
		select t.*, null::int as batch
		from agreement_parties t
		join agreements agreement on agreement.id = t.agreement_id and agreement.external_id is not null
		join people person on person.id = t.person_id and person.external_id is not null
		where not exists (
				select from staged_parties s
				where s.agreement = agreement.external_id and s.person = person.external_id
			)
			and not exists (
				select from import_refusals r where r.import_id = $1 and r.register = 'parties'
					and r.key = agreement.external_id || ' ' || person.external_id
			)
			and not exists (select from awaiting_parties a where a.row_id = t.agreement_id)`
};

/**
 * What had begun ended yesterday, or today where it began today. What was still to come is removed; of an agreement,
 * which other rows may name, only the signature is.
 */
async function endStarted(sql: Sql, register: RegisterName, today: string): Promise<void> {
	const columns = valueColumns(register).flatMap(storedColumns);
	const ended: Record<string, string> = { ends_on: 'greatest(g.starts_on, $1::date - 1)' };
	const isAgreement = register === 'agreements';
	if (isAgreement) ended.signed_on = 'case when g.starts_on <= $1::date then g.signed_on end';
	await sql.unsafe(
		`insert into planned_${register} (id, external_id, is_new, is_ended, kept, ${columns.join(', ')})
		select g.id, g.external_id, false, true, '{}', ${columns.map((column) => ended[column] ?? `g.${column}`).join(', ')}
		from gone_${register} g where ${isAgreement ? 'true' : 'g.starts_on <= $1::date'}`,
		[today]
	);
	await sql.unsafe(
		`delete from gone_${register} g where ${isAgreement ? 'true or $1::date is null' : 'g.starts_on <= $1::date'}`,
		[today]
	);
}
