import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { addPerson, buildHouse, hireStaff, moveIn, type Person } from '../../../../tests/support/world';
import type { Invitation } from '$lib/domain/powers-of-attorney';
import type { Database } from '$lib/server/db';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { grantedScopes } from '$lib/server/scopes';
import type { ActiveSession } from '$lib/server/auth/sessions';
import { powersOfAttorneyRouter } from '$lib/server/trpc/powers-of-attorney';
import { acceptPower, findInvitation } from './accept';
import { declinePower, endPower } from './end';
import { invite } from './invite';
import { powersOf } from './list';
import { findPrincipal, findPrincipals } from './principals';

const now = new Date('2026-03-10T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
const sealing = sealingFrom(parseSealingKeys(newSealingKey('1')));
const given: Invitation = {
	name: 'Otto Virtanen',
	email: 'otto@example.fi',
	matters: ['defects'],
	endsOn: '2026-12-31'
};

let database: TestDatabase;
let principal: Person;
let attorney: Person;
let home: string;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	await sql`delete from mails`;
	const house = await buildHouse(sql);
	principal = await addPerson(sql, 'Aino');
	attorney = await addPerson(sql, 'Otto');
	home = house.staircases[0]!.apartments[0]!;
	await moveIn(sql, principal.id, home);
});

const inviting = (more: Partial<Invitation> = {}, at = now, who = principal) => {
	const by = { kind: 'resident', id: who.id } as const;
	return invite(database.db, sealing, { principalId: who.id, by }, { ...given, ...more }, at);
};

interface Mail {
	recipient: string;
	template: string;
	data: Record<string, string>;
}
async function mails(): Promise<Mail[]> {
	const rows = await database.db
		.sql`select recipient, template, data, data_sealed from mails order by queued_at, id`;
	return rows.map(({ recipient, template, data, dataSealed }) => ({
		recipient,
		template,
		data: data ?? JSON.parse(sealing.unseal(dataSealed, 'mail'))
	}));
}
const tokenIn = (mail: Mail | undefined) => mail?.data.path?.split('/').at(-1) ?? '';

async function invited(more: Partial<Invitation> = {}) {
	const outcome = await inviting(more);
	const found = (await mails()).filter(({ template }) => template === 'powerInvitation').at(-1);
	return { id: 'invited' in outcome ? outcome.invited : '', token: tokenIn(found) };
}
const accept = (token: string, at = now, who = attorney) =>
	acceptPower(database.db, { token, personId: who.id }, at);
const actsFor = async (at = now) => {
	const scopes = await grantedScopes(database.db.sql, attorney.id, at);
	return scopes.some(({ principals }) => principals.includes(principal.id));
};
const stateOf = async (id: string, at = now) =>
	(await powersOf(database.db.sql, principal.id, at)).find((power) => power.id === id);

describe('A13 a principal invites', () => {
	test('by a mail whose link nobody reads in the database, and nothing opens by that', async () => {
		const { id, token } = await invited();
		expect(await mails()).toMatchObject([
			{ recipient: 'otto@example.fi', data: { principal: 'Aino Virtanen' } }
		]);
		const [row] = await database.db
			.sql`select to_jsonb(p)::text as text from powers_of_attorney p where id = ${id}`;
		expect(row?.text).not.toContain(token);
		const [mail] = await database.db.sql`select data from mails`;
		expect(mail?.data).toBeNull();
		expect(await actsFor()).toBe(false);
		expect(await stateOf(id)).toMatchObject({
			state: 'invited',
			attorney: { id: null, name: 'Otto Virtanen' }
		});
	});

	test.each([
		['yesterday', '2026-03-09'],
		['in ten years', '2036-03-10']
	])('not with an end %s', async (_name, endsOn) => {
		expect(await inviting({ endsOn })).toEqual({ refused: 'endsOn' });
	});

	test('with today as the last day, and with one three years from now', async () => {
		expect(await inviting({ endsOn: '2026-03-10' })).toHaveProperty('invited');
		expect(await inviting({ endsOn: '2029-03-09' })).toHaveProperty('invited');
	});

	test('nobody at their own address, and not without a home of their own', async () => {
		expect(await inviting({ email: `${principal.id}@EXAMPLE.fi` })).toEqual({ refused: 'ownAddress' });
		expect(await inviting({}, now, attorney)).toEqual({ refused: 'noAccess' });
		await database.db.sql`update people set born_on = '2012-01-01' where id = ${principal.id}`;
		expect(await inviting()).toEqual({ refused: 'noAccess' });
		expect(await mails()).toEqual([]);
	});

	test('five at once, and no more until one has ended', async () => {
		const ids = [];
		for (let i = 0; i < 5; i++) ids.push((await invited()).id);
		expect(await inviting()).toEqual({ refused: 'tooMany' });
		await endPower(database.db, ids[0]!, { personId: principal.id }, now);
		expect(await inviting()).toHaveProperty('invited');
	});

	test('not more than ten strangers a day', async () => {
		for (let i = 0; i < 10; i++) {
			const { id } = await invited();
			await endPower(database.db, id, { personId: principal.id }, now);
		}
		expect(await inviting()).toEqual({ refused: 'tooMany' });
		expect(await inviting({}, later(2))).toHaveProperty('invited');
	});
});

