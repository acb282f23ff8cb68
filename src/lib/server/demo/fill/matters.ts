import type { Entities, EntityKind } from '$lib/domain/entities';
import type { Change } from '$lib/domain/mutation';
import type { ObjectStore } from '$lib/server/blobs';
import type { Sql } from '$lib/server/db';
import type { DemoHistory } from '$lib/server/demo/history';
import type { Told } from '$lib/server/demo/history/telling';
import { demoId } from '$lib/server/demo/ids';
import { demoStaff } from '$lib/server/demo/people/staff';
import type { DemoPhotos, PhotoName } from '$lib/server/demo/photos';
import { makePicture, type Picture } from '$lib/server/pictures';
import { writeChange } from '$lib/server/rows';
import { findScope, insertRows } from './insert';

export async function fillMatters(sql: Sql, { reports, conversations }: DemoHistory): Promise<void> {
	for (const told of reports) await fillMatter(sql, 'defectReport', told);
	for (const told of conversations) await fillMatter(sql, 'conversation', told);
	const open = reports.filter(({ subject }) => subject.state === 'inProgress' || subject.state === 'waiting');
	await insertRows(
		sql,
		'case_assignments',
		open.map(({ subject }) => ({
			subjectId: subject.id,
			subjectKind: 'defectReport',
			staffId: Object.values(demoStaff).find(({ name }) => name === subject.handledBy)?.id
		}))
	);
}

async function fillMatter<K extends 'defectReport' | 'conversation'>(
	sql: Sql,
	kind: K,
	told: Told<Entities[K]>
) {
	const scopeId = await findScope(sql, 'person', told.personId);
	await writeChange(sql, scopeId, creation(kind, told.subject));
	for (const { kind: rowKind, row } of told.rows) await writeChange(sql, scopeId, creation(rowKind, row));
	if (told.staffSaidAt && !told.unread) {
		const [readAt, version] = [told.staffSaidAt.toISOString(), told.staffSaidAt.getTime()];
		const mark = { id: told.subject.id, subjectKind: kind, version, readAt };
		await writeChange(sql, scopeId, { create: 'readMark', row: mark });
	}
	if (told.note) {
		const { by, text, writtenAt } = told.note;
		const note = { id: demoId('note', told.subject.id), subjectKind: kind, subjectId: told.subject.id };
		await insertRows(sql, 'case_notes', [{ ...note, staffId: demoStaff[by].id, text, writtenAt }]);
	}
}

/** Kind and row belong together, which a union of both can't say. */
function creation(kind: EntityKind, row: Entities[EntityKind]): Change {
	return { create: kind, row } as Change;
}

/** As an upload keeps them: each attachment has its own, whole and small. */
export async function storePictures(
	store: ObjectStore,
	{ reports, conversations }: DemoHistory,
	photos: DemoPhotos
) {
	const made = new Map<PhotoName, Picture>();
	for (const { id, photo } of [...reports, ...conversations].flatMap(({ attachments }) => attachments)) {
		const picture = made.get(photo) ?? (await makePicture(photos[photo].bytes));
		if (!picture) throw new Error(`${photo} is no picture`);
		made.set(photo, picture);
		await store.put(`pictures/${id}/full.webp`, picture.full);
		await store.put(`pictures/${id}/thumb.webp`, picture.thumb);
	}
}
