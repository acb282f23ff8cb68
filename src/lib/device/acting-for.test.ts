import { expect, describe, test } from 'vitest';
import type { EntityKind } from '$lib/domain/entities';
import type { UploadAnswer } from './transport';
import {
	aino,
	answerTo,
	line,
	newDevice,
	photo,
	queueReport,
	quietHost,
	requestOf,
	waitingFor
} from '../../../tests/support/device';
import { applyAnswer } from './apply-answer';
import { endAccess } from './clearing';
import { Engine } from './engine';
import { openCurrent } from './first-contact';
import { changeCurrent } from './directory';
import type { LocalDb, LocalRow, SyncState } from './local-db';
import { inOrder, markRefused, takeForSending } from './outbox';
import { fold } from './overlay';
import { actingPrincipal, isFormer, mayActIn, principalOf, principalsOf } from './principals';

const ward = '5d1f7a52-6b0e-4f65-9a53-000000000002';
const home = 'a0a0a0a0-0000-4000-8000-000000000001';

const row = (k: EntityKind, id: string, d: Record<string, unknown>, s: number): LocalRow => ({
	s,
	k,
	id,
	v: 1,
	d
});
const membership = (id: string, callName: string, s: number) =>
	row('membership', id, { familyName: 'Virtanen', givenNames: callName, callName, tenancies: [tenancy] }, s);
const tenancy = {
	apartmentId: home,
	buildingId: 'b',
	startsOn: '2020-01-01',
	endsOn: null,
	role: 'occupant'
};

/** Aino's device, with her own scope 1, a ward's 2, the ward's building 3, and what was fetched so far. */
async function device(): Promise<LocalDb> {
	const db = await newDevice();
	const totals = (...principals: string[]) => ({ principals, count: 0, sum: 0 });
	await db.meta.update('sync', {
		cookie: 'c',
		scopes: { 1: totals(aino), 2: totals(ward), 3: totals(ward) }
	});
	await db.rows.putAll([
		membership(aino, 'Aino', 1),
		membership(ward, 'Elsa', 2),
		row('profile', aino, { language: 'sv' }, 1),
		row('profile', ward, { language: 'fi' }, 2),
		row('readMark', 'plan', { subjectKind: 'rescuePlan', version: 4 }, 2),
		row('rescuePlan', 'plan', { version: 4 }, 3)
	]);
	return db;
}

const view = async (db: LocalDb, principalId = aino) =>
	fold(await db.rows.getAll(), await inOrder(db), await db.sync(), principalId);

/** The server says that the ward's scopes are no longer seen. */
async function loseWard(db: LocalDb, more: Parameters<typeof answerTo>[1] = {}) {
	const request = await requestOf(db);
	const answer = answerTo(request, { x: [2, 3], ...more });
	await applyAnswer(db, request, answer, answer.k, 0);
}

describe('A12 for whom one acts', () => {
	const state = async (more: Partial<SyncState> = {}) => ({ ...(await (await device()).sync()), ...more });

	test('is whoever was chosen, while one may, and else oneself', async () => {
		const known = await state();
		expect(principalsOf(known)).toEqual([aino, ward]);
		expect(actingPrincipal(known, ward)).toBe(ward);
		expect(actingPrincipal(known, null)).toBe(aino);
		expect(actingPrincipal(await state({ scopes: {} }), ward)).toBe(aino);
	});

	test('does not turn into oneself while everything is being loaded again', async () => {
		expect(actingPrincipal(await state({ scopes: {}, partial: true }), ward)).toBe(ward);
		expect(isFormer(await state({ scopes: {}, partial: true }), ward)).toBe(false);
		expect(isFormer(await state({ scopes: {} }), ward)).toBe(true);
	});

	test('A13 goes as far as the power says', async () => {
		const db = await device();
		expect(mayActIn(await db.sync(), ward, 'messages')).toBe(true);
		const request = await requestOf(db);
		const answer = answerTo(request, { s: [{ i: 2, p: [ward], w: ['defects'], f: 1, d: [0, 0] }] });
		await applyAnswer(db, request, answer, answer.k, 0);
		expect(mayActIn(await db.sync(), ward, 'messages')).toBe(false);
		expect(mayActIn(await db.sync(), ward, 'defects')).toBe(true);
		expect(mayActIn(await db.sync(), aino, 'messages')).toBe(true);
	});

	test('what one reads is read by oneself, and one’s language is one’s own', () => {
		expect(principalOf({ target: 'readMark' }, 'plan', aino, ward)).toBe(aino);
		expect(principalOf({ target: 'profile' }, aino, aino, ward)).toBe(aino);
		expect(principalOf({ target: 'profile' }, ward, aino, ward)).toBe(ward);
		expect(principalOf({ target: 'defectReport' }, 'r', aino, ward)).toBe(ward);
	});
});