describe('A13 the invited person', () => {
	test('accepts once, by the link and as whoever the bank says they are, and acts from then on', async () => {
		const { id, token } = await invited();
		expect(await findInvitation(database.db.sql, token, now)).toMatchObject({
			principalName: 'Aino Virtanen',
			matters: ['defects'],
			endsOn: '2026-12-31'
		});
		expect(await accept(token)).toEqual({ accepted: principal.id });
		expect(await actsFor()).toBe(true);
		expect(await stateOf(id)).toMatchObject({ state: 'accepted', attorney: { id: attorney.id } });
		expect((await mails()).at(-1)).toMatchObject({
			recipient: `${principal.id}@example.fi`,
			template: 'powerAccepted'
		});
		expect(await accept(token)).toEqual({ refused: 'notFound' });
		expect(await findInvitation(database.db.sql, token, now)).toBeUndefined();
	});

	test('of two windows with one link, one has it', async () => {
		const { token } = await invited();
		const other = await addPerson(database.db.sql, 'Carl');
		const outcomes = await Promise.all([accept(token), accept(token, now, other)]);
		expect(outcomes.filter((outcome) => 'accepted' in outcome)).toHaveLength(1);
	});

	test('can’t be the principal, nor under age', async () => {
		const { token } = await invited();
		expect(await accept(token, now, principal)).toEqual({ refused: 'own' });
		await database.db.sql`update people set born_on = '2010-01-01' where id = ${attorney.id}`;
		expect(await accept(token)).toEqual({ refused: 'underAge' });
	});

	test('has two weeks, and not beyond the last day', async () => {
		const { id, token } = await invited();
		expect(await accept(token, later(14))).toEqual({ refused: 'notFound' });
		expect(await stateOf(id, later(14))).toMatchObject({ state: 'expired' });
		const short = await invited({ endsOn: '2026-03-12' });
		expect(await accept(short.token, new Date('2026-03-12T22:00:00Z'))).toEqual({ refused: 'notFound' });
		expect(await accept(short.token, new Date('2026-03-12T21:59:59Z'))).toHaveProperty('accepted');
	});

	test('may say no, and the principal is told', async () => {
		const { id, token } = await invited();
		expect(await declinePower(database.db, token, now)).toBe(true);
		expect(await accept(token)).toEqual({ refused: 'notFound' });
		expect(await declinePower(database.db, token, now)).toBe(false);
		expect(await stateOf(id)).toMatchObject({ state: 'ended', endedBy: 'attorney' });
		expect((await mails()).at(-1)).toMatchObject({
			template: 'powerEnded',
			data: { other: 'Otto Virtanen' }
		});
	});

	test('finds nothing by another word than the link’s', async () => {
		await invited();
		for (const token of ['', 'x', '0'.repeat(43)])
			expect(await findInvitation(database.db.sql, token, now)).toBeUndefined();
	});
});

describe('A13 either side ends it at any time', () => {
	test.each([
		['principal', () => principal, () => attorney],
		['attorney', () => attorney, () => principal]
	])('the %s, and the other one is told', async (side, who, other) => {
		const { id, token } = await invited();
		await accept(token);
		await database.db.sql`delete from mails`;
		expect(await endPower(database.db, id, { personId: who().id }, now)).toBe(true);
		expect(await actsFor()).toBe(false);
		expect(await stateOf(id)).toMatchObject({ state: 'ended', endedBy: side });
		expect(await mails()).toMatchObject([{ recipient: `${other().id}@example.fi`, template: 'powerEnded' }]);
		expect(await endPower(database.db, id, { personId: who().id }, later(1))).toBe(true);
		expect(await mails()).toHaveLength(1);
	});

	test('and nobody else can', async () => {
		const { id, token } = await invited();
		await accept(token);
		const stranger = await addPerson(database.db.sql, 'Carl');
		expect(await endPower(database.db, id, { personId: stranger.id }, now)).toBe(false);
		expect(await actsFor()).toBe(true);
	});
});

