import { describe, expect, test } from 'vitest';
import { newDevice, photo, queueReport } from '../../../tests/support/device';
import { StorageError, stubbornly } from './storage';

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

/** Fails as told, then works. */
function access(...failures: unknown[]) {
	let calls = 0;
	return {
		run: async () => {
			const failure = failures[calls++];
			if (failure) throw failure;
			return 'done';
		},
		calls: () => calls
	};
}

async function tried(...failures: unknown[]) {
	const db = await newDevice();
	const pauses: number[] = [];
	const { run } = access(...failures);
	const outcome = await stubbornly(db, run, async (ms) => void pauses.push(ms)).catch(
		(error: unknown) => error
	);
	return { outcome, pauses, db };
}

describe('I11 an access that the browser failed', () => {
	test.each(['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError'])(
		'with %s is made again',
		async (name) => {
			const { outcome, pauses } = await tried(named(name), named(name));
			expect(outcome).toBe('done');
			expect(pauses).toEqual([50, 250]);
		}
	);

	test('three times over is said, and what was to be saved is not', async () => {
		const failure = named('UnknownError');
		const { outcome, pauses } = await tried(failure, failure, failure, failure);
		expect(outcome).toBeInstanceOf(StorageError);
		expect(outcome).toMatchObject({ kind: 'failing', cause: failure });
		expect(pauses).toEqual([50, 250, 1000]);
	});

	test('by a fault of ours is no matter of storage', async () => {
		const failure = new TypeError('ours');
		expect((await tried(failure)).outcome).toBe(failure);
	});

	test('leaves a connection alone that another access has opened anew meanwhile', async () => {
		const db = await newDevice();
		let connection: unknown;
		let tries = 0;
		await stubbornly(
			db,
			async () => {
				if (tries++ > 0) return;
				await db.reopen();
				connection = db.connection;
				throw named('InvalidStateError');
			},
			async () => undefined
		);
		expect(connection).toBeDefined();
		expect(db.connection).toBe(connection);
	});
});

describe('a disk that is full', () => {
	test('loses pictures first, never what waits', async () => {
		const db = await newDevice();
		await queueReport(db, [photo(1)]);
		await db.drafts.put({ id: 'd', principalId: 'p', value: 1 });
		await db.pictures.put({ id: 'a/thumb', s: 1, bytes: new ArrayBuffer(10), type: 'image/webp', usedAt: 0 });
		const { run } = access(named('QuotaExceededError'));
		expect(await stubbornly(db, run)).toBe('done');
		expect([
			await db.pictures.count(),
			await db.outbox.count(),
			await db.blobs.count(),
			await db.drafts.count()
		]).toEqual([0, 1, 1, 1]);
	});

	test('and stays full is said', async () => {
		const full = named('QuotaExceededError');
		expect((await tried(full, full, full, full)).outcome).toMatchObject({
			name: 'StorageError',
			kind: 'full'
		});
	});
});
