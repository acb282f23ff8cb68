import { describe, expect, test } from 'vitest';
import { aino, newDevice, photo, queueLanguage, queueReport, requestOf } from '../../../tests/support/device';
import {
	edit,
	enqueue,
	hasRoomFor,
	inOrder,
	markRefused,
	remove,
	removeCovered,
	renumber,
	resend,
	takeForSending
} from './outbox';

const ward = '5d1f7a52-6b0e-4f65-9a53-000000000002';

describe('I11 a submission that is said to be saved', () => {
	test('is there with its photos, or neither is', async () => {
		const db = await newDevice();
		await queueReport(db, [photo(1), photo(2)]);
		expect([await db.outbox.count(), await db.blobs.count()]).toEqual([1, 2]);
		const id = crypto.randomUUID();
		const broken = {
			id,
			principalId: aino,
			mutation: { name: 'x', v: 1, target: 'profile', targetId: () => 'x' } as never,
			args: () => 'no clone of a function',
			writtenAt: '',
			photos: [photo(3)]
		};
		await expect(enqueue(db, broken)).rejects.toThrow();
		expect([await db.outbox.count(), await db.blobs.count()]).toEqual([1, 2]);
	});

	test('and is tried again, because a failure was none, is there once', async () => {
		const db = await newDevice();
		const item = {
			id: crypto.randomUUID(),
			principalId: aino,
			mutation: { name: 'chooseLanguage', v: 1, target: 'profile', targetId: () => aino } as never,
			args: {},
			writtenAt: '',
			photos: []
		};
		await enqueue(db, item);
		await enqueue(db, item);
		expect(await db.outbox.count()).toBe(1);
	});
});

describe('before it is first sent, an item', () => {
	test('has no number, and may be edited and taken back at will', async () => {
		const db = await newDevice();
		const [first, second] = [await queueLanguage(db, 'sv'), await queueReport(db, [photo(1)])];
		expect((await db.outbox.get(first))?.seq).toBeUndefined();
		expect(await edit(db, first, { id: aino, language: 'en' })).toBe(true);
		expect(await remove(db, second)).toBe(true);
		expect(await db.blobs.count()).toBe(0);
		const { mutations } = await takeForSending(db);
		expect(mutations).toEqual([[1, aino, 'chooseLanguage', 1, { id: aino, language: 'en' }]]);
	});

	test('may have other photos: those that nobody names any more go', async () => {
		const db = await newDevice();
		const kept = photo(1);
		const id = await queueReport(db, [kept, photo(2)]);
		expect(await edit(db, id, {}, [kept, photo(3)])).toBe(true);
		expect((await db.blobs.getAll()).map(({ sha }) => sha).sort()).toEqual([kept.sha, photo(3).sha].sort());
	});
});

describe('I13 once it is sent, an item', () => {
	test('keeps its number, and can be neither edited nor taken back', async () => {
		const db = await newDevice();
		const id = await queueLanguage(db, 'sv');
		await takeForSending(db);
		expect(await edit(db, id, {})).toBe(false);
		expect(await remove(db, id)).toBe(false);
		await queueLanguage(db, 'en');
		const { mutations } = await takeForSending(db);
		expect(mutations.map(([seq, , , , args]) => [seq, (args as { language: string }).language])).toEqual([
			[1, 'sv'],
			[2, 'en']
		]);
	});

	test('goes in the order in which it was queued, fifty at a time and no more than a line takes', async () => {
		const db = await newDevice();
		for (let n = 0; n < 60; n++) await queueLanguage(db, `${n}`);
		expect((await takeForSending(db)).mutations.map(([seq]) => seq)).toEqual(
			Array.from({ length: 50 }, (_, at) => at + 1)
		);
		expect((await takeForSending(db, 10)).mutations).toHaveLength(10);
		const large = await newDevice();
		for (let n = 0; n < 4; n++) await queueLanguage(large, 'x'.repeat(60_000));
		expect((await takeForSending(large)).mutations).toHaveLength(2);
	});

	test("that the server can't take leaves its place to nothing when the person takes it back", async () => {
		const db = await newDevice();
		const id = await queueReport(db, [photo(1)]);
		const [[, , name, v, args] = []] = (await takeForSending(db)).mutations;
		await db.outbox.update(id, { state: 'held' });
		expect(await remove(db, id)).toBe(true);
		// It says what it takes back.
		expect((await takeForSending(db)).mutations).toEqual([[1, aino, 'noop', 1, [name, v, args]]]);
		expect(await db.blobs.count()).toBe(0);
	});

	test('that was held can be taken back only while it is not being offered again', async () => {
		const db = await newDevice();
		const id = await queueLanguage(db, 'x');
		await takeForSending(db);
		await db.outbox.update(id, { state: 'held', heldSince: 1 });
		await takeForSending(db);
		expect(await remove(db, id)).toBe(false);
		expect(await db.outbox.get(id)).toMatchObject({ state: 'sending', heldSince: 1 });
	});
});

