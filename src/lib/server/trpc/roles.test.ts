import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { staffRoles, type StaffRole } from '$lib/domain/actor';
import type { ActiveSession } from '$lib/server/auth/sessions';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import { makeConversation, makeReport } from '$lib/server/staff/test-matters';
import { findFileFor } from '$lib/server/attachments';
import { appRouter } from './router';

// Role × procedure (T1). A staff procedure that is not in the table fails it, so that nobody forgets to say who may.

const now = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;
let resident: Awaited<ReturnType<typeof makeResident>>;
let home: Awaited<ReturnType<typeof makeHouse>>;
let elsewhere: Awaited<ReturnType<typeof makeHouse>>;
let ids: Record<'report' | 'strangeReport' | 'conversation', string>;

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	[home, elsewhere] = [await makeHouse(sql), await makeHouse(sql, 'Ylätie 3')];
	resident = await makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
	ids = {
		report: await makeReport(sql, resident.personId, home),
		strangeReport: await makeReport(sql, resident.personId, elsewhere),
		conversation: await makeConversation(sql, resident.personId, home, [
			['resident', '2026-11-21T08:00:00Z', 'Tarvitsen avaimen']
		])
	};
});
afterAll(() => database.drop());

async function callerAs(who: StaffRole | 'noRole' | 'resident' | 'nobody') {
	const base = { id: 'x', accountId: 'x', personId: null, staff: null, createdAt: now, expiresAt: now };
	const session: ActiveSession | null =
		who === 'nobody'
			? null
			: who === 'resident'
				? { ...base, personId: resident.personId }
				: { ...base, staff: await staffWith(who === 'noRole' ? [] : [who]) };
	return appRouter.createCaller({
		db: database.db,
		session,
		sessionId: null,
		now: () => now,
		alert: () => undefined
	});
}

async function staffWith(roles: StaffRole[]) {
	const buildingIds = [home.buildingId];
	const { staffId } = await makeStaff(database.db.sql, roles, buildingIds);
	return { id: staffId, name: 'Kaisa Korhonen', shownName: 'Kaisa', roles, buildingIds };
}

type Caller = Awaited<ReturnType<typeof callerAs>>;
interface Row {
	what: string;
	ask: (caller: Caller) => Promise<unknown>;
	/** What the answer is to whoever may not. */
	otherwise: unknown;
	may: StaffRole[];
}

const seen = (kind: 'defectReport' | 'conversation', id: keyof typeof ids) => (caller: Caller) =>
	caller.staff.see({ kind, id: ids[id] });
const queued = (id: keyof typeof ids) => async (caller: Caller) =>
	(await caller.staff.queue({ state: 'any' })).rows.some((row) => row.id === ids[id]) ? null : 'not there';

const notFound = { refused: 'notFound' };
const table: Record<string, Row[]> = {
	'staff.queue': [
		{
			what: 'a report of their building',
			ask: queued('report'),
			otherwise: 'not there',
			may: ['customerService', 'maintenance', 'propertyManager']
		},
		{
			what: 'a report elsewhere',
			ask: queued('strangeReport'),
			otherwise: 'not there',
			may: ['customerService', 'propertyManager']
		},
		{
			what: 'a conversation',
			ask: queued('conversation'),
			otherwise: 'not there',
			may: ['customerService', 'propertyManager']
		}
	],
	'staff.see': [
		{
			what: 'a report of their building',
			ask: seen('defectReport', 'report'),
			otherwise: notFound,
			may: ['customerService', 'maintenance', 'propertyManager']
		},
		{
			what: 'a report elsewhere',
			ask: seen('defectReport', 'strangeReport'),
			otherwise: notFound,
			may: ['customerService', 'propertyManager']
		},
		{
			what: 'a conversation',
			ask: seen('conversation', 'conversation'),
			otherwise: notFound,
			may: ['customerService', 'propertyManager']
		}
	]
};

test('T1 every procedure of the staff is in the table', () => {
	const procedures = Object.keys(appRouter._def.procedures).filter((name) => name.startsWith('staff.'));
	expect(procedures.sort()).toEqual(Object.keys(table).sort());
});

const rows = Object.entries(table).flatMap(([procedure, cases]) =>
	cases.flatMap((row) => [...staffRoles, 'noRole' as const].map((role) => ({ procedure, role, ...row })))
);
test.each(rows)('T1 $procedure, $what: $role', async ({ role, ask, otherwise, may }) => {
	const allowed = role !== 'noRole' && may.includes(role);
	expect(await ask(await callerAs(role))).toEqual(allowed ? null : otherwise);
});

test.each(Object.entries(table).flatMap(([procedure, cases]) => cases.map((row) => ({ procedure, ...row }))))(
	'T1 $procedure, $what: neither residents nor nobody',
	async ({ ask }) => {
		for (const who of ['resident', 'nobody'] as const)
			await expect(ask(await callerAs(who))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	}
);

const pictures: [what: string, of: keyof typeof ids, may: StaffRole[]][] = [
	['a report of their building', 'report', ['customerService', 'maintenance', 'propertyManager']],
	['a report elsewhere', 'strangeReport', ['customerService', 'propertyManager']],
	['a conversation', 'conversation', ['customerService', 'propertyManager']]
];
test.each(pictures)(
	'T1 D6 the picture of %s is for the roles that see the matter',
	async (_what, of, may) => {
		const { sql } = database.db;
		const id = randomUUID();
		await sql`
		insert into attachments (scope_id, id, subject_kind, subject_id, sha, type, size, width, height, position, state)
		values (sync_scope_for('person', ${resident.personId}), ${id}, ${of === 'conversation' ? 'conversation' : 'defectReport'},
			${ids[of]}, ${'a'.repeat(64)}, 'image/webp', 1, 1, 1, 0, 'ready')`;
		const seenBy = [];
		for (const role of staffRoles) {
			const staff = await staffWith([role]);
			const session = { id: 'x', accountId: 'x', personId: null, staff, createdAt: now, expiresAt: now };
			if (await findFileFor(sql, session, id, now)) seenBy.push(role);
		}
		expect(seenBy).toEqual(may);
	}
);
