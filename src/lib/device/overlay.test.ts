import { afterEach, describe, expect, test, vi } from 'vitest';
import { reopenDefectReport } from '$lib/domain/defect-reports';
import type { EntityKind } from '$lib/domain/entities';
import type { AnyMutation } from '$lib/domain/mutations';
import { aino, newDevice, queueLanguage, queueReport } from '../../../tests/support/device';
import type { LocalDb, LocalRow, QueuedItem } from './local-db';
import { enqueue, inOrder } from './outbox';
import { fold } from './overlay';

afterEach(() => vi.useRealTimers());

const home = 'a0a0a0a0-0000-4000-8000-000000000001';
const ward = '5d1f7a52-6b0e-4f65-9a53-000000000002';
const done = 'd0d0d0d0-0000-4000-8000-000000000001';

function row(k: EntityKind, id: string, d: Record<string, unknown>, s = 1): LocalRow {
	return { s, k, id, v: 1, d };
}

function membership(id: string, s: number): LocalRow {
	const tenancy = {
		apartmentId: home,
		buildingId: 'b',
		staircaseId: 's',
		address: 'Kaivokatu 12 B 24',
		postalPlace: '',
		staircase: 'B',
		apartment: '24',
		role: 'occupant',
		opensOn: '2020-01-01',
		startsOn: '2020-01-01',
		endsOn: null
	};
	return row(
		'membership',
		id,
		{ familyName: 'Virtanen', givenNames: 'Aino', callName: 'Aino', tenancies: [tenancy] },
		s
	);
}

/** A device that sees its own scope 1 and a ward's scope 2. */
async function device(rows: LocalRow[] = []): Promise<LocalDb> {
	const db = await newDevice();
	const totals = (principal: string) => ({ principals: [principal], count: 0, sum: 0 });
	await db.meta.update('sync', { scopes: { 1: totals(aino), 2: totals(ward) } });
	await db.rows.putAll([
		membership(aino, 1),
		membership(ward, 2),
		row('profile', aino, { language: 'fi', phone: '', email: '' }),
		...rows
	]);
	return db;
}

async function view(db: LocalDb, principalId = aino) {
	return fold(await db.rows.getAll(), await inOrder(db), await db.sync(), principalId);
}

async function atHome(db: LocalDb, id: string): Promise<QueuedItem> {
	const item = (await db.outbox.get(id))!;
	const moved = { ...item, args: { ...(item.args as object), apartmentId: home } };
	await db.outbox.put(moved);
	return moved;
}

describe('I18 what waits is shown', () => {
	test('among the others, as the rule would make it, and named as waiting', async () => {
		const db = await device();
		const item = await atHome(db, await queueReport(db));
		const shown = await view(db);
		const { id } = item.target;
		expect(shown.get('defectReport', id)).toMatchObject({
			description: 'Hana vuotaa',
			state: 'received',
			arrivedAt: null,
			pets: ''
		});
		expect(shown.pending('defectReport', id)?.id).toBe(item.id);
		expect(shown.items).toHaveLength(1);
	});

	test('in every state that it goes through', async () => {
		const db = await device();
		const { id, target } = await atHome(db, await queueReport(db));
		for (const state of ['waiting', 'sending', 'held', 'refused'] as const) {
			await db.outbox.update(id, { state });
			const shown = await view(db);
			expect(shown.items.map((item) => item.state)).toEqual([state]);
			expect(shown.pending('defectReport', target.id)?.state).toBe(state);
		}
	});

	test('once, where its row has come and its answer was lost', async () => {
		const db = await device();
		const { args, target } = await atHome(db, await queueReport(db));
		const { id: _id, ...d } = args as { id: string };
		await db.rows.put(row('defectReport', target.id, { ...d, state: 'inProgress' }));
		const shown = await view(db);
		expect(shown.list('defectReport')).toHaveLength(1);
		expect(shown.get('defectReport', target.id)?.state).toBe('inProgress');
	});

	test('one after the other: a later one rests on what an earlier one made', async () => {
		const db = await device();
		for (const language of ['sv', 'en']) await queueLanguage(db, language);
		expect((await view(db)).get('profile', aino)?.language).toBe('en');
	});

	test('though another version of the program queued it, or one that this one does not know', async () => {
		const db = await device();
		const [old, unknown] = [await queueLanguage(db, 'sv'), await queueLanguage(db, 'sv')];
		await db.outbox.update(old, { args: { nonsense: true } });
		await db.outbox.update(unknown, { name: 'fromTheFuture' });
		const shown = await view(db);
		expect(shown.items).toHaveLength(2);
		expect(shown.get('profile', aino)?.language).toBe('fi');
	});
});

describe('I17 for a ward', () => {
	test("the ward's rows and items are shown, and not one's own", async () => {
		const db = await device([
			row('conversation', 'c', { subject: 'oma' }),
			row('conversation', 'w', { subject: 'lapsen' }, 2)
		]);
		await queueLanguage(db, 'sv');
		const wards = await view(db, ward);
		expect(wards.list('conversation').map(({ subject }) => subject)).toEqual(['lapsen']);
		expect(wards.items).toEqual([]);
		expect((await view(db)).list('conversation').map(({ subject }) => subject)).toEqual(['oma']);
	});

	test('a scope that is no longer known is shown to nobody', async () => {
		const db = await device([row('conversation', 'x', { subject: 'vieras' }, 9)]);
		expect((await view(db)).list('conversation')).toEqual([]);
	});
});

test.each(['1996-01-01T00:00:00Z', '2046-12-31T23:59:59Z'])(
	'I20 the same rows and items are the same view, the clock being at %s',
	async (clock) => {
		const db = await device([
			row('defectReport', done, {
				description: 'valmis',
				state: 'done',
				arrivedAt: '2026-03-01T10:00:00.000Z',
				doneAt: '2026-03-02T10:00:00.000Z'
			})
		]);
		const { target } = await atHome(db, await queueReport(db));
		await queueLanguage(db, 'sv');
		await queueReopening(db, done);
		const before = await everythingOf(db, target.id);
		expect(before.reports.map(({ state }) => state)).toEqual(['received', 'received']);
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(clock) });
		expect(await everythingOf(db, target.id)).toEqual(before);
	}
);

/** Weeks after it was done, by some clocks, and before it, by others: whether in time, the server says. */
async function queueReopening(db: LocalDb, reportId: string): Promise<void> {
	await enqueue(db, {
		id: crypto.randomUUID(),
		principalId: aino,
		mutation: reopenDefectReport as unknown as AnyMutation,
		args: { reportId, entryId: crypto.randomUUID(), writtenAt: '2026-03-10T10:00:00.000Z', text: 'Vuotaa' },
		writtenAt: '2026-03-10T10:00:00.000Z',
		photos: []
	});
}

async function everythingOf(db: LocalDb, reportId: string) {
	const shown = await view(db);
	return {
		reports: shown.list('defectReport'),
		entries: shown.list('defectEntry'),
		profile: shown.get('profile', aino),
		pending: [shown.pending('defectReport', reportId), shown.pending('profile', aino)],
		items: shown.items
	};
}
