import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Portal } from '../support/portal';

/** Every kind of person who may send a request, and what their browser would send with it. */
export const kinds = [
	'anonymous',
	'applicant',
	'notStarted',
	'mainTenant',
	'spouse',
	'subtenant',
	'guardian',
	'attorney',
	'neighbour',
	'former',
	'customerService',
	'maintenanceHere',
	'maintenanceElsewhere',
	'propertyManager',
	'administrator',
	'endedSession'
] as const;
export type Kind = (typeof kinds)[number];

export interface World {
	cookies: Record<Kind, string>;
	personIds: Partial<Record<Kind, string>>;
	/** The main tenant's, of their own apartment. */
	report: string;
	conversation: string;
	/** A photo of that report, and of that conversation. */
	reportPhoto: string;
	conversationPhoto: string;
	power: string;
	staffUser: string;
}

const email = {
	notStarted: 'sofia.ahonen@example.com',
	mainTenant: 'aino.virtanen@example.com',
	spouse: 'mikko.virtanen@example.com',
	subtenant: 'oksana.kovalenko@example.com',
	attorney: 'roope.lindholm@example.com',
	neighbour: 'erik.lindqvist@example.com',
	former: 'petri.kinnunen@example.com'
};

/** Aino's matters, with everybody who could want to see them: a guardian and an attorney of hers too. */
export async function populate(portal: Portal): Promise<World> {
	const { sql } = portal;
	const personIds: World['personIds'] = {};
	const cookies = { anonymous: '' } as World['cookies'];
	for (const [kind, address] of Object.entries(email)) {
		const [account] = await sql`select id, person_id from accounts where email = ${address}`;
		if (!account) throw new Error(`the demo has no ${address}`);
		personIds[kind as Kind] = account.person_id as string;
		cookies[kind as Kind] = await session(account.id as string);
	}
	for (const kind of ['applicant', 'guardian'] as const) {
		personIds[kind] = await somebody(kind);
		const [account] = await sql`select id from accounts where person_id = ${personIds[kind]}`;
		cookies[kind] = await session(account!.id as string);
	}
	const aino = personIds.mainTenant!;
	await sql`insert into guardianships (id, guardian_id, ward_id, starts_on) values (${randomUUID()}, ${personIds.guardian!}, ${aino}, '2020-01-01')`;
	const power = randomUUID();
	await sql`
		insert into powers_of_attorney (id, principal_id, attorney_id, invited_name, invited_email, matters, ends_on, invited_at, accepted_at)
		values (${power}, ${aino}, ${personIds.attorney!}, 'Roope Lindholm', ${email.attorney}, '{defects}', current_date + 300, now(), now())`;

	const [home] = await sql`
		select staircase.building_id, apartment.id from agreement_parties party
		join agreements on agreements.id = party.agreement_id join apartments apartment on apartment.id = agreements.apartment_id
		join staircases staircase on staircase.id = apartment.staircase_id where party.person_id = ${aino}`;
	const [elsewhere] = await sql`select id from buildings where id <> ${home!.building_id} limit 1`;
	cookies.customerService = await employ(['customerService']);
	cookies.maintenanceHere = await employ(['maintenance'], [home!.building_id as string]);
	cookies.maintenanceElsewhere = await employ(['maintenance'], [elsewhere!.id as string]);
	cookies.propertyManager = await employ(['propertyManager']);
	cookies.administrator = await employ(['administrator']);
	cookies.endedSession = cookies.mainTenant && (await session((await accountOf(aino)).id as string, true));

	const [scope] = await sql`select sync_scope_for('person', ${aino}) as id`;
	const [report, conversation] = [randomUUID(), randomUUID()];
	await sql`
		insert into defect_reports (scope_id, id, apartment_id, building_id, place, room, category, description,
			master_key_allowed, state, reported_by, written_at, arrived_at)
		values (${scope!.id}, ${report}, ${home!.id}, ${home!.building_id}, 'apartment', 'kitchen', 'heating', 'kylmä', true,
			'received', 'Aino Virtanen', now(), now())`;
	await sql`
		insert into conversations (scope_id, id, classification, last_message_at)
		values (${scope!.id}, ${conversation}, 'feedback', now())`;
	await sql`
		insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at)
		values (${scope!.id}, ${randomUUID()}, ${conversation}, 'resident', 'Aino Virtanen', 'hei', now(), now())`;
	const photo = async (kind: string, subject: string) => {
		const id = randomUUID();
		const [known] =
			await sql`select * from attachments where state = 'ready' and type like 'image/%' limit 1`;
		await sql`insert into attachments ${sql({ ...known, id, scope_id: scope!.id, subject_kind: kind, subject_id: subject, entry_id: null } as never)}`;
		await keepPicture(portal, known!.id as string, id);
		return id;
	};
	const [user] = await sql`select id from staff limit 1`;
	return {
		cookies,
		personIds,
		report,
		conversation,
		reportPhoto: await photo('defectReport', report),
		conversationPhoto: await photo('conversation', conversation),
		power,
		staffUser: user!.id as string
	};

	async function accountOf(personId: string) {
		const [account] = await sql`select id from accounts where person_id = ${personId}`;
		return account!;
	}

	async function session(accountId: string, isEnded = false): Promise<string> {
		const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join(
			''
		);
		await sql`
			insert into sessions (id, account_id, expires_at, ends_at, ended_at, end_reason)
			values (${createHash('sha256').update(token).digest('hex')}, ${accountId}, now() + interval '20 minutes',
				now() + interval '1 hour', ${isEnded ? sql`now()` : null}, ${isEnded ? 'revoked' : null})`;
		return `kellari=${token}`;
	}

	async function somebody(name: string): Promise<string> {
		const id = randomUUID();
		await sql`insert into people (id, family_name, given_names, call_name, born_on) values (${id}, 'Kokeilija', ${name}, ${name}, '1980-01-01')`;
		await sql`insert into accounts (id, person_id, email, password_hash) select ${randomUUID()}, ${id}, ${`${name}@example.com`}, password_hash from accounts limit 1`;
		return id;
	}

	async function employ(roles: string[], buildings: string[] = []): Promise<string> {
		const [id, account] = [randomUUID(), randomUUID()];
		await sql`insert into staff (id, name, shown_name, roles, building_ids) values (${id}, 'Kokeilija', 'Kokeilija', ${roles}, ${buildings}::uuid[])`;
		await sql`insert into accounts (id, staff_id, email, password_hash) select ${account}, ${id}, ${`${id}@example.fi`}, password_hash from accounts limit 1`;
		return session(account);
	}
}

async function keepPicture(portal: Portal, from: string, to: string) {
	const { cpSync } = await import('node:fs');
	const { join } = await import('node:path');
	const at = join(portal.dataFolder, 'blobs/pictures');
	cpSync(join(at, from), join(at, to), { recursive: true });
}
