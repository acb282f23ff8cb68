import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followDefect } from '$lib/domain/defect-follows';
import type { AnyMutation } from '$lib/domain/mutations';
import { aino, newDevice } from '../../../tests/support/device';
import type { LocalDb } from './local-db';
import { enqueue, inOrder, remove } from './outbox';
import { fold } from './overlay';

const building = '44444444-4444-4444-8444-444444444444';
const lamp = '11111111-1111-4111-8111-111111111111';
let db: LocalDb;

beforeEach(async () => {
	db = await newDevice();
	await db.meta.update('sync', { scopes: { 1: { principals: [aino], count: 1, sum: 1 } } });
	const tenancies = [
		{ apartmentId: randomUUID(), buildingId: building, startsOn: '2020-01-01', endsOn: null }
	];
	await db.rows.put({ s: 1, k: 'membership', id: aino, v: 1, d: { callName: 'Aino', tenancies } });
});
afterEach(() => db.delete());

async function follow(): Promise<string> {
	const id = randomUUID();
	await enqueue(db, {
		id,
		principalId: aino,
		mutation: followDefect as unknown as AnyMutation,
		args: { id: lamp, buildingId: building },
		writtenAt: '2026-03-10T10:00:00.000Z',
		photos: []
	});
	return id;
}
const view = async () => fold(await db.rows.getAll(), await inOrder(db), await db.sync(), aino);

test('D5 O3 what one follows with no network is followed at once, and marked as waiting', async () => {
	const item = await follow();
	const seen = await view();
	expect(seen.get('defectFollow', lamp)).toEqual({ id: lamp, following: true });
	expect(seen.pending('defectFollow', lamp)?.id).toBe(item);
});

test('D5 taken back before it was sent, it leaves nothing behind', async () => {
	await remove(db, await follow());
	expect((await view()).get('defectFollow', lamp)).toBeUndefined();
});
