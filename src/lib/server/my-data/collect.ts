import { maskedIban } from '$lib/domain/bank-accounts';
import type { DefectEntry, DefectReport } from '$lib/domain/defect-reports';
import type { Conversation, Message } from '$lib/domain/conversations';
import type { Locale } from '$lib/domain/fields';
import type { NextOfKin, NotificationKind, PostalAddress } from '$lib/domain/profiles';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';

/** Everything that the portal has on one person, for themselves to keep (P3; GDPR article 15 and 20). */
export interface MyData {
	madeAt: Date;
	landlord: string;
	person: {
		familyName: string;
		givenNames: string;
		callName: string;
		bornOn: string | null;
		/** Only that there is one: the code itself never leaves the server. */
		hasIdentityCode: boolean;
	};
	profile: {
		email: string;
		phone: string;
		language: Locale;
		postalAddress: PostalAddress | null;
		nextOfKin: NextOfKin | null;
		mutedNotifications: NotificationKind[];
	};
	bankAccounts: { masked: string; setAt: Date; endedAt: Date | null }[];
	homes: { address: string; role: string; startsOn: string; endsOn: string | null }[];
	agreements: {
		address: string;
		kind: 'indefinite' | 'fixedTerm';
		role: string;
		signedOn: string | null;
		startsOn: string;
		endsOn: string | null;
		rentCents: number;
	}[];
	invoices: { kind: string; description: string; dueOn: string; amountCents: number; reference: string }[];
	payments: { paidOn: string; amountCents: number }[];
	guardianships: { as: 'guardian' | 'ward'; name: string; startsOn: string; endsOn: string | null }[];
	powersOfAttorney: {
		as: 'principal' | 'attorney';
		name: string;
		matters: string[];
		endsOn: string;
		state: string;
	}[];
	defectReports: (Pick<
		DefectReport,
		| 'id'
		| 'place'
		| 'room'
		| 'category'
		| 'description'
		| 'state'
		| 'reportedBy'
		| 'phone'
		| 'pets'
		| 'goodTimes'
	> & {
		masterKeyAllowed: boolean;
		arrivedAt: Date;
		entries: Said<DefectEntry['kind']>[];
		attachments: Kept[];
	})[];
	conversations: (Pick<Conversation, 'id' | 'classification' | 'subject' | 'state'> & {
		messages: Said<'message'>[];
		attachments: Kept[];
	})[];
	followedDefects: string[];
	rescuePlansShown: { building: string; version: number; shownAt: Date }[];
	read: { what: string; id: string; readAt: Date | null }[];
	userIds: { email: string; createdAt: Date; endedAt: Date | null }[];
	sessions: { device: string; createdAt: Date; lastUsedAt: Date; endedAt: Date | null }[];
	mails: { what: string; to: string; queuedAt: Date; sentAt: Date | null }[];
}

interface Said<K> {
	kind: K;
	by: Message['by'];
	authorName: string;
	text: string;
	arrivedAt: Date;
}

interface Kept {
	id: string;
	type: string;
	size: number;
	state: string;
}

export async function collectMyData(
	sql: Sql,
	sealing: Sealing,
	personId: string,
	now: Date
): Promise<MyData> {
	const [person] = await sql`
		select family_name, given_names, call_name, born_on, hetu_sealed is not null as has_identity_code
		from people where id = ${personId}`;
	const [profile] = await sql`
		select email, phone, language, postal_address, next_of_kin, muted_notifications
		from profiles where id = ${personId}`;
	const [landlord] = await sql`select name from landlords`;
	const accounts = await sql`
		select iban_sealed, set_at, ended_at from bank_accounts where person_id = ${personId} order by set_at desc`;
	return {
		madeAt: now,
		landlord: landlord?.name ?? '',
		person: person as MyData['person'],
		profile: profile as MyData['profile'],
		bankAccounts: accounts.map(({ ibanSealed, setAt, endedAt }) => ({
			masked: maskedIban(sealing.unseal(ibanSealed, 'iban')),
			setAt,
			endedAt
		})),
		...(await readRegisters(sql, personId)),
		...(await readMatters(sql, personId)),
		...(await readTraces(sql, personId))
	};
}