test('T7 the log tells who gave, took and ended it, and whose matters they are', async () => {
	const { id, token } = await invited();
	await accept(token);
	await endPower(database.db, id, { personId: attorney.id }, now);
	const rows = await database.db.sql`
		select actor_id, subject_ids, details from audit_log where object_id = ${id} order by id`;
	expect(rows.map(({ actorId, details }) => [actorId, details.change])).toEqual([
		[principal.id, 'invited'],
		[attorney.id, 'accepted'],
		[attorney.id, 'ended']
	]);
	for (const { subjectIds } of rows) expect(subjectIds).toEqual([principal.id]);
});

describe('A13 by the portal’s own procedures', () => {
	const call = (session: Partial<ActiveSession> | null) =>
		powersOfAttorneyRouter.createCaller({
			db: database.db,
			sealing,
			session: session && {
				id: 'none',
				accountId: 'x',
				personId: null,
				staff: null,
				createdAt: now,
				expiresAt: now,
				...session
			},
			sessionId: null,
			now: () => now,
			alert: () => undefined
		});

	test('nobody gives one without the password again', async () => {
		await expect(call({ personId: principal.id }).invite(given)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(call(null).list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	});

	test('each sees what they have given and received, and nobody else’s', async () => {
		const { id, token } = await invited();
		await accept(token);
		for (const { id: personId } of [principal, attorney])
			expect((await call({ personId }).list()).map((power) => power.id)).toEqual([id]);
		const stranger = await addPerson(database.db.sql, 'Carl');
		await expect(call({ personId: stranger.id }).list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await moveIn(database.db.sql, stranger.id, home);
		expect(await call({ personId: stranger.id }).list()).toEqual([]);
	});

	test('T10 staff find who can give one by name and address, and nobody else', async () => {
		const { sql } = database.db;
		const unique = `Kettunen-${principal.id.slice(0, 8)}`;
		await sql`update people set family_name = ${unique} where id in (${principal.id}, ${attorney.id})`;
		const found = { id: principal.id, name: `Aino ${unique}`, address: 'Kaivokatu 12 A 1' };
		expect(await findPrincipals(sql, `kaivokatu ${unique}`, now)).toEqual([found]);
		expect(await findPrincipals(sql, `${unique} %`, now)).toEqual([]);
		expect(await findPrincipals(sql, '  ', now)).toEqual([]);
		expect(await findPrincipal(sql, attorney.id, now)).toBeUndefined();
		await sql`update people set born_on = '2012-01-01' where id = ${principal.id}`;
		expect(await findPrincipals(sql, unique, now)).toEqual([]);
	});

	test('one on paper is entered by staff, and the attorney accepts it like any other', async () => {
		const { staffId } = await hireStaff(database.db.sql);
		const staff = {
			id: staffId,
			name: 'Kaisa',
			shownName: 'Kaisa',
			roles: ['customerService' as const],
			buildingIds: []
		};
		const outcome = await call({ staff }).enterPaper({ ...given, principalId: principal.id });
		expect(outcome).toHaveProperty('invited');
		expect(await accept(tokenIn((await mails()).at(-1)))).toHaveProperty('accepted');
		const [power] = await powersOf(database.db.sql, attorney.id, now);
		expect(power).toMatchObject({ onPaper: true, state: 'accepted' });
		expect(await call({ staff }).endForSomebody({ id: power!.id })).toBe(true);
		expect(await stateOf(power!.id)).toMatchObject({ endedBy: 'staff' });
		const caretaker = { ...staff, roles: ['maintenance' as const] };
		await expect(
			call({ staff: caretaker }).enterPaper({ ...given, principalId: principal.id })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

test('A13 what the database breaks a tie against is done again: accepting, declining, ending', async () => {
	const tied: Database = {
		...database.db,
		begin: (...given: unknown[]) => {
			if (broken++ === 0) return Promise.reject(deadlock);
			return (database.db.begin as (...given: unknown[]) => Promise<never>)(...given);
		}
	};
	const deadlock = Object.assign(new Error(), { name: 'PostgresError', code: '40P01' });
	let broken = 0;
	const first = await invited();
	expect(await acceptPower(tied, { token: first.token, personId: attorney.id }, now)).toHaveProperty(
		'accepted'
	);
	broken = 0;
	expect(await endPower(tied, first.id, { personId: principal.id }, now)).toBe(true);
	broken = 0;
	expect(await declinePower(tied, (await invited()).token, now)).toBe(true);
	expect(broken).toBe(2);
});
