import { describe, expect, test } from 'vitest';
import type { ExchangeAnswer, ExchangeRequest } from '$lib/domain/sync-wire';
import { aino, answerTo, checkOf, newDevice, queueLanguage, requestOf } from '../../../tests/support/device';
import { answerCheckFor, applyAnswer, applyEnd, recount } from './apply-answer';
import { endAccess, seal } from './clearing';
import type { LocalDb } from './local-db';
import { takeForSending } from './outbox';

const bulletin = (id: string, version: number): NonNullable<NonNullable<ExchangeAnswer['s']>[0]['r']>[0] => [
	'bulletin',
	id,
	version,
	{ title: {} }
];
const apply = (db: LocalDb, request: ExchangeRequest, answer: ExchangeAnswer) =>
	applyAnswer(db, request, answer, checkOf(aino, request.cookie), 0);

async function answered(db: LocalDb, more: Partial<ExchangeAnswer>) {
	const request = await requestOf(db);
	return apply(db, request, answerTo(request, more));
}

const rows = async (db: LocalDb) => (await db.rows.getAll()).map(({ s, id, v }) => [s, id, v]);

test("the check of an answer is the server's", async () => {
	expect(await answerCheckFor(aino, undefined)).toBe(checkOf(aino, undefined));
	expect(await answerCheckFor(aino, 'AQEB-_')).toBe(checkOf(aino, 'AQEB-_'));
});

describe('I8 an answer applies', () => {
	test('onto the cookie that it was computed from, and onto no other', async () => {
		const db = await newDevice();
		const request = await requestOf(db);
		const [quick, slow] = [
			answerTo(request, { s: [{ i: 1, r: [bulletin('a', 2)] }] }),
			answerTo(request, { s: [{ i: 1, r: [bulletin('a', 1)] }] })
		];
		expect(await apply(db, request, quick)).toBe('applied');
		expect(await apply(db, request, slow)).toBe('stale');
		expect(await rows(db)).toEqual([[1, 'a', 2]]);
		expect((await db.sync()).cookie).toBe(quick.c);
	});

	test("to this person's database: somebody else's is another person's", async () => {
		const db = await newDevice();
		const request = await requestOf(db);
		const theirs = answerTo(request, { s: [{ i: 1, r: [bulletin('a', 1)] }] }, 'somebody else');
		expect(await apply(db, request, theirs)).toBe('otherPerson');
		expect(await rows(db)).toEqual([]);
	});

	test('to a device that was not cleared meanwhile', async () => {
		for (const clear of [(db: LocalDb) => seal(db, 'revoked'), endAccess]) {
			const db = await newDevice();
			const request = await requestOf(db);
			await clear(db);
			expect(await apply(db, request, answerTo(request, { s: [{ i: 1, r: [bulletin('a', 1)] }] }))).toBe(
				'stale'
			);
			expect(await rows(db)).toEqual([]);
		}
	});

	test('whole or not at all', async () => {
		const db = await newDevice();
		const bad = {
			s: [
				{ i: 1, r: [bulletin('a', 1)] },
				{ i: 2, r: [['bulletin', undefined, 1, {}]] }
			]
		} as unknown as Partial<ExchangeAnswer>;
		await expect(answered(db, bad)).rejects.toThrow();
		expect(await rows(db)).toEqual([]);
		expect((await db.sync()).cookie).toBeUndefined();
	});
});

