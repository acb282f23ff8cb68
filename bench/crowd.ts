import type { Sql } from '$lib/server/db';

const tables = [
	...[
		'buildings',
		'staircases',
		'apartments',
		'people',
		'accounts',
		'occupancies',
		'profiles',
		'defect_reports'
	],
	...[
		'defect_entries',
		'defect_follows',
		'attachments',
		'conversations',
		'messages',
		'read_marks',
		'sync_projections'
	]
];

/**
 * Residents number `from` to `to`, five to a house, with all that the sync reads of them. Written as the triggers would
 * leave it, because the triggers themselves would take an hour for so many.
 */
export async function addCrowd(sql: Sql, from: number, to: number): Promise<void> {
	const run = (text: string) => sql.unsafe(text);
	for (const table of tables) await run(`alter table ${table} disable trigger user`);
	const houses = `generate_series(${from / 5}, ${to / 5 - 1}) n`;
	const people = `generate_series(${from}, ${to - 1}) n`;
	const one = (kind: string) => `md5('${kind} ' || n)::uuid`;
	const house = `md5('house ' || (n / 5))::uuid`;
	const many = (kind: string) => `md5('${kind} ' || n || ' ' || each)::uuid`;
	const scopeOf = (kind: string, key: string) =>
		`(select id from sync_scope where kind = '${kind}' and key = ${key})`;
	const own = scopeOf('person', one('person'));

	await run(`
		insert into buildings (id, name, street_address, postal_code, city, built_year, office, maintenance)
		select ${one('house')}, 'Talo', 'Katu 1', '00100', 'Helsinki', 1970, '{}', '{}' from ${houses}`);
	await run(`
		insert into staircases (id, building_id, name, floors, assembly_point, water_shut_off, electrical_board, shelter)
		select ${one('stair')}, ${one('house')}, 'A', 3, '{}', '{}', '{}', '{}' from ${houses}`);
	await run(`
		insert into apartments (id, staircase_id, number, floor, rooms, area_m2)
		select ${one('home')}, md5('stair ' || (n / 5))::uuid, n::text, 1, '2h+k', 50 from ${people}`);
	await run(`
		insert into people (id, family_name, given_names, call_name) select ${one('person')}, 'Asukas', 'Aino', 'Aino' from ${people}`);
	await run(`
		insert into occupancies (id, person_id, apartment_id, starts_on)
		select ${one('occupancy')}, ${one('person')}, ${one('home')}, '2024-01-01' from ${people}`);
	await run(`
		insert into accounts (id, person_id, email, password_hash)
		select ${one('account')}, ${one('person')}, n || '@example.fi', '' from ${people}`);
	await run(`
		insert into sessions (id, account_id, expires_at, ends_at)
		select md5('session ' || n), ${one('account')}, now() + interval '1 day', now() + interval '1 day' from ${people}`);
	await run(`
		insert into staff (id, name, shown_name, roles) select ${one('staff')}, 'Kaisa', 'Kaisa', '{customerService}' from ${houses}`);

	await run(`
		insert into sync_scope (kind, key, ver, row_count)
		select 'person', ${one('person')}, 12, 12 from ${people}
		union all select 'building', ${one('house')}, 3, 1 from ${houses}
		union all select 'staircase', ${one('stair')}, 3, 1 from ${houses}`);
	await run(`
		insert into sync_grant (person_id, scope_id, principal_id, valid)
		select ${one('person')}, scope.id, ${one('person')}, tstzrange('2024-01-01', null)
		from ${people} join sync_scope scope on (scope.kind, scope.key) in (
			('person', ${one('person')}), ('building', ${house}), ('staircase', md5('stair ' || (n / 5))::uuid),
			('landlord', (select id from landlords))
		)`);
	await run(`
		insert into sync_projections (scope_id, kind, id, data, sync_ver)
		select ${own}, 'membership', ${one('person')}, '{"callName": "Aino"}'::jsonb, 1 from ${people}
		union all select ${scopeOf('building', one('house'))}, 'building', ${one('house')}, '{"name": "Talo"}'::jsonb, 1 from ${houses}
		union all select ${scopeOf('staircase', one('stair'))}, 'emergencyCard', ${one('stair')}, '{"staircase": "A"}'::jsonb, 1
		from ${houses}`);
	await run(
		`insert into profiles (scope_id, id, sync_ver) select ${own}, ${one('person')}, 2 from ${people}`
	);
	await run(`
		insert into defect_reports (scope_id, id, apartment_id, building_id, place, room, category, description,
			master_key_allowed, state, reported_by, written_at, arrived_at, sync_ver)
		select ${own}, ${many('report')}, ${one('home')}, ${house}, 'apartment', 'kitchen', 'other', 'Hana vuotaa.', true,
			'received', 'Aino Asukas', now(), now(), 3
		from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into defect_entries (scope_id, id, report_id, kind, by, author_name, written_at, arrived_at, sync_ver)
		select ${own}, ${many('entry')}, ${many('report')}, 'message', 'staff', 'Kaisa', now(), now(), 4
		from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into defect_follows (scope_id, id, following, sync_ver)
		select ${own}, md5('report ' || n || ' 1')::uuid, true, 10 from ${people}`);
	await run(`
		insert into attachments (scope_id, id, subject_kind, subject_id, sha, type, size, width, height, position, state, sync_ver)
		select ${own}, ${many('photo')}, 'defectReport', ${many('report')}, encode(sha256((n || ' ' || each)::bytea), 'hex'),
			'image/webp', 40000, 1600, 1200, 0, 'ready', 5
		from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into conversations (scope_id, id, classification, last_message_at, sync_ver)
		select ${own}, ${many('conversation')}, 'customerService', now(), 6 from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at, sync_ver)
		select ${own}, ${many('message')}, ${many('conversation')}, 'staff', 'Kaisa', 'Kiitos.', now(), now(), 7
		from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into read_marks (scope_id, id, subject_kind, version, sync_ver)
		select ${own}, ${many('report')}, 'defectReport', 1, 8 from ${people}, generate_series(1, 2) each`);
	await run(`
		insert into sync_tomb (scope_id, ver, kind, id)
		select ${own}, 9, 'readMark', ${many('gone')} from ${people}, generate_series(1, 2) each`);
	await run(
		`insert into sync_clients (id, person_id, last) select ${one('client')}, ${one('person')}, 2 from ${people}`
	);
	await run(`
		insert into sync_outcomes (client_id, seq, hash)
		select ${one('client')}, each, '\\x00' from ${people}, generate_series(1, 2) each`);

	for (const table of tables) await run(`alter table ${table} enable trigger user`);
	await run(`vacuum analyze`);
}