async function readRegisters(sql: Sql, personId: string) {
	const address = sql`address_of(building, staircase, apartment) || ', ' || building.postal_code || ' ' || building.city`;
	const places = (apartmentId: ReturnType<Sql>) => sql`
		join apartments apartment on apartment.id = ${apartmentId}
		join staircases staircase on staircase.id = apartment.staircase_id
		join buildings building on building.id = staircase.building_id`;
	const homes = await sql`
		select ${address} as address, 'occupant' as role, held.starts_on, held.ends_on
		from occupancies held ${places(sql`held.apartment_id`)}
		where held.person_id = ${personId} order by held.starts_on desc`;
	const agreements = await sql`
		select ${address} as address, agreement.kind, party.role, agreement.signed_on, agreement.starts_on,
			agreement.ends_on, agreement.rent_cents
		from agreement_parties party
		join agreements agreement on agreement.id = party.agreement_id ${places(sql`agreement.apartment_id`)}
		where party.person_id = ${personId} order by agreement.starts_on desc`;
	const own = sql`(select agreement_id from agreement_parties where person_id = ${personId})`;
	const invoices = await sql`
		select kind, description, due_on, amount_cents, reference from invoices
		where agreement_id in ${own} order by due_on desc`;
	const payments = await sql`
		select paid_on, amount_cents from payments where agreement_id in ${own} order by paid_on desc`;
	const guardianships = await sql`
		select case when g.guardian_id = ${personId} then 'guardian' else 'ward' end as as,
			other.call_name || ' ' || other.family_name as name, g.starts_on, g.ends_on
		from guardianships g
		join people other on other.id in (g.guardian_id, g.ward_id) and other.id <> ${personId}
		where ${personId} in (g.guardian_id, g.ward_id) order by g.starts_on desc`;
	const powersOfAttorney = await sql`
		select case when p.principal_id = ${personId} then 'principal' else 'attorney' end as as,
			coalesce(other.call_name || ' ' || other.family_name, p.invited_name) as name, p.matters, p.ends_on, p.state
		from powers_of_attorney p
		left join people other on other.id in (p.principal_id, p.attorney_id) and other.id <> ${personId}
		where ${personId} in (p.principal_id, p.attorney_id) order by p.invited_at desc`;
	return { homes, agreements, invoices, payments, guardianships, powersOfAttorney } as unknown as Pick<
		MyData,
		'homes' | 'agreements' | 'invoices' | 'payments' | 'guardianships' | 'powersOfAttorney'
	>;
}

async function readMatters(sql: Sql, personId: string) {
	const own = sql`(select id from sync_scope where kind = 'person' and key = ${personId})`;
	const reports = await sql`
		select id, place, room, category, description, master_key_allowed, pets, good_times, phone, state, reported_by, arrived_at
		from defect_reports where scope_id = ${own} order by arrived_at desc`;
	const entries = await sql`
		select report_id as matter_id, kind, by, author_name, text, arrived_at
		from defect_entries where scope_id = ${own} order by arrived_at`;
	const conversations = await sql`
		select id, classification, subject, state from conversations where scope_id = ${own} order by last_message_at desc`;
	const messages = await sql`
		select conversation_id as matter_id, 'message' as kind, by, author_name, text, arrived_at
		from messages where scope_id = ${own} order by arrived_at`;
	const attachments = await sql`
		select subject_id as matter_id, id, type, size, state from attachments where scope_id = ${own} order by position`;
	const followed = await sql`select id from defect_follows where scope_id = ${own} and following`;
	const of = (rows: readonly Record<string, unknown>[], id: unknown) =>
		rows.filter((row) => row.matterId === id).map(({ matterId: _, ...row }) => row);
	return {
		defectReports: reports.map((report) => ({
			...report,
			entries: of(entries, report.id),
			attachments: of(attachments, report.id)
		})),
		conversations: conversations.map((conversation) => ({
			...conversation,
			messages: of(messages, conversation.id),
			attachments: of(attachments, conversation.id)
		})),
		followedDefects: followed.map(({ id }) => id as string)
	} as unknown as Pick<MyData, 'defectReports' | 'conversations' | 'followedDefects'>;
}

/** What using the portal leaves behind. */
async function readTraces(sql: Sql, personId: string) {
	const userIds = await sql`
		select email, created_at, ended_at from accounts where person_id = ${personId} order by created_at desc`;
	const sessions = await sql`
		select session.device, session.created_at, session.last_used_at, session.ended_at
		from sessions session join accounts account on account.id = session.account_id
		where account.person_id = ${personId} order by session.last_used_at desc`;
	const rescuePlansShown = await sql`
		select building.name as building, shown.version, shown.shown_at
		from rescue_plan_showings shown join buildings building on building.id = shown.plan_id
		where shown.person_id = ${personId} order by shown.shown_at desc`;
	const read = await sql`
		select mark.subject_kind as what, mark.id, mark.read_at from read_marks mark
		join sync_scope own on own.id = mark.scope_id and own.kind = 'person' and own.key = ${personId}
		order by mark.read_at desc`;
	// An address may have been another's before, and be another's after. That it ended is told a moment after the end.
	const mails = await sql`
		select mail.template as what, mail.recipient as to, mail.queued_at, mail.sent_at from mails mail
		where exists (
			select from accounts account
			where account.person_id = ${personId} and account.email = mail.recipient
				and mail.queued_at >= account.created_at
				and mail.queued_at < case
					when account.ended_at is null then 'infinity'
					when mail.template = 'userIdEnded' then account.ended_at + interval '1 minute'
					else account.ended_at end
		) order by mail.queued_at desc`;
	return { userIds, sessions, rescuePlansShown, read, mails } as unknown as Pick<
		MyData,
		'userIds' | 'sessions' | 'rescuePlansShown' | 'read' | 'mails'
	>;
}
