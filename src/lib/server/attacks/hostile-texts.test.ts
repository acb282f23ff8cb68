import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '$lib/domain/actor';
import { residentMutations, type AnyMutation } from '$lib/domain/mutations';
import { staffMutations } from '$lib/domain/staff-mutations';
import { circumstancesAt, findResidentActor, runMutation } from '$lib/server/apply-mutation';
import { startSession, tokenHash, type ActiveSession } from '$lib/server/auth/sessions';
import { makeHouse, makeResident, makeStaff, testSealing } from '$lib/server/auth/test-people';
import { connect, type Database } from '$lib/server/db';
import { makeConversation, makeReport } from '$lib/server/staff/test-matters';
import { appRouter } from '$lib/server/trpc/router';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { filled } from '../../../../tests/support/filled';
import { hostileTexts } from '../../../../tests/support/hostile-texts';

const now = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;
let owner: Database;
let home: Awaited<ReturnType<typeof makeHouse>>;
let aino: Awaited<ReturnType<typeof makeResident>>;
let kaisa: Awaited<ReturnType<typeof makeStaff>>;

beforeAll(async () => {
	database = await createTestDatabase();
	owner = connect(database.ownerUrl, { connections: 1 });
	home = await makeHouse(database.db.sql);
	aino = await makeResident(database.db.sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
	kaisa = await makeStaff(database.db.sql, ['customerService', 'propertyManager', 'administrator']);
});
afterAll(async () => {
	await owner.end();
	await database.drop();
});

describe('attack: no procedure fails by what stands in its texts', () => {
	const procedures = Object.entries(appRouter._def.procedures) as unknown as [
		string,
		{ _def: { inputs: v.GenericSchema[] } }
	][];

	test.each(procedures.map(([name]) => name))('%s', async (name) => {
		const [schema] = procedures.find(([each]) => each === name)![1]._def.inputs;
		for (const text of Object.values(hostileTexts)) {
			const inputs = schema
				? [
						filled(schema, text, { principalId: aino.personId }),
						filled(schema, text),
						text,
						{ [text]: text },
						[text],
						null
					]
				: [undefined, text];
			for (const input of inputs) {
				const outcome = await ask(name, input);
				expect(outcome, `${name} with ${JSON.stringify(input)?.slice(0, 200)}`).not.toBe(
					'INTERNAL_SERVER_ERROR'
				);
			}
		}
	});
});

describe('attack: what somebody says is kept as they said it, or refused, and nothing fails by it', () => {
	const mutations = Object.values({ ...residentMutations, ...staffMutations }) as unknown as AnyMutation[];

	test.each(mutations.map(({ name }) => name))('%s', async (name) => {
		const mutation = mutations.find((each) => each.name === name)!;
		let [given, taken] = [0, 0];
		for (const text of Object.values(hostileTexts)) {
			const ways = [text.trim(), text.slice(0, 90).trim()];
			const args = filled(mutation.args, text, await idsFor(mutation));
			const parsed = v.safeParse(mutation.args as v.GenericSchema, args);
			const said = textsIn(parsed.output).filter((each) => ways.includes(each));
			if (said.length > 0) given++;
			if (!parsed.success || (await run(mutation, parsed.output)) || said.length === 0) continue;
			taken++;
			const kept = textsIn(await everythingSaid());
			for (const each of said) expect(kept).toContain(each);
		}
		// A state that allows none of it would let this prove nothing.
		if (given > 0 && name !== 'reopenDefectReport') expect(taken).toBeGreaterThan(10);
	});
});

/** Matters as they are before anybody does anything to them. */
async function idsFor({ name, target, creates }: AnyMutation): Promise<Record<string, unknown>> {
	const { sql } = database.db;
	const reportId = await makeReport(sql, aino.personId, home);
	const said = [['resident', now.toISOString(), 'hei']] as ['resident', string, string][];
	const conversationId = await makeConversation(sql, aino.personId, home, said);
	const isNew = /^(reportDefect|startConversation)$/.test(name);
	const ofTarget = { profile: aino.personId, defectReport: reportId, conversation: conversationId }[
		target as string
	];
	return {
		reportId,
		conversationId,
		apartmentId: home.apartmentId,
		...{ from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T10:00:00.000Z' },
		...(!isNew && ofTarget && !creates && { id: ofTarget })
	};
}

async function everythingSaid(): Promise<unknown[]> {
	const { sql } = database.db;
	const tables = ['defect_reports', 'defect_entries', 'conversations', 'messages', 'profiles', 'read_marks'];
	return (await Promise.all(tables.map((table) => sql`select * from ${sql(table)}`))).flat();
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || value instanceof Date) return [];
	return Object.values(value).flatMap(textsIn);
}

async function ask(name: string, input: unknown): Promise<string> {
	const staff = {
		id: kaisa.staffId,
		name: 'Kaisa Korhonen',
		shownName: 'Kaisa',
		roles: ['customerService' as const, 'propertyManager' as const, 'administrator' as const],
		buildingIds: []
	};
	const isOfStaff = name.startsWith('staff.') || /enterPaper|endForSomebody/.test(name);
	const account = isOfStaff ? kaisa.accountId : aino.accountId;
	const { token } = await startSession(database.db, { accountId: account, device: '' }, now);
	const id = tokenHash(token);
	await database.db.sql`update sessions set stepped_up_at = ${now} where id = ${id}`;
	await database.db.sql`delete from login_failures`;
	await owner.sql`delete from powers_of_attorney`;
	const session: ActiveSession = {
		id,
		accountId: account,
		personId: isOfStaff ? null : aino.personId,
		staff: isOfStaff ? staff : null,
		createdAt: now,
		expiresAt: new Date(now.getTime() + 1_000_000)
	};
	const caller = appRouter.createCaller({
		db: database.db,
		sealing: testSealing,
		session,
		sessionId: id,
		said: { client: randomUUID(), last: 0 },
		now: () => now,
		clientAddress: '192.0.2.1',
		alert: () => undefined
	});
	const procedure = name
		.split('.')
		.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], caller);
	try {
		await (procedure as (input: unknown) => Promise<unknown>)(input);
		return 'done';
	} catch (error) {
		return (error as { code: string }).code;
	}
}

async function run(mutation: AnyMutation, args: unknown) {
	const { db } = database;
	const [scope] = await db.sql`select sync_scope_for('person', ${aino.personId}) as id`;
	const roles = ['customerService' as const];
	const by: Actor | undefined =
		mutation.who === 'staff'
			? { kind: 'staff', staffId: kaisa.staffId, name: 'Kaisa', roles }
			: await findResidentActor(db.sql, aino.personId, aino.personId);
	return db.begin((tx) => runMutation(tx, mutation, args, scope?.id, circumstancesAt(by!, now)));
}
