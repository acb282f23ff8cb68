import type { Classification } from '$lib/domain/conversations';
import type { DefectReport } from '$lib/domain/defect-reports';
import { isUuid } from '$lib/domain/fields';
import type { Sql } from '$lib/server/db';
import { conversationIsSeenBy, reportIsSeenBy, type Staff } from './access';

export const queueKinds = ['all', 'defectReport', 'conversation'] as const;
export const queueStates = ['open', 'received', 'inProgress', 'waiting', 'over', 'any'] as const;

export const queueAges = ['any', 'overdue', 'lastDay', 'over3', 'over7', 'over30'] as const;

export interface QueueFilter {
	kind: (typeof queueKinds)[number];
	/** `over`: done, closed or withdrawn. An open conversation counts as `received` while it waits for an answer, else as `waiting`. */
	state: (typeof queueStates)[number];
	building: string | null;
	/** By when it arrived; `overdue`: past the time when it should have been acted on. */
	age: (typeof queueAges)[number];
	/** Whoever, oneself, nobody, or the colleague with this id. */
	assignee: string;
	search: string;
	page: number;
}

interface Common {
	id: string;
	address: string | null;
	residentName: string;
	excerpt: string;
	/** When it arrived, or what in it still waits for an answer. */
	arrivedAt: Date;
	dueAt: Date | null;
	overdue: boolean;
	/** Nobody of the staff has opened it, or the resident has said something since the staff last did. */
	isNew: boolean;
	handledBy: string | null;
}
export type QueuedReport = Common & { kind: 'defectReport' } & Pick<
		DefectReport,
		'category' | 'room' | 'place' | 'urgentKind' | 'state' | 'waitingFor' | 'plannedVisit'
	>;
export type QueuedConversation = Common & {
	kind: 'conversation';
	classification: Classification;
	subject: string;
	state: 'received' | 'waiting' | 'closed';
};
export type Queued = QueuedReport | QueuedConversation;

export const queuePageSize = 100;

export function readQueueFilter(parameters: URLSearchParams): QueueFilter {
	const oneOf = <T extends string>(values: readonly T[], value: string | null, otherwise: T) =>
		values.find((each) => each === value) ?? otherwise;
	const building = parameters.get('building') ?? '';
	const assignee = parameters.get('assignee') ?? '';
	return {
		kind: oneOf(queueKinds, parameters.get('kind'), 'all'),
		state: oneOf(queueStates, parameters.get('state'), 'open'),
		building: isUuid(building) ? building : null,
		age: oneOf(queueAges, parameters.get('age'), 'any'),
		assignee: ['me', 'nobody'].includes(assignee) || isUuid(assignee) ? assignee : 'any',
		search: (parameters.get('search') ?? '').trim().slice(0, 100).replaceAll('\u0000', ''),
		page: Math.min(1000, Math.max(1, Math.trunc(Number(parameters.get('page'))) || 1))
	};
}

/**
 * What waits, overdue first, then urgent defects, then by arrival at the server. Messages are never urgent: they are
 * answered in the order in which they came (M4). Finished matters come newest first.
 */
export async function readQueue(
	sql: Sql,
	staff: Staff,
	filter: QueueFilter,
	now: Date
): Promise<{ rows: Queued[]; more: boolean }> {
	const rows = await sql`
		select queued.*, queued.due_at is not null and queued.due_at < ${now} as overdue
		from (${reports(sql, staff, filter)} union all ${conversations(sql, staff, filter)}) queued
		where ${hasState(sql, filter)} and ${hasAge(sql, filter, now)} and ${hasAssignee(sql, filter, staff)}
		order by ${
			filter.state === 'over'
				? sql`queued.arrived_at desc`
				: sql`(queued.due_at is not null and queued.due_at < ${now}) desc, (queued.urgent_kind is not null) desc, queued.arrived_at`
		}, queued.id
		limit ${queuePageSize + 1} offset ${(filter.page - 1) * queuePageSize}`;
	return { rows: rows.slice(0, queuePageSize) as unknown as Queued[], more: rows.length > queuePageSize };
}

// Working targets: an urgent report is taken within the hour, any other in two days; a visit is followed by its outcome
// within a day; work is done in two weeks; whatever a resident writes is answered in three days.
function reports(sql: Sql, staff: Staff, filter: QueueFilter) {
	return sql`
		select 'defectReport' as kind, report.id, address_of(building, staircase, apartment) as address,
			coalesce(principal.name, report.reported_by) as resident_name, left(report.description, 160) as excerpt,
			report.arrived_at, report.handled_by, report.category, report.room, report.place, report.urgent_kind,
			report.state, report.waiting_for, report.planned_visit, null as classification, null as subject,
			assignment.staff_id as assigned_to,
			report.seen_by_staff_at is null or last.by is not distinct from 'resident' as is_new,
			case
				when report.state = 'received' and report.urgent_kind is not null then report.arrived_at + interval '1 hour'
				when report.state = 'received' then report.arrived_at + interval '2 days'
				when report.state in ('inProgress', 'waiting') then least(
					case when last.by = 'resident' then last.arrived_at + interval '3 days' end,
					case when report.state = 'waiting' then null
						when report.planned_visit is null then report.arrived_at + interval '14 days'
						else (report.planned_visit ->> 'to')::timestamptz + interval '1 day' end)
			end as due_at
		from defect_reports report
		join apartments apartment on apartment.id = report.apartment_id
		join staircases staircase on staircase.id = apartment.staircase_id
		join buildings building on building.id = report.building_id
		-- Whose matter it is, where a guardian or attorney reported it (A12).
		left join lateral (
			select person.call_name || ' ' || person.family_name as name
			from sync_scope scope join people person on person.id = scope.key
			where scope.id = report.scope_id and report.acted_by is not null
		) principal on true
		left join case_assignments assignment on assignment.subject_id = report.id
		left join lateral (
			select entry.by, entry.arrived_at from defect_entries entry
			where entry.report_id = report.id order by entry.arrived_at desc limit 1
		) last on true
		where ${filter.kind === 'conversation' ? sql`false` : reportIsSeenBy(sql, staff)}
			and ${mayBeInState(sql, filter)}
			and ${filter.building ? sql`report.building_id = ${filter.building}` : sql`true`}
			and ${matches(
				sql,
				filter.search,
				sql`
				concat_ws(' ', address_of(building, staircase, apartment), report.reported_by, report.description, report.phone)`
			)}`;
}