describe('A12 each principal’s data apart', () => {
	test('the homes, the plan and the submissions are the chosen one’s', async () => {
		const db = await device();
		await queueReport(db, [], ward);
		expect((await view(db, ward)).items).toHaveLength(1);
		expect((await view(db, ward)).list('rescuePlan')).toHaveLength(1);
		expect((await view(db)).items).toEqual([]);
		expect((await view(db)).list('rescuePlan')).toEqual([]);
		expect((await view(db)).list('membership').map(({ callName }) => callName)).toEqual(['Aino']);
	});

	test('B2 what the ward has read, the guardian has not', async () => {
		const db = await device();
		expect((await view(db, ward)).list('readMark')).toEqual([]);
		await db.rows.put(row('readMark', 'plan', { subjectKind: 'rescuePlan', version: 3 }, 1));
		expect((await view(db, ward)).get('readMark', 'plan')?.version).toBe(3);
	});

	test('X1 the page speaks the guardian’s language while they act for the ward', async () => {
		expect((await view(await device(), ward)).get('profile', aino)?.language).toBe('sv');
	});

	test('a report that still waits says who makes it, and for whom', async () => {
		const db = await device();
		const id = await queueReport(db, [], ward);
		const item = (await db.outbox.get(id))!;
		await db.outbox.put({ ...item, args: { ...(item.args as object), apartmentId: home } });
		expect((await view(db, ward)).get('defectReport', item.target.id)).toMatchObject({
			reportedBy: 'Aino Virtanen',
			actedBy: aino
		});
	});
});

describe('A10 when one may no longer act for somebody', () => {
	test('their rows and what was being typed for them go, and one’s own stay', async () => {
		const db = await device();
		await db.drafts.putAll([
			{ id: `${ward} defectReport`, principalId: ward, value: 'hänen' },
			{ id: `${aino} defectReport`, principalId: aino, value: 'oma' }
		]);
		await loseWard(db);
		expect((await db.drafts.getAll()).map(({ value }) => value)).toEqual(['oma']);
		expect((await db.rows.getAll()).every(({ s }) => s === 1)).toBe(true);
	});

	test('what was typed stays while pages are still to come', async () => {
		const db = await device();
		await db.drafts.put({ id: 'd', principalId: ward, value: 'hänen' });
		await loseWard(db, { m: 1 });
		expect(await db.drafts.count()).toBe(1);
	});

	test('what was not accepted for them is one’s own to look at, with the reason', async () => {
		const db = await device();
		await queueReport(db, [], ward);
		const { mutations } = await takeForSending(db);
		await markRefused(db, { last: 0, mutations }, [[1, { refused: 'notFound' }]]);
		expect((await view(db)).items).toEqual([]);
		await loseWard(db);
		const shown = await view(db);
		expect(shown.items).toMatchObject([{ state: 'refused', refusal: { refused: 'notFound' } }]);
		expect(shown.list('defectReport')).toEqual([]);
	});
});

describe('A10 when all access has ended', () => {
	async function ended() {
		const db = await device();
		const waiting = photo(1);
		await queueReport(db, [waiting]);
		const { mutations } = await takeForSending(db);
		const request = await requestOf(db, { mutations });
		const answer = answerTo(request, { l: 1, s: waitingFor([waiting]) });
		await applyAnswer(db, request, answer, answer.k, 0);
		await endAccess(db);
		await changeCurrent({ database: db.name });
		return db;
	}
	const sendRest = async (db: LocalDb, end: UploadAnswer) => {
		let exchanges = 0;
		const { host } = quietHost();
		const transport = line({
			exchange: async (request) => {
				exchanges++;
				return answerTo(request);
			},
			findUpload: async () => end,
			sendPiece: async () => end
		});
		const engine = new Engine(db, transport, host);
		await engine.trigger('eager');
		await engine.photosSettled();
		return exchanges;
	};

	test('the photos of what was accepted in time still go, and nothing else is sent or fetched', async () => {
		const db = await ended();
		expect((await openCurrent())?.name).toBe(db.name);
		expect(await sendRest(db, { state: 'complete' })).toBe(0);
		expect(await db.blobs.count()).toBe(0);
		expect(await openCurrent()).toBeUndefined();
	});

	test('I23 and wait where the server does not know who asks', async () => {
		const db = await ended();
		await sendRest(db, { state: 'noSession' });
		expect(await db.blobs.count()).toBe(1);
		await sendRest(db, { state: 'complete' });
		expect(await db.blobs.count()).toBe(0);
	});

	test('and one that the server has no more use for is cleared', async () => {
		const db = await ended();
		await sendRest(db, { state: 'notExpected' });
		expect(await db.blobs.count()).toBe(0);
	});
});
