import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import {
	importConnection,
	importFiles,
	registerWorld,
	sealing,
	stale
} from '../../../../tests/support/registers';
import { findApiKey, makeApiKey, revokeApiKey } from '$lib/server/auth/api-keys';
import { cell } from './csv-cell';
import { acknowledgeChanges, changesAsCsv, readChanges, readLastChange } from './register-changes';

const world = registerWorld();
const now = new Date('2026-11-22T10:00:00Z');
const sql = () => world.db.sql;
const all = () => readChanges(sql(), sealing, {});
const lastOf = async () => (await readLastChange(sql())).last;

beforeEach(async () => {
	await importFiles(world.db, world.examples);
	await acknowledgeChanges(world.db, await lastOf(), now);
	await importFiles(world.db, world.examples);
});

async function idOf(externalId: string): Promise<string> {
	const [row] = await sql()`select id from people where external_id = ${externalId}`;
	return row?.id;
}
const phoneOf = async (externalId: string) => {
	const [row] = await sql()`
		select person.phone as registered, profile.phone as shown from people person
		join profiles profile on profile.id = person.id where person.external_id = ${externalId}`;
	return { ...row };
};
const residentSays = async (externalId: string, phone: string) =>
	sql()`update profiles set phone = ${phone} where id = ${await idOf(externalId)}`;
const registerSays = (phone: string) =>
	importFiles(
		world.db,
		world.file('people.csv', (text) => text.replace('040 555 0101', phone))
	);

test('T9 what a resident changes is told in its order, and told again to whoever asks again', async () => {
	const after = await lastOf();
	await residentSays('H-1', '040 111 1111');
	await residentSays('H-2', '040 222 2222');
	await residentSays('H-1', '040 333 3333');
	const told = await readChanges(sql(), sealing, { after });
	expect(told.map(({ externalId, fields }) => [externalId, fields])).toEqual([
		['H-1', { phone: '040 111 1111' }],
		['H-2', { phone: '040 222 2222' }],
		['H-1', { phone: '040 333 3333' }]
	]);
	expect(told.map(({ seq }) => seq)).toEqual([after + 1, after + 2, after + 3]);
	await acknowledgeChanges(world.db, after + 2, now);
	expect(await readChanges(sql(), sealing, { after })).toEqual(told);
	expect(await readChanges(sql(), sealing, { after: after + 1, limit: 1 })).toEqual([told[1]]);
});

test('T9 no import overwrites a change that was not acknowledged, and the next one after that may', async () => {
	await residentSays('H-1', '040 777 7777');
	const outcome = await registerSays('040 888 8888');
	expect(outcome.counts.people).toMatchObject({ kept: 1, changed: 0 });
	expect((await phoneOf('H-1')).shown).toBe('040 777 7777');
	await acknowledgeChanges(world.db, await lastOf(), now);
	expect(await phoneOf('H-1')).toEqual({ registered: '040 777 7777', shown: '040 777 7777' });
	await registerSays('040 888 8888');
	expect(await phoneOf('H-1')).toEqual({ registered: '040 888 8888', shown: '040 888 8888' });
});

test('T9 the register’s own news reaches the profile, and is not told back to it', async () => {
	const after = await lastOf();
	await registerSays('040 999 9999');
	expect((await phoneOf('H-1')).shown).toBe('040 999 9999');
	expect(await readChanges(sql(), sealing, { after })).toEqual([]);
});

test('T9 an acknowledgement twice, or of what is not there yet, changes nothing', async () => {
	await residentSays('H-1', '040 123 0000');
	const last = await lastOf();
	expect(await acknowledgeChanges(world.db, last, now)).toBe(1);
	expect(await acknowledgeChanges(world.db, last, now)).toBe(0);
	expect(await acknowledgeChanges(world.db, last + 1000, now)).toBe(0);
	await residentSays('H-1', '040 123 0001');
	expect((await readLastChange(sql())).waiting).toBe(1);
});

