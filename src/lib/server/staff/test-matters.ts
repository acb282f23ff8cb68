import { randomUUID } from 'node:crypto';
import type { Sql } from '$lib/server/db';

interface Home {
	buildingId: string;
	apartmentId: string;
}

export async function makeReport(
	sql: Sql,
	personId: string,
	home: Home,
	given: Record<string, unknown> = {}
) {
	const id = randomUUID();
	const row = {
		id,
		apartmentId: home.apartmentId,
		buildingId: home.buildingId,
		place: 'apartment',
		room: 'kitchen',
		category: 'waterAndSewer',
		description: 'Hana vuotaa',
		masterKeyAllowed: true,
		state: 'received',
		reportedBy: 'Aino Virtanen',
		writtenAt: new Date('2026-11-20T08:00:00Z'),
		arrivedAt: new Date('2026-11-20T08:00:00Z'),
		...given
	};
	const [scope] = await sql`select sync_scope_for('person', ${personId}) as id`;
	await sql`insert into defect_reports ${sql({ scopeId: scope?.id, ...row } as never)}`;
	return id;
}

export async function makeEntry(
	sql: Sql,
	reportId: string,
	by: 'resident' | 'staff',
	at: string,
	text = 'Vielä tippuu'
) {
	await sql`
		insert into defect_entries (scope_id, id, report_id, kind, by, author_name, text, written_at, arrived_at)
		select scope_id, ${randomUUID()}, id, 'message', ${by}, 'Aino Virtanen', ${text}, ${at}, ${at}
		from defect_reports where id = ${reportId}`;
}

export async function makeConversation(
	sql: Sql,
	personId: string,
	home: Home | null,
	said: [by: 'resident' | 'staff', at: string, text: string][]
) {
	const id = randomUUID();
	await sql`
		insert into conversations (scope_id, id, classification, apartment_id, last_message_at)
		values (sync_scope_for('person', ${personId}), ${id}, 'keyOrder', ${home?.apartmentId ?? null}, ${said.at(-1)?.[1] ?? null})`;
	for (const [by, at, text] of said)
		await sql`
			insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at)
			values (sync_scope_for('person', ${personId}), ${randomUUID()}, ${id}, ${by}, 'Aino Virtanen', ${text}, ${at}, ${at})`;
	return id;
}
