import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { appointGuardian, signAgreement } from '../../../../tests/support/world';
import { makeHouse, makeResident } from '$lib/server/auth/test-people';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { makeConversation, makeEntry, makeReport } from '$lib/server/staff/test-matters';
import { collectMyData } from './collect';
import { readablePage } from './readable';

const now = new Date('2026-11-22T10:00:00Z');
const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));
const [hetu, iban] = ['010594Y9032', 'FI2112345600000785'];
const hostile = '<script>alert(1)</script> & "sanat"';

let database: TestDatabase;
let personId: string;
let neighbour: { personId: string };

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	const home = await makeHouse(sql);
	const live = (name: string) =>
		makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }], name);
	({ personId } = await live('Aino Virtanen'));
	neighbour = await live('Naapuri Niemi');
	await sql`
		update people set born_on = '1994-05-01', hetu_sealed = ${sealing.seal(hetu, 'hetu')}, hetu_lookup = ${sealing.lookup(hetu, 'hetu')}
		where id = ${personId}`;
	await sql`
		update profiles set postal_address = ${sql.json({ street: 'PL 5', postalCode: '00101', city: 'Turku', country: '' })},
			next_of_kin = ${sql.json({ name: 'Mikko Virtanen', phone: '050 765 4321' })}
		where id = ${personId}`;
	await sql`
		insert into bank_accounts (id, person_id, iban_sealed, iban_lookup, set_at, set_by)
		values (gen_random_uuid(), ${personId}, ${sealing.seal(iban, 'iban')}, ${sealing.lookup(iban, 'iban')}, ${now}, ${personId})`;
	const agreementId = await signAgreement(sql, personId, home.apartmentId);
	await sql`
		insert into invoices (id, agreement_id, due_on, amount_cents, payee, iban, reference)
		values (gen_random_uuid(), ${agreementId}, '2026-11-02', 81234, 'Testitalot Oy', ${'FI5542345670000081'}, '12344')`;
	await appointGuardian(sql, personId, neighbour.personId);
	const report = await makeReport(sql, personId, home, { description: hostile });
	await makeEntry(sql, report, 'staff', '2026-11-21T08:00:00Z', 'Tulemme huomenna');
	await makeConversation(sql, personId, home, [['resident', '2026-11-20T08:00:00Z', 'Avain katosi']]);
	await makeConversation(sql, neighbour.personId, home, [
		['resident', '2026-11-20T08:00:00Z', 'Naapurin asia']
	]);
});
afterAll(() => database.drop());

const collect = () => collectMyData(database.db.sql, sealing, personId, now);

test('P3 a resident gets everything that the landlord has on them', async () => {
	expect(await collect()).toMatchObject({
		landlord: 'Testitalot Oy',
		person: { familyName: 'Virtanen', bornOn: '1994-05-01', hasIdentityCode: true },
		profile: {
			phone: '040 123 4567',
			postalAddress: { street: 'PL 5' },
			nextOfKin: { name: 'Mikko Virtanen' }
		},
		bankAccounts: [{ masked: 'FI21 •••• •••• •••• 85', endedAt: null }],
		homes: [{ address: 'Kaivokatu 12 B 24, 00100 Helsinki', startsOn: '2020-01-01' }],
		agreements: [{ role: 'signatory', signedOn: '2019-12-01' }],
		invoices: [{ dueOn: '2026-11-02', amountCents: 81234, reference: '12344' }],
		payments: [],
		guardianships: [{ as: 'guardian', name: 'Naapuri Niemi' }],
		defectReports: [{ description: hostile, entries: [{ text: 'Tulemme huomenna', by: 'staff' }] }],
		conversations: [{ messages: [{ text: 'Avain katosi' }] }],
		userIds: [{ endedAt: null }]
	});
});

test('P3 nothing of anybody else is in it, nor what is kept sealed', async () => {
	const text = JSON.stringify(await collect());
	expect(text).not.toContain('Naapurin asia');
	for (const sealed of [hetu, iban, '12345600000785']) expect(text).not.toContain(sealed);
});

test('P3 the page to read has the same, and runs nothing that somebody wrote', async () => {
	const page = readablePage(await collect());
	for (const said of [
		'Virtanen',
		'Tulemme huomenna',
		'Avain katosi',
		'PL 5, 00101 Turku',
		'FI21 ••••',
		'2.11.2026'
	])
		expect(page).toContain(said);
	expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;sanat&quot;');
	expect(page).not.toMatch(/<script|\b(undefined|null|NaN)\b/);
});

test('P3 of the mails to an address only those of the time in which it was theirs', async () => {
	const { sql } = database.db;
	const email = 'yhteinen@example.fi';
	const next = await makeResident(sql, [], 'Seuraava Salo');
	const at = (day: string) => `2026-10-${day}Z`;
	await sql`
		insert into accounts (id, person_id, email, password_hash, created_at, ended_at)
		values (gen_random_uuid(), ${personId}, ${email}, 'x', ${at('10T10:00:00')}, ${at('20T10:00:00')})`;
	await sql`update accounts set email = ${email}, created_at = ${at('20T10:00:30')} where id = ${next.accountId}`;
	const queued = (template: string, when: string) => sql`
		insert into mails (id, recipient, language, template, data, queued_at)
		values (gen_random_uuid(), ${email}, 'fi', ${template}, '{}', ${when})`;
	await queued('powerAccepted', at('09T10:00:00'));
	await queued('registered', at('10T10:00:00'));
	await queued('userIdEnded', at('20T10:00:01'));
	await queued('registered', at('20T10:00:31'));
	await queued('bankAccountChanged', at('25T10:00:00'));
	const of = async (id: string) => {
		const { mails } = await collectMyData(sql, sealing, id, now);
		return mails.filter(({ to }) => to === email).map(({ what }) => what);
	};
	expect(await of(personId)).toEqual(['userIdEnded', 'registered']);
	expect(await of(next.personId)).toEqual(['bankAccountChanged', 'registered']);
});

// What names a person, and where it is in the file, or why it isn't.
const told: Record<string, string> = {
	accounts: 'userIds',
	agreement_parties: 'agreements',
	attachments: 'defectReports and conversations',
	bank_accounts: 'bankAccounts',
	conversations: 'conversations',
	defect_entries: 'defectReports',
	defect_follows: 'followedDefects',
	defect_reports: 'defectReports',
	guardianships: 'guardianships',
	invoices: 'invoices',
	payments: 'payments',
	messages: 'conversations',
	occupancies: 'homes',
	powers_of_attorney: 'powersOfAttorney',
	profiles: 'profile',
	read_marks: 'read',
	rescue_plan_showings: 'rescuePlansShown',
	identifications: 'who is logging in at this moment, for half an hour',
	registrations: 'a user id that is not confirmed yet, for a day',
	parked_mutations: 'a fault of ours, until it is mended: the same words are on the device that sent them',
	sync_clients: 'numbers of what a device has sent',
	sync_grant: 'made of the registers',
	sync_projections: 'made of the registers and of what is published to many',
	bulletin_audiences: 'published to many',
	sync_tomb: 'ids of what is gone'
};

test('P3 no table that names a person is forgotten', async () => {
	const rows = await database.db.sql`
		select distinct source.relname as name from pg_constraint reference
		join pg_class source on source.oid = reference.conrelid
		where reference.contype = 'f' and reference.confrelid in ('people'::regclass, 'agreements'::regclass, 'sync_scope'::regclass)
			and source.relnamespace = 'public'::regnamespace
		order by 1`;
	expect(rows.map(({ name }) => name).filter((name) => !(name in told))).toEqual([]);
});