test('T9 an occupant whom the staff entered is told of, and recognised when the register has them', async () => {
	const after = await lastOf();
	const [home] = await sql()`select id from apartments where external_id = 'K-100-B-9'`;
	const id = randomUUID();
	await sql()`insert into occupancies (id, person_id, apartment_id, starts_on) values (${id}, ${await idOf('H-3')}, ${home?.id}, '2026-12-01')`;
	const [told] = await readChanges(sql(), sealing, { after });
	expect(told).toMatchObject({
		register: 'occupancies',
		change: 'added',
		id,
		externalId: null,
		fields: { person: { externalId: 'H-3' }, apartment: { externalId: 'K-100-B-9' }, startsOn: '2026-12-01' }
	});
	await acknowledgeChanges(world.db, await lastOf(), now);
	const outcome = await importFiles(
		world.db,
		world.file('occupancies.csv', (text) => `${text}A-9;H-3;K-100-B-9;2026-12-01;\n`)
	);
	expect(outcome.counts.occupancies).toMatchObject({ added: 0, changed: 1 });
	const rows = await sql()`select id from occupancies where external_id = 'A-9'`;
	expect(rows.map((row) => row.id)).toEqual([id]);
	expect(await stale(world.db)).toEqual([]);
});

test('T9 a notice that was given here stands until the register knows it', async () => {
	await sql()`update agreements set ends_on = '2026-12-31' where external_id = 'S-1'`;
	await importFiles(world.db, world.examples);
	const end = async () => (await sql()`select ends_on from agreements where external_id = 'S-1'`)[0]?.endsOn;
	expect(await end()).toBe('2026-12-31');
	await acknowledgeChanges(world.db, await lastOf(), now);
	await importFiles(
		world.db,
		world.file('agreements.csv', (text) => text.replace('1.12.2021;;', '1.12.2021;31.12.2026;'))
	);
	expect(await end()).toBe('2026-12-31');
	await importFiles(world.db, world.examples);
	expect(await end()).toBeNull();
});

test('T9 P2 a new bank account is told of whole, and kept sealed', async () => {
	const after = await lastOf();
	const person = await idOf('H-1');
	await sql()`
		insert into bank_accounts (id, person_id, iban_sealed, iban_lookup, set_at, set_by)
		values (${randomUUID()}, ${person}, ${sealing.seal('FI5542345670000081', 'iban')}, ${sealing.lookup('FI5542345670000081', 'iban')}, ${now}, ${person})`;
	const told = await readChanges(sql(), sealing, { after });
	expect(told.map(({ fields }) => fields)).toEqual([{ bankAccount: 'FI5542345670000081' }]);
	const [kept] = await sql()`select string_agg(fields::text, '') as text from register_changes`;
	expect(kept?.text).not.toContain('FI55');
});

test('T9 of two who change at once nobody is told out of order: a number that was seen is followed by higher ones', async () => {
	const [slow, quick] = [importConnection(world.url), importConnection(world.url)];
	const [one, other] = [await idOf('H-1'), await idOf('H-2')];
	const after = await lastOf();
	await slow.begin(async (tx) => {
		await tx`update profiles set phone = '040 1' where id = ${one}`;
		await quick.begin(
			async (inner) => void (await inner`update profiles set phone = '040 2' where id = ${other}`)
		);
		expect((await readChanges(sql(), sealing, { after })).map(({ seq }) => seq)).toEqual([after + 1]);
	});
	await Promise.all([slow.end(), quick.end()]);
	const told = await readChanges(sql(), sealing, { after });
	expect(told.map(({ seq, fields }) => [seq, fields.phone])).toEqual([
		[after + 1, '040 2'],
		[after + 2, '040 1']
	]);
});

test('T9 in a spreadsheet nothing that a resident wrote is a formula', async () => {
	await residentSays('H-1', '+358 40 1; "a"');
	const csv = changesAsCsv(await all());
	expect(csv).toContain(';phone;"+358 40 1; ""a"""');
	expect(cell('=1+1')).toBe("'=1+1");
	expect(cell('@SUM')).toBe("'@SUM");
});

test('T6 T9 a key opens until it is revoked, and the database does not have it', async () => {
	const { id, key } = await makeApiKey(sql(), { name: 'Rekisteri' });
	expect(await findApiKey(sql(), `Bearer ${key}`, now)).toBe(id);
	const wrong = `${key.slice(0, -2)}${key.endsWith('AA') ? 'BB' : 'AA'}`;
	for (const said of [
		null,
		'',
		key,
		`Bearer ${wrong}`,
		`Bearer kellari.${randomUUID()}.${key.split('.')[2]}`
	])
		expect(await findApiKey(sql(), said, now)).toBeNull();
	const [row] = await sql()`select to_jsonb(api_keys)::text as text from api_keys where id = ${id}`;
	const secret = Buffer.from(key.split('.')[2]!, 'base64url');
	expect(row?.text).not.toContain(key.split('.')[2]);
	expect(row?.text).not.toContain(secret.toString('hex'));
	await revokeApiKey(sql(), id, now);
	expect(await findApiKey(sql(), `Bearer ${key}`, now)).toBeNull();
});