function conversations(sql: Sql, staff: Staff, filter: QueueFilter) {
	return sql`
		select 'conversation' as kind, conversation.id, address_of(building, staircase, apartment) as address,
			person.call_name || ' ' || person.family_name as resident_name, left(last.text, 160) as excerpt,
			coalesce(unanswered.arrived_at, conversation.last_message_at) as arrived_at, handler.shown_name as handled_by,
			null, null, null, null,
			case when conversation.state = 'closed' then 'closed' when unanswered.arrived_at is null then 'waiting' else 'received' end,
			null, null, conversation.classification, conversation.subject, assignment.staff_id,
			conversation.state = 'open' and unanswered.arrived_at is not null,
			case when conversation.state = 'open' then unanswered.arrived_at + interval '3 days' end
		from conversations conversation
		join sync_scope scope on scope.id = conversation.scope_id
		join people person on person.id = scope.key
		left join apartments apartment on apartment.id = conversation.apartment_id
		left join staircases staircase on staircase.id = apartment.staircase_id
		left join buildings building on building.id = staircase.building_id
		left join case_assignments assignment on assignment.subject_id = conversation.id
		left join staff handler on handler.id = assignment.staff_id
		left join lateral (
			select message.text from messages message
			where message.conversation_id = conversation.id order by message.arrived_at desc limit 1
		) last on true
		left join lateral (
			-- The first thing that the resident has said since the staff last said anything.
			select min(message.arrived_at) as arrived_at from messages message
			where message.conversation_id = conversation.id and message.by = 'resident'
				and message.arrived_at > coalesce((
					select max(answer.arrived_at) from messages answer
					where answer.conversation_id = conversation.id and answer.by = 'staff'
				), '-infinity')
		) unanswered on true
		where ${filter.kind === 'defectReport' ? sql`false` : conversationIsSeenBy(sql, staff)}
			and ${isOpenOnly(filter) ? sql`conversation.state = 'open'` : sql`true`}
			and ${filter.building ? sql`building.id = ${filter.building}` : sql`true`}
			and ${matches(
				sql,
				filter.search,
				sql`
				concat_ws(' ', address_of(building, staircase, apartment), person.call_name, person.family_name,
					person.phone, conversation.subject, last.text)`
			)}`;
}

const isOpenOnly = ({ state }: QueueFilter) => state !== 'over' && state !== 'any';

/** Said inside the statement too, so that open reports are found by their own small index. */
function mayBeInState(sql: Sql, filter: QueueFilter) {
	return isOpenOnly(filter) ? sql`report.state in ('received', 'inProgress', 'waiting')` : sql`true`;
}

function hasState(sql: Sql, { state }: QueueFilter) {
	if (state === 'any') return sql`true`;
	if (state === 'over') return sql`queued.state in ('done', 'closed', 'withdrawn')`;
	if (state === 'open') return sql`queued.state in ('received', 'inProgress', 'waiting')`;
	return sql`queued.state = ${state}`;
}

function hasAge(sql: Sql, { age }: QueueFilter, now: Date) {
	if (age === 'any') return sql`true`;
	if (age === 'overdue') return sql`queued.due_at < ${now}`;
	if (age === 'lastDay') return sql`queued.arrived_at > ${now}::timestamptz - interval '1 day'`;
	const days = { over3: 3, over7: 7, over30: 30 }[age];
	return sql`queued.arrived_at < ${now}::timestamptz - make_interval(days => ${days})`;
}

function hasAssignee(sql: Sql, { assignee }: QueueFilter, staff: Staff) {
	if (assignee === 'any') return sql`true`;
	if (assignee === 'nobody') return sql`queued.assigned_to is null`;
	return sql`queued.assigned_to = ${assignee === 'me' ? staff.id : assignee}`;
}

/** Every word has to occur somewhere. */
function matches(sql: Sql, search: string, text: ReturnType<Sql>) {
	const words = search.split(/\s+/).filter(Boolean).slice(0, 8);
	return words.reduce(
		(all, word) => sql`${all} and ${text} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
		sql`true`
	);
}

/** The buildings to choose from: those whose matters this person sees. */
export async function readBuildings(sql: Sql, staff: Staff): Promise<{ id: string; name: string }[]> {
	return await sql<{ id: string; name: string }[]>`
		select building.id, building.street_address as name from buildings building
		join lateral (select building.id as building_id) report on ${reportIsSeenBy(sql, staff)}
		order by building.street_address limit 500`;
}
