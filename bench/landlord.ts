import { createHash } from 'node:crypto';
import { startSession } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import { textOf } from './sentences';

/** The same uuid (version 4 in form) for the same words: measured bytes must not depend on chance. */
export function idOf(...words: (string | number)[]): string {
	const hex = createHash('sha256').update(words.join(' ')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface Home {
	buildingId: string;
	staircaseId: string;
	apartmentId: string;
}

export interface Resident extends Home {
	personId: string;
	accountId: string;
	/** The value of the session's cookie. */
	token: string;
}

/** A landlord with one house of one staircase and one apartment. */
export async function buildHouse(sql: Sql, { plan = true } = {}): Promise<Home> {
	const [buildingId, staircaseId, apartmentId] = [idOf('building'), idOf('staircase'), idOf('apartment')];
	const contact = { phone: '09 310 1500', onCallPhone: '09 310 1502', email: 'huolto@example.fi' };
	await sql`insert into landlords (id, name, is_demo) values (${idOf('landlord')}, 'Mittatalot Oy', true)`;
	await sql`
		insert into buildings (id, name, street_address, postal_code, city, built_year, office, maintenance, chapters)
		values (${buildingId}, 'Kaivokatu 12', 'Kaivokatu 12', '00100', 'Helsinki', 1962,
			${contact as never}, ${contact as never}, ${(plan ? chapters(6) : []) as never})`;
	await sql`
		insert into staircases (id, building_id, name, floors, assembly_point, water_shut_off, electrical_board, shelter)
		values (${staircaseId}, ${buildingId}, 'B', 4, ${words(3)}, ${words(4)}, ${words(5)}, ${words(6)})`;
	await sql`
		insert into apartments (id, staircase_id, number, floor, rooms, area_m2)
		values (${apartmentId}, ${staircaseId}, '24', 3, '2h+k', 48.5)`;
	if (plan)
		await sql`
			insert into rescue_plans (id, building_id, version, published_on, chapters)
			values (${idOf('plan')}, ${buildingId}, 1, '2026-01-12', ${chapters(23) as never})`;
	return { buildingId, staircaseId, apartmentId };
}

/** Somebody who lives there and is logged in. */
export async function moveIn(db: Database, home: Home, name = 'Maija'): Promise<Resident> {
	const { sql } = db;
	const [personId, accountId] = [idOf('person', name), idOf('account', name)];
	await sql`
		insert into people (id, family_name, given_names, call_name, phone)
		values (${personId}, 'Meikäläinen', ${name}, ${name}, '040 123 4567')`;
	await sql`
		insert into occupancies (id, person_id, apartment_id, starts_on)
		values (${idOf('occupancy', name)}, ${personId}, ${home.apartmentId}, '2024-03-01')`;
	await sql`
		insert into accounts (id, person_id, email, password_hash)
		values (${accountId}, ${personId}, ${`${name.toLowerCase()}@example.fi`}, '')`;
	const { token } = await startSession(db, { accountId, device: 'bench' });
	return { ...home, personId, accountId, token };
}

/** Two years of a resident's matters and of what the landlord told the house: with what comes by itself, 164 rows. */
export async function fillHistory(sql: Sql, resident: Resident): Promise<void> {
	const [scope] = await sql`select id from sync_scope where kind = 'person' and key = ${resident.personId}`;
	const scopeId = scope?.id as number;
	for (let n = 0; n < 20; n++) await publishBulletin(sql, n, audienceOf(n, resident));
	for (let n = 0; n < 8; n++) await reportDefect(sql, scopeId, resident, n);
	for (let n = 0; n < 4; n++) await converse(sql, scopeId, resident, n);
	// Marks outlive the bulletins, which have ended.
	for (let n = 0; n < 60; n++) await markRead(sql, scopeId, 'bulletin', idOf('bulletin', n), n);
}

/** A defect with a photo, what was said of it and what became of it. */
async function reportDefect(
	sql: Sql,
	scopeId: number,
	{ personId, apartmentId, buildingId }: Resident,
	n: number
) {
	const id = idOf('report', personId, n);
	const [writtenAt, arrivedAt] = sentAt(n * 53);
	const done = instant(n * 53 + 30);
	await sql`
		insert into defect_reports (scope_id, id, apartment_id, building_id, place, room, category, description,
			master_key_allowed, phone, state, handled_by, reported_by, written_at, arrived_at, seen_by_staff_at, done_at)
		values (${scopeId}, ${id}, ${apartmentId}, ${buildingId}, 'apartment', ${['kitchen', 'bathroom', 'hall'][n % 3]!},
			${['waterAndSewer', 'heating', 'electricity'][n % 3]!}, ${textOf(`report ${n}`)}, true, '040 123 4567', 'done',
			'Kaisa', 'Maija Meikäläinen', ${writtenAt}, ${arrivedAt}, ${instant(n * 53 + 2)}, ${done})`;
	for (let entry = 0; entry < (n % 2 === 0 ? 4 : 3); entry++) {
		const said = entry === 1;
		const at = said ? sentAt(n * 53 + entry) : [instant(n * 53 + entry), instant(n * 53 + entry)];
		await sql`
			insert into defect_entries (scope_id, id, report_id, kind, by, author_name, text, state, written_at, arrived_at)
			values (${scopeId}, ${idOf('entry', id, entry)}, ${id}, ${said ? 'message' : 'stateChanged'},
				${said ? 'resident' : 'staff'}, ${said ? 'Maija Meikäläinen' : 'Kaisa'}, ${said ? textOf(`entry ${n}`) : ''},
				${said ? null : entry === 3 ? 'done' : 'inProgress'}, ${at[0]!}, ${at[1]!})`;
	}
	await sql`
		insert into attachments (scope_id, id, subject_kind, subject_id, sha, type, size, width, height, position, state, ready_at)
		values (${scopeId}, ${idOf('attachment', id)}, 'defectReport', ${id}, ${sha(id)}, 'image/webp', ${41_000 + n * 777},
			1600, 1200, 0, 'ready', ${done})`;
	await markRead(sql, scopeId, 'defectReport', id, n);
}

async function converse(sql: Sql, scopeId: number, { personId, apartmentId }: Resident, n: number) {
	const id = idOf('conversation', personId, n);
	await sql`
		insert into conversations (scope_id, id, classification, subject, apartment_id, state, last_message_at, read_by_staff_at)
		values (${scopeId}, ${id}, 'customerService', ${textOf(`subject ${n}`).slice(0, 24)}, ${apartmentId}, 'open',
			${instant(n * 90 + 4)}, ${instant(n * 90 + 5)})`;
	for (let message = 0; message < 5; message++) {
		const byStaff = message % 2 === 1;
		const [writtenAt, arrivedAt] = byStaff
			? [instant(n * 90 + message), instant(n * 90 + message)]
			: sentAt(n * 90 + message);
		await sql`
			insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at)
			values (${scopeId}, ${idOf('message', id, message)}, ${id}, ${byStaff ? 'staff' : 'resident'},
				${byStaff ? 'Kaisa' : 'Maija Meikäläinen'}, ${textOf(`message ${n} ${message}`)}, ${writtenAt!}, ${arrivedAt!})`;
	}
	await markRead(sql, scopeId, 'conversation', id, n);
}

function audienceOf(n: number, { buildingId, staircaseId }: Home): [string, string] {
	if (n < 8) return ['landlord', idOf('landlord')];
	return n < 17 ? ['building', buildingId] : ['staircase', staircaseId];
}

export async function publishBulletin(
	sql: Sql,
	n: number,
	[kind, key]: [string, string],
	text = textOf(`bulletin ${n}`)
) {
	const id = idOf('bulletin', n);
	await sql`
		insert into bulletins (id, title, body, published_at)
		values (${id}, ${{ fi: textOf(`title ${n}`).slice(0, 28) } as never}, ${{ fi: text } as never}, ${instant(n * 19)})`;
	await sql`
		insert into bulletin_audiences (bulletin_id, scope_id) select ${id}, sync_scope_for(${kind}, ${key}::uuid)`;
}

async function markRead(sql: Sql, scopeId: number, kind: string, id: string, n: number) {
	await sql`
		insert into read_marks (scope_id, id, subject_kind, version, read_at)
		values (${scopeId}, ${id}, ${kind}, ${1}, ${instant(n * 19 + 8)})`;
}

/** Days after days, each at its own time of day, to the millisecond. */
function instant(hours: number): Date {
	const ms = createHash('sha256').update(String(hours)).digest().readUInt32BE(0) % 3_600_000;
	return new Date(Date.UTC(2025, 0, 7) + hours * 3_600_000 + ms);
}

/** Written on a phone, and arrived a moment later. */
function sentAt(hours: number): [Date, Date] {
	const written = instant(hours);
	return [written, new Date(written.getTime() + 300 + (written.getTime() % 3571))];
}

const words = (n: number) => ({ fi: textOf(n), sv: textOf(`sv ${n}`), en: textOf(`en ${n}`) }) as never;

function chapters(count: number) {
	return Array.from({ length: count }, (_, n) => ({
		id: ['introduction', 'building', 'safetyStaff'][n] ?? `chapter${n}`,
		title: {
			fi: textOf(`title ${n}`).slice(0, 20),
			sv: textOf(`sv ${n}`).slice(0, 20),
			en: textOf(`en ${n}`).slice(0, 20)
		},
		body: { fi: textOf(`chapter ${n}`, 5), sv: textOf(`kapitel ${n}`, 5), en: textOf(`section ${n}`, 5) },
		changedIn: 1
	}));
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
