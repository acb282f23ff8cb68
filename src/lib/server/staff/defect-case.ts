import type { Attachment } from '$lib/domain/attachments';
import type { DefectEntry, DefectReport } from '$lib/domain/defect-reports';
import { isUuid, type Locale } from '$lib/domain/fields';
import type { Sql } from '$lib/server/db';
import { published } from '$lib/server/rows';
import { reportIsSeenBy, type Staff } from './access';
import { readNotes, type CaseNote } from './notes';

export interface DefectCase {
	scopeId: number;
	report: DefectReport;
	entries: DefectEntry[];
	attachments: Attachment[];
	notes: CaseNote[];
	resident: CaseResident;
	place: { address: string; postalPlace: string; building: string; floor: number; rooms: string };
	assignedTo: { id: string; name: string } | null;
	/** Other open reports on the same apartment, or on the same common area of the building. */
	alsoOpen: { id: string; category: DefectReport['category']; room: DefectReport['room']; arrivedAt: Date }[];
}

export interface CaseResident {
	personId: string;
	name: string;
	phone: string;
	email: string;
	language: Locale;
}

/** Undefined where there is none or it is not for this person: the two look the same. */
export async function findDefectCase(sql: Sql, staff: Staff, id: string): Promise<DefectCase | undefined> {
	if (!isUuid(id)) return undefined;
	const [found] = await sql`
		select report.scope_id, to_jsonb(report) as data,
			building.name as building, address_of(building, staircase, apartment) as address,
			building.postal_code || ' ' || building.city as postal_place, apartment.floor, apartment.rooms,
			${residentColumns(sql)}, handler.id as handler_id, handler.name as handler_name
		from defect_reports report
		join apartments apartment on apartment.id = report.apartment_id
		join staircases staircase on staircase.id = apartment.staircase_id
		join buildings building on building.id = report.building_id
		join sync_scope scope on scope.id = report.scope_id
		join people person on person.id = scope.key
		left join profiles profile on profile.id = person.id
		left join case_assignments assignment on assignment.subject_id = report.id
		left join staff handler on handler.id = assignment.staff_id
		where report.id = ${id} and ${reportIsSeenBy(sql, staff)}`;
	if (!found) return undefined;
	const report = { id, ...published('defectReport', found.data) } as unknown as DefectReport;
	const [entries, attachments, notes, alsoOpen] = await Promise.all([
		sql`select to_jsonb(entry) as data from defect_entries entry where entry.report_id = ${id} order by entry.arrived_at, entry.id`,
		readAttachments(sql, id),
		readNotes(sql, id),
		readAlsoOpen(sql, staff, report)
	]);
	const { address, postalPlace, building, floor, rooms } = found;
	return {
		scopeId: found.scopeId,
		report,
		entries: entries.map(
			({ data }) => ({ id: data.id, ...published('defectEntry', data) }) as unknown as DefectEntry
		),
		attachments,
		notes,
		resident: residentOf(found),
		place: { address, postalPlace, building, floor, rooms },
		assignedTo: found.handlerId ? { id: found.handlerId, name: found.handlerName } : null,
		alsoOpen
	};
}

async function readAlsoOpen(sql: Sql, staff: Staff, report: DefectReport): Promise<DefectCase['alsoOpen']> {
	return await sql<DefectCase['alsoOpen']>`
		select report.id, report.category, report.room, report.arrived_at
		from defect_reports report
		where report.building_id = ${report.buildingId} and report.id <> ${report.id}
			and report.state in ('received', 'inProgress', 'waiting') and ${reportIsSeenBy(sql, staff)}
			and ${
				report.place === 'apartment'
					? sql`report.place = 'apartment' and report.apartment_id = ${report.apartmentId}`
					: sql`report.place = 'commonArea' and report.room = ${report.room}`
			}
		order by report.arrived_at limit 10`;
}

export async function readAttachments(sql: Sql, subjectId: string): Promise<Attachment[]> {
	const rows = await sql`
		select to_jsonb(attachment) as data from attachments attachment
		where attachment.subject_id = ${subjectId} order by attachment.position, attachment.id`;
	return rows.map(({ data }) => ({ id: data.id, ...published('attachment', data) }) as unknown as Attachment);
}

/** What the resident says of themselves comes before the landlord's register. */
export function residentColumns(sql: Sql) {
	return sql`
		person.id as person_id, person.call_name || ' ' || person.family_name as resident_name,
		coalesce(nullif(profile.phone, ''), person.phone) as phone,
		coalesce(nullif(profile.email, ''), person.email, '') as email,
		coalesce(profile.language, person.language) as language`;
}

export function residentOf(row: Record<string, unknown>): CaseResident {
	const { personId, residentName, phone, email, language } = row as Record<string, string>;
	return { personId, name: residentName, phone, email, language } as CaseResident;
}
