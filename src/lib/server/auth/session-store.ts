import type { StaffRole } from '$lib/domain/actor';
import type { Sql } from '$lib/server/db';

const minute = 60 * 1000;
const day = 24 * 60 * minute;

/**
 * `idle` ends a session that nobody uses, `absolute` every session. A resident's may lie idle for a month, because what
 * waits on the device has to be delivered by it; the staff's screens show everybody's matters.
 */
export const lifetimes = {
	resident: { idle: 30 * day, absolute: 180 * day },
	staff: {
		idle: minutesOf('STAFF_IDLE_MINUTES', 30) * minute,
		absolute: minutesOf('STAFF_SESSION_MINUTES', 12 * 60) * minute
	}
};

function minutesOf(setting: string, otherwise: number): number {
	const minutes = Number(process.env[setting] ?? otherwise);
	if (!(minutes > 0)) throw new Error(`${setting} is a number of minutes`);
	return minutes;
}

/** A use is noted at most so often. */
const useIsNotedEvery = { resident: 15 * minute, staff: minute };
/** So long a device that comes back is told how its session ended. */
export const endedAreKeptFor = 90 * day;

export type EndReason = 'loggedOut' | 'revoked' | 'accessEnded' | 'replaced';

/**
 * Whether a session says who is asking at `now`, for a statement with `sessions session` and `accounts account`. Shared
 * with the idle sync. Whether a resident still has access (A10) is not in it: a device whose access has ended must still
 * be able to offer what waits on it. Every read goes by the grants, and the exchange ends the device's stay.
 */
export const sessionIsActive = (sql: Sql, now: Date) => sql`
	(session.ended_at is null and session.expires_at > ${now} and session.ends_at > ${now}
	and account.ended_at is null
	and (account.staff_id is null
		or exists (select from staff employee where employee.id = account.staff_id and employee.active)))`;

/** A resident may log in while anything that A4 names holds: that is when their own scope is granted to them. */
export const hasAccess = (sql: Sql, now: Date) => sql`
	(account.staff_id is not null or exists (
		select from sync_grant held
		join sync_scope own on own.id = held.scope_id and own.kind = 'person' and own.key = account.person_id
		where held.person_id = account.person_id and held.valid @> ${now}::timestamptz))`;

export interface StoredStaff {
	id: string;
	name: string;
	shownName: string;
	roles: StaffRole[];
	buildingIds: string[];
}

export interface SessionAttributes {
	device: string;
	createdAt: Date;
	lastUsedAt: Date;
	validUntil: Date;
}

export interface UserAttributes {
	personId: string | null;
	staff: StoredStaff | null;
}

// The statement has decided by the asker's clock; Lucia would decide again by its own, and write down its own reason.
const notByLuciasClock = new Date(8.64e15);

/** What Lucia asks of a database. */
export function sessionStore(sql: Sql, now: Date) {
	async function read(condition: ReturnType<Sql>) {
		const rows = await sql`
			select session.id, session.account_id, session.device, session.created_at, session.last_used_at,
				session.expires_at as valid_until, account.person_id,
				staff.id as staff_id, staff.name, staff.shown_name, staff.roles, staff.building_ids
			from sessions session
			join accounts account on account.id = session.account_id
			left join staff on staff.id = account.staff_id
			where ${condition} and ${sessionIsActive(sql, now)}
			order by session.last_used_at desc`;
		return rows.map(({ id, accountId, personId, staffId, ...row }) => ({
			session: {
				id: id as string,
				userId: accountId as string,
				expiresAt: notByLuciasClock,
				attributes: row as SessionAttributes
			},
			user: {
				id: accountId as string,
				attributes: { personId, staff: staffId ? staffOf(staffId, row) : null } as UserAttributes
			}
		}));
	}

	return {
		async getSessionAndUser(id: string) {
			const [found] = await read(sql`session.id = ${id}`);
			return found
				? ([found.session, found.user] as [typeof found.session, typeof found.user])
				: ([null, null] as [null, null]);
		},
		async getUserSessions(accountId: string) {
			return (await read(sql`account.id = ${accountId}`)).map(({ session }) => session);
		},
		/** Lucia knows one lifetime for everybody and none that is absolute: both are set here, by whose session it is. */
		async setSession({
			id,
			userId,
			attributes
		}: {
			id: string;
			userId: string;
			attributes: SessionAttributes;
		}) {
			const { resident, staff } = lifetimes;
			await sql`
				insert into sessions (id, account_id, device, created_at, last_used_at, expires_at, ends_at)
				select ${id}, account.id, ${attributes.device}, ${now}, ${now},
					case when account.staff_id is null then ${after(now, resident.idle)}::timestamptz else ${after(now, staff.idle)} end,
					case when account.staff_id is null then ${after(now, resident.absolute)}::timestamptz else ${after(now, staff.absolute)} end
				from accounts account where account.id = ${userId}`;
		},
		async updateSessionExpiration(id: string) {
			await noteUse(sql, id, now);
		},
		async deleteSession(id: string) {
			await markEnded(sql, id, 'loggedOut', now);
		},
		async deleteUserSessions(accountId: string) {
			await sql`
				update sessions set ended_at = ${now}, end_reason = 'revoked'
				where account_id = ${accountId} and ended_at is null`;
		},
		async deleteExpiredSessions() {
			await sql`
				delete from sessions
				where coalesce(ended_at, least(expires_at, ends_at)) < ${after(now, -endedAreKeptFor)}`;
		}
	};
}

/** Moves the idle limit on; not more often than it matters, because every request would else be a write. */
export async function noteUse(sql: Sql, id: string, now: Date): Promise<void> {
	const { resident, staff } = lifetimes;
	await sql`
		update sessions session
		set last_used_at = ${now},
			expires_at = least(session.ends_at,
				case when account.staff_id is null then ${after(now, resident.idle)}::timestamptz else ${after(now, staff.idle)} end)
		from accounts account
		where account.id = session.account_id and session.id = ${id} and session.ended_at is null
			and session.last_used_at <= case when account.staff_id is null
				then ${after(now, -useIsNotedEvery.resident)}::timestamptz else ${after(now, -useIsNotedEvery.staff)} end`;
}

export function useIsDue(lastUsedAt: Date, whose: keyof typeof lifetimes, now: Date): boolean {
	return lastUsedAt <= after(now, -useIsNotedEvery[whose]);
}

/** The first reason stays: a session that was revoked is not logged out afterwards. */
export async function markEnded(sql: Sql, id: string, reason: EndReason, now: Date): Promise<void> {
	await sql`update sessions set ended_at = ${now}, end_reason = ${reason} where id = ${id} and ended_at is null`;
}

function staffOf(id: string, row: Record<string, unknown>): StoredStaff {
	const { name, shownName, roles, buildingIds } = row as unknown as Omit<StoredStaff, 'id'>;
	return { id, name, shownName, roles, buildingIds };
}

const after = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
