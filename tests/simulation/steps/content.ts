import { randomUUID } from 'node:crypto';
import { applyStaffMutation } from '$lib/server/apply-mutation';
import { publishBulletin, publishPlan, scopeOf } from '../../support/world';
import type { Simulation } from '../simulation';
import { anyRow, atTheDesk, audience, tolerated, words, type Step } from './choices';

export const content: Record<string, Step> = {
	bulletin: async (simulation) => {
		const [scopes, title] = [await audience(simulation), words('Tiedote')];
		await atTheDesk(simulation, (tx) => publishBulletin(tx, scopes, title));
	},
	changeBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id)
			await simulation.sql`update bulletins set version = version + 1, title = ${{ fi: words('Uusi') } as never} where id = ${id}`;
	},
	withdrawBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id)
			await simulation.sql`update bulletins set withdrawn_at = case when withdrawn_at is null then now() end where id = ${id}`;
	},
	deleteBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id) await simulation.sql`delete from bulletins where id = ${id}`;
	},
	addressBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		const scopes = await audience(simulation);
		if (!id) return;
		await atTheDesk(simulation, async (tx) => {
			const [kept] = await tx`select from bulletins where id = ${id} for key share`;
			if (!kept) return;
			await tx`delete from bulletin_audiences where bulletin_id = ${id}`;
			for (const scopeId of scopes)
				await tx`insert into bulletin_audiences (bulletin_id, scope_id) values (${id}, ${scopeId}) on conflict do nothing`;
		});
	},
	plan: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		const [row] =
			await simulation.sql`select coalesce(max(version), 0) + 1 as next from rescue_plans where building_id = ${id}`;
		await publishPlan(simulation.sql, id, row?.next);
	},
	withdrawPlan: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		await simulation.sql`update rescue_plans set published_on = null where building_id = ${id} and version = (select max(version) from rescue_plans where building_id = ${id})`;
	},
	changeBuilding: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		await atTheDesk(
			simulation,
			(tx) => tx`update buildings set street_address = ${words('Kaivokatu')} where id = ${id}`
		);
	},
	renameStaircase: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses.flatMap(({ staircases }) => staircases));
		await atTheDesk(simulation, (tx) => tx`update staircases set name = ${words('P')} where id = ${id}`);
	},
	renamePerson: async (simulation) => {
		const person = simulation.chance.pick(simulation.people);
		await atTheDesk(
			simulation,
			(tx) => tx`update people set family_name = ${words('Virtanen')} where id = ${person.id}`
		);
	},
	takeReport: (simulation) => byStaff(simulation, 'takeDefectReport'),
	changeState: (simulation) => byStaff(simulation, 'changeDefectState'),
	answerReport: (simulation) => byStaff(simulation, 'answerDefectReport'),
	answerThread: async (simulation) => {
		const row = await anyRow(simulation, 'conversations');
		if (!row) return;
		const args = {
			conversationId: row.id as string,
			messageId: randomUUID(),
			text: words('Kiitos'),
			writtenAt: simulation.now().toISOString(),
			close: false
		};
		await applyStaffMutation(
			simulation.ground.desk,
			simulation.staff,
			'answerConversation',
			args,
			simulation.now()
		).catch(tolerated);
	},
	deleteRow: async (simulation) => {
		const table = simulation.chance.pick(['messages', 'defect_entries', 'defect_reports']);
		const row = await anyRow(simulation, table);
		if (!row) return;
		simulation.meddledWith.add(row.id);
		await atTheDesk(simulation, async (tx) => {
			// Nobody adds to a report between the look at its entries and their end.
			if (table === 'defect_reports') await tx`select from defect_reports where id = ${row.id} for update`;
			for (const each of await tx`select id from defect_entries where report_id = ${row.id}`)
				simulation.meddledWith.add(each.id);
			await tx.unsafe(`delete from ${table} where id = $1`, [row.id]);
		});
	},
	deleteAndMakeAgain: async (simulation) => {
		const table = simulation.chance.pick(['messages', 'defect_entries']);
		const row = await anyRow(simulation, table);
		if (!row) return;
		const again = () => simulation.madeAgain.set(row.id, (simulation.madeAgain.get(row.id) ?? 0) + 1);
		const make = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`;
		const isAtOnce = simulation.chance.happens(0.5);
		if (!isAtOnce) simulation.awayForAWhile.add(row.id);
		await atTheDesk(simulation, async (tx) => {
			await tx.unsafe(`delete from ${table} where id = $1`, [row.id]);
			if (isAtOnce) await tx.unsafe(make, [row.data]);
		});
		again();
		if (!isAtOnce)
			void simulation.clock
				.sleep(simulation.chance.below(3000))
				.then(() =>
					simulation.activity.during(() => atTheDesk(simulation, (tx) => tx.unsafe(make, [row.data])))
				)
				.catch(() => simulation.meddledWith.add(row.id));
	},
	moveThread: async (simulation) => {
		const row = await anyRow(simulation, 'conversations');
		if (!row) return;
		const to = await scopeOf(simulation.sql, 'person', simulation.chance.pick(simulation.people).id);
		await atTheDesk(simulation, async (tx) => {
			simulation.meddledWith.add(row.id);
			await tx`update conversations set scope_id = ${to} where id = ${row.id}`;
			for (const each of await tx`update messages set scope_id = ${to} where conversation_id = ${row.id} returning id`)
				simulation.meddledWith.add(each.id);
			for (const each of await tx`update attachments set scope_id = ${to} where subject_id = ${row.id} returning id`)
				simulation.meddledWith.add(each.id);
		});
	}
};

async function byStaff(
	simulation: Simulation,
	name: 'takeDefectReport' | 'changeDefectState' | 'answerDefectReport'
): Promise<void> {
	const row = await anyRow(simulation, 'defect_reports');
	if (!row) return;
	const { chance } = simulation;
	const common = {
		reportId: row.id as string,
		entryId: randomUUID(),
		writtenAt: simulation.now().toISOString(),
		inState: row.data.state
	};
	const args = {
		takeDefectReport: common,
		changeDefectState: {
			...common,
			...chance.pick([
				{ state: 'done', waitingFor: null },
				{ state: 'waiting', waitingFor: 'part' }
			]),
			text: words('Tehty')
		},
		answerDefectReport: { ...common, text: words('Tulemme') }
	}[name];
	await applyStaffMutation(
		simulation.ground.desk,
		simulation.staff,
		name,
		args as never,
		simulation.now()
	).catch(tolerated);
}

async function anyBulletin(simulation: Simulation): Promise<string | undefined> {
	const rows = await simulation.sql`select id from bulletins order by id`;
	return rows.length > 0 ? simulation.chance.pick(rows).id : undefined;
}
