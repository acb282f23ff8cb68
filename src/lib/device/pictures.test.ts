import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newDevice } from '../../../tests/support/device';
import type { LocalDb } from './local-db';
import { fetchPicture, findPicture, keepPicturesAhead } from './pictures';

let db: LocalDb;
let asked: string[];

beforeEach(async () => {
	db = await newDevice();
	asked = [];
	vi.stubGlobal('navigator', { onLine: true });
	vi.stubGlobal('fetch', async (address: string) => {
		asked.push(address);
		const type = address.includes('/document') ? 'application/pdf' : 'image/webp';
		return new Response(address, { headers: { 'content-type': type } });
	});
	const photo = { type: 'image/webp', state: 'ready' };
	await db.rows.putAll([
		{ s: 1, k: 'attachment', id: 'older', v: 1, d: photo },
		{ s: 1, k: 'attachment', id: 'newer', v: 2, d: photo },
		{ s: 1, k: 'attachment', id: 'coming', v: 3, d: { ...photo, state: 'expected' } },
		{ s: 1, k: 'attachment', id: 'document', v: 4, d: { ...photo, type: 'application/pdf' } },
		{
			s: 2,
			k: 'bulletin',
			id: 'b',
			v: 1,
			d: { endsAt: null, files: [{ id: 'poster', type: 'image/webp' }] }
		},
		{
			s: 2,
			k: 'bulletin',
			id: 'ended',
			v: 1,
			d: { endsAt: '2020-01-01T00:00:00.000Z', files: [{ id: 'old-poster', type: 'image/webp' }] }
		}
	]);
});
afterEach(async () => {
	vi.unstubAllGlobals();
	await db.delete();
});

const small = (id: string) => `/api/attachments/${id}?size=thumb`;

test('O2 small pictures are kept ahead: of bulletins in force, then of one’s own matters, the newest first', async () => {
	const progress: string[] = [];
	await keepPicturesAhead(db, (done, total) => progress.push(`${done}/${total}`));
	expect(asked).toEqual([small('poster'), small('newer'), small('older')]);
	expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3']);
	expect((await db.pictures.get('poster/thumb'))?.s).toBe(2);
});

test('O11 the next round fetches nothing that is here', async () => {
	await keepPicturesAhead(db);
	asked = [];
	await keepPicturesAhead(db);
	expect(asked).toEqual([]);
});

test('O11 on a line that saves data nothing is fetched that nobody has asked for', async () => {
	vi.stubGlobal('navigator', { onLine: true, connection: { saveData: true } });
	await keepPicturesAhead(db);
	expect(asked).toEqual([]);
});

test('B4 a small picture stands in for the large one’s place until that is fetched', async () => {
	await fetchPicture(db, 'poster', 'thumb');
	expect(await findPicture(db, { id: 'poster' }, 'full')).toBeUndefined();
	await fetchPicture(db, 'poster', 'full');
	expect(await (await findPicture(db, { id: 'poster' }, 'thumb'))?.text()).toBe(small('poster'));
	expect(await findPicture(db, { id: 'poster' }, 'full')).toBeDefined();
});

test('M1 a file that was opened once is there without a network', async () => {
	await fetchPicture(db, 'document', 'full');
	expect((await findPicture(db, { id: 'document' }, 'full'))?.type).toBe('application/pdf');
});

test('what a captive portal answers is no picture', async () => {
	vi.stubGlobal('fetch', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
	expect(await fetchPicture(db, 'newer', 'full')).toBeUndefined();
	expect(await db.pictures.count()).toBe(0);
});