describe('I14 O6 what was refused', () => {
	test('stays with its reason, holds nothing up, and its photos with it', async () => {
		const db = await newDevice();
		const id = await queueReport(db, [photo(1)]);
		const { mutations } = await takeForSending(db);
		await markRefused(db, await requestOf(db, { mutations }), [[1, { refused: 'notValid' }]]);
		expect(await db.outbox.get(id)).toMatchObject({ state: 'refused', refusal: { refused: 'notValid' } });
		expect(await db.blobs.count()).toBe(1);
		expect((await takeForSending(db)).mutations).toEqual([]);
	});

	test('goes out mended as a new one, or is taken back', async () => {
		const db = await newDevice();
		const [first, second] = [await queueLanguage(db, 'x'), await queueLanguage(db, 'y')];
		const { mutations } = await takeForSending(db);
		await markRefused(db, await requestOf(db, { mutations }), [
			[1, { refused: 'notValid' }],
			[2, { refused: 'notValid' }]
		]);
		await resend(db, first, crypto.randomUUID(), { id: aino, language: 'sv' });
		expect(await remove(db, second)).toBe(true);
		expect((await takeForSending(db)).mutations).toEqual([
			[3, aino, 'chooseLanguage', 1, { id: aino, language: 'sv' }]
		]);
	});
});

describe('I21 a device whose past the server does not know', () => {
	test('numbers what it still has anew, in the same order, under another client id', async () => {
		const db = await newDevice();
		for (const language of ['a', 'b', 'c']) await queueLanguage(db, language);
		await takeForSending(db, 2);
		const { client } = await db.sync();
		await renumber(db, client, 'another');
		await queueLanguage(db, 'd');
		const { state, mutations } = await takeForSending(db);
		expect(state).toMatchObject({ client: 'another', last: 0 });
		expect(state.cookie).toBeUndefined();
		expect(mutations.map(([seq, , , , args]) => [seq, (args as { language: string }).language])).toEqual([
			[1, 'a'],
			[2, 'b'],
			[3, 'c'],
			[4, 'd']
		]);
	});

	test('does so once, though two tabs are told', async () => {
		const db = await newDevice();
		await queueLanguage(db, 'a');
		const { client } = await db.sync();
		await Promise.all([renumber(db, client, 'one'), renumber(db, client, 'two')]);
		expect((await db.sync()).client).toBe('one');
	});

	test("that was cloned keeps what it numbered after the request: the number may be the other one's", async () => {
		const db = await newDevice();
		const request = await requestOf(db);
		const id = await queueLanguage(db, 'sv');
		await takeForSending(db);
		expect(await removeCovered(db, request, 7)).toBe(0);
		await markRefused(db, request, [[1, { refused: 'notValid' }]]);
		expect((await db.outbox.get(id))?.state).toBe('sending');
	});
});

describe('photos that wait', () => {
	test('are kept once for each for whom they are sent', async () => {
		const db = await newDevice();
		await queueReport(db, [photo(1)]);
		const wards = await queueReport(db, [photo(1)], ward);
		await queueReport(db, [photo(1)]);
		expect(await db.blobs.count()).toBe(2);
		await remove(db, wards);
		expect((await db.blobs.getAll()).map(({ principalId }) => principalId)).toEqual([aino]);
	});

	test('are at most thirty, or fifteen megabytes', async () => {
		const db = await newDevice();
		for (let n = 0; n < 3; n++)
			await queueReport(
				db,
				Array.from({ length: 10 }, (_, at) => photo(n * 10 + at))
			);
		expect(await hasRoomFor(db, [])).toBe(true);
		expect(await hasRoomFor(db, [photo(99)])).toBe(false);
		expect(await hasRoomFor(await newDevice(), [{ ...photo(1), size: 15_000_001 }])).toBe(false);
	});
});

test('what is refused or unnumbered comes after what is numbered', async () => {
	const db = await newDevice();
	await queueLanguage(db, 'a');
	await takeForSending(db);
	await queueLanguage(db, 'b');
	expect((await inOrder(db)).map(({ seq }) => seq)).toEqual([1, undefined]);
});
