import type { RegisterName } from '$lib/domain/registers';
import type { Sql } from '$lib/server/db';
import { analyze } from './columns';

// What is planned is written in small batches, several in one short transaction (pace.ts), so that residents' work goes
// on. A batch has whole households: a person is then made anew once, and most of what they do waits for no batch but theirs.

export interface Phase {
	writes: Writes[];
	/** the planned rows' `batch` runs from 1 to this */
	batches: number;
	/** Whether what devices see follows from them. */
	isProjected: boolean;
}

/** What there is to write of a register: a first import changes nothing, and later ones add little. */
export interface Writes {
	register: RegisterName;
	removes: boolean;
	inserts: boolean;
	updates: boolean;
}

const buildingsAtOnce = 2;
const homesAtOnce = 6;
const peopleAtOnce = 10;
const rowsAtOnce = 200;

/** What an import also removes, where it no longer names it. */
const removable: readonly RegisterName[] = ['occupancies', 'parties', 'guardianships'];

/** The batch of each row, so many to one, in that order. */
const batchBy = (order: string, atOnce: number) =>
	`((row_number() over (order by ${order}) + ${atOnce - 1}) / ${atOnce})::int`;

export async function divide(sql: Sql, ended: readonly RegisterName[]): Promise<Phase[]> {
	for (const register of removable) if (!ended.includes(register)) await nothingGone(sql, register);
	await divideBuildings(sql);
	await divideHouseholds(sql);
	await divideGuardianships(sql);
	const phases: RegisterName[][] = [
		['buildings', 'staircases', 'apartments'],
		['people', 'agreements', 'parties', 'occupancies'],
		['guardianships'],
		['invoices'],
		['payments']
	];
	return Promise.all(
		phases.map(async (registers) => {
			const planned = await Promise.all(registers.map((register) => readPlanned(sql, register)));
			return {
				writes: planned.map(({ writes }) => writes),
				batches: Math.max(...planned.map(({ last }) => last)),
				isProjected: !registers.some(isOfAgreement)
			};
		})
	);
}

/** What is only added to an agreement, and by far the most rows: it is divided as it is planned. */
export function isOfAgreement(register: RegisterName): boolean {
	return register === 'invoices' || register === 'payments';
}

/** The batch of a staged row `s` where that follows from its place among the others; else it is divided later. */
export function batchAmong(register: RegisterName): string {
	return isOfAgreement(register) ? batchBy('s.agreement_id', rowsAtOnce) : 'null::int';
}

async function nothingGone(sql: Sql, register: RegisterName): Promise<void> {
	const table = register === 'parties' ? 'agreement_parties' : register;
	await sql.unsafe(
		`create temp table gone_${register} as select *, null::int as batch from ${table} where false`
	);
}

async function divideBuildings(sql: Sql): Promise<void> {
	await sql.unsafe(`
		drop table if exists building_batches;
		create temp table building_batches as
		select building_id, ${batchBy('building_id', buildingsAtOnce)} as batch
		from (
			select id as building_id from planned_buildings
			union select building_id from planned_staircases
			union select coalesce(p.building_id, s.building_id) from planned_apartments a
				left join planned_staircases p on p.id = a.staircase_id left join staircases s on s.id = a.staircase_id
		) concerned;
		update planned_buildings p set batch = b.batch from building_batches b where b.building_id = p.id;
		update planned_staircases p set batch = b.batch from building_batches b where b.building_id = p.building_id;
		update planned_apartments a set batch = b.batch
		from building_batches b
		where b.building_id = coalesce(
			(select building_id from planned_staircases where id = a.staircase_id),
			(select building_id from staircases where id = a.staircase_id))`);
}

async function divideHouseholds(sql: Sql): Promise<void> {
	const apartmentOfAgreement = (alias: string) => `coalesce(
		(select apartment_id from planned_agreements where id = ${alias}.agreement_id),
		(select apartment_id from agreements where id = ${alias}.agreement_id))`;
	const perParty = ['planned_parties', 'gone_parties'];
	const perHome = ['planned_agreements', 'planned_occupancies', 'gone_occupancies'];
	await sql.unsafe(`
		drop table if exists home_batches, person_batches;
		create temp table home_batches as
		select apartment_id, ${batchBy('staircase_id, apartment_id', homesAtOnce)} as batch
		from (
			${perHome.map((table) => `select apartment_id from ${table}`).join(' union ')}
			${perParty.map((table) => `union select ${apartmentOfAgreement('p')} from ${table} p`).join(' ')}
		) homes
		left join lateral (
			select staircase_id from planned_apartments where id = homes.apartment_id
			union all select staircase_id from apartments where id = homes.apartment_id limit 1
		) place on true;
		create index on home_batches (apartment_id);
		${analyze('home_batches')};
		${perHome.map((table) => `update ${table} p set batch = b.batch from home_batches b where b.apartment_id = p.apartment_id`).join('; ')};
		${perParty.map((table) => `update ${table} p set batch = b.batch from home_batches b where b.apartment_id = ${apartmentOfAgreement('p')}`).join('; ')};
		create temp table person_batches as
		select person_id, min(batch) as batch
		from (select person_id, batch from planned_parties union all select person_id, batch from planned_occupancies) held
		group by person_id;
		${analyze('person_batches')};
		update planned_people p set batch = b.batch from person_batches b where b.person_id = p.id;
		update planned_people p set batch = others.batch
		from (
			select id, (select coalesce(max(batch), 0) from home_batches)
				+ ${batchBy('id', peopleAtOnce)} as batch
			from planned_people where batch is null
		) others
		where others.id = p.id`);
}

async function divideGuardianships(sql: Sql): Promise<void> {
	await sql.unsafe(`
		update planned_guardianships p set batch = each.batch
		from (select id, ${batchBy('id', peopleAtOnce)} as batch from planned_guardianships) each where each.id = p.id;
		update gone_guardianships set batch = 1`);
}

async function readPlanned(sql: Sql, register: RegisterName): Promise<{ writes: Writes; last: number }> {
	const canGo = removable.includes(register);
	const tables = [`planned_${register}`, ...(canGo ? [`gone_${register}`] : [])];
	for (const table of tables) await sql.unsafe(`create index on ${table} (batch); ${analyze(table)}`);
	const [found] = await sql.unsafe<[{ inserts: boolean; updates: boolean; last: number }]>(`
		select coalesce(bool_or(is_new), false) as inserts, coalesce(bool_or(not is_new), false) as updates,
			coalesce(max(batch), 0) as last
		from planned_${register}`);
	const [gone] = canGo
		? await sql.unsafe<[{ last: number }]>(`select coalesce(max(batch), 0) as last from gone_${register}`)
		: [{ last: 0 }];
	const { inserts, updates, last } = found;
	return { writes: { register, removes: gone.last > 0, inserts, updates }, last: Math.max(last, gone.last) };
}