describe('I2 of a scope', () => {
	test('that is no longer granted nothing stays, its pictures neither', async () => {
		const db = await newDevice();
		await answered(db, {
			s: [
				{ i: 1, p: [aino], r: [bulletin('a', 1)] },
				{ i: 2, p: [aino], r: [bulletin('b', 1)] }
			]
		});
		for (const s of [1, 2])
			await db.pictures.put({
				id: `p${s}/thumb`,
				s,
				bytes: new ArrayBuffer(1),
				type: 'image/webp',
				usedAt: 0
			});
		await answered(db, { x: [1] });
		expect(await rows(db)).toEqual([[2, 'b', 1]]);
		expect((await db.pictures.getAll()).map(({ s }) => s)).toEqual([2]);
		expect(Object.keys((await db.sync()).scopes)).toEqual(['2']);
	});

	test('loaded again it is still known for whom it is seen', async () => {
		const db = await newDevice();
		await answered(db, { s: [{ i: 1, p: [aino], r: [bulletin('a', 1)] }] });
		await answered(db, { s: [{ i: 1, f: 1, r: [bulletin('b', 2)], d: [1, 2] }] });
		expect((await db.sync()).scopes[1]).toEqual({ principals: [aino], count: 1, sum: 2 });
		expect(await rows(db)).toEqual([[1, 'b', 2]]);
	});

	test('a row that died there and lives elsewhere lives', async () => {
		const db = await newDevice();
		await answered(db, {
			s: [
				{ i: 1, r: [bulletin('a', 1)] },
				{ i: 2, r: [bulletin('a', 1)] }
			]
		});
		await answered(db, { s: [{ i: 1, g: [['bulletin', 'a']] }] });
		expect(await rows(db)).toEqual([[2, 'a', 1]]);
	});

	test('a row that died and lives again in one answer lives', async () => {
		const db = await newDevice();
		await answered(db, { s: [{ i: 1, r: [bulletin('a', 1)] }] });
		await answered(db, { s: [{ i: 1, g: [['bulletin', 'a']], r: [bulletin('a', 3)], d: [1, 3] }] });
		expect(await rows(db)).toEqual([[1, 'a', 3]]);
		expect((await db.sync()).reload).toEqual([]);
	});
});

describe('I7 the running totals', () => {
	test('agree with the digest through changes and deletions, and ask for the one scope that does not', async () => {
		const db = await newDevice();
		await answered(db, {
			s: [
				{ i: 1, r: [bulletin('a', 1), bulletin('b', 2)], d: [2, 3] },
				{ i: 2, r: [bulletin('c', 1)], d: [1, 1] }
			]
		});
		await answered(db, {
			s: [
				{ i: 1, g: [['bulletin', 'a']], r: [bulletin('b', 4)], d: [1, 4] },
				{ i: 2, r: [bulletin('d', 2)], d: [3, 9] }
			]
		});
		expect((await db.sync()).reload).toEqual([2]);
	});

	test('of a scope that is no longer granted are not asked for again, for ever', async () => {
		const db = await newDevice();
		await answered(db, {
			s: [
				{ i: 1, r: [bulletin('a', 1)], d: [2, 3] },
				{ i: 2, r: [bulletin('c', 1)], d: [3, 9] }
			]
		});
		expect((await db.sync()).reload).toEqual([1, 2]);
		await answered(db, { x: [2] });
		expect((await db.sync()).reload).toEqual([1]);
	});

	test('are counted again at rest: a row that was lost is asked for', async () => {
		const db = await newDevice();
		await answered(db, {
			s: [
				{ i: 1, r: [bulletin('a', 1)] },
				{ i: 2, r: [bulletin('c', 1)] }
			]
		});
		await recount(db);
		expect((await db.sync()).reload).toEqual([]);
		await db.rows.delete([2, 'bulletin', 'c']);
		await recount(db);
		expect((await db.sync()).reload).toEqual([2]);
	});
});

describe('I18 an item leaves the queue', () => {
	test('in the transaction that brings the rows that cover it, and only if it went with the request', async () => {
		const db = await newDevice();
		await queueLanguage(db, 'sv');
		const { mutations } = await takeForSending(db);
		const request = await requestOf(db, { mutations });
		const later = await queueLanguage(db, 'en');
		await takeForSending(db);
		expect(await apply(db, request, answerTo(request, { l: 2, s: [{ i: 1, r: [bulletin('a', 1)] }] }))).toBe(
			'applied'
		);
		expect((await db.outbox.getAll()).map(({ id }) => id)).toEqual([later]);
		expect((await db.sync()).last).toBe(1);
	});

	test('when access ended, by the refusals and the last that were told', async () => {
		const db = await newDevice();
		const [refused] = [await queueLanguage(db, 'sv'), await queueLanguage(db, 'en')];
		const { mutations } = await takeForSending(db);
		expect(await applyEnd(db, await requestOf(db, { mutations }), [[1, { refused: 'accessEnded' }]], 2)).toBe(
			true
		);
		expect((await db.outbox.getAll()).map(({ id, state }) => [id, state])).toEqual([[refused, 'refused']]);
	});
});
