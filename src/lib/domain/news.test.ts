import { expect, test } from 'vitest';
import type { Bulletin } from './bulletins';
import { hasNews, mattersWithNews, newsVersion, unreadBulletins, type ReadMarks } from './news';

const at = '2026-11-22T10:00:00.000Z';
const staff = { by: 'staff', arrivedAt: at, about: 'a' } as const;
const resident = { by: 'resident', arrivedAt: at, about: 'b' } as const;
const read = (id: string, version: number): ReadMarks =>
	new Map([[id, { id, subjectKind: 'conversation', version, readAt: at }]]);
const nothingRead: ReadMarks = new Map();

test('M2 what the staff said last is news until it was read, and what one said oneself is none', () => {
	expect(newsVersion([resident])).toBe(0);
	expect(hasNews('a', [staff, resident], nothingRead)).toBe(true);
	expect(hasNews('a', [staff], read('a', Date.parse(at)))).toBe(false);
	expect(hasNews('b', [resident], nothingRead)).toBe(false);
});

test('M2 an answer after the last reading is news again', () => {
	const later = { ...staff, arrivedAt: '2026-11-22T10:00:00.001Z' };
	expect(hasNews('a', [staff, later], read('a', Date.parse(at)))).toBe(true);
});

test('O1 matters with news are counted once each', () => {
	const matters = mattersWithNews([staff, staff, resident], ({ about }) => about, nothingRead);
	expect(matters).toEqual(['a']);
});

test('B4 a bulletin is unread until its version was read, and no news once it has ended', () => {
	const bulletin: Bulletin = {
		id: 'x',
		version: 2,
		title: {},
		body: {},
		urgency: 'normal',
		publishedAt: at,
		endsAt: null,
		files: []
	};
	const now = new Date(at);
	expect(unreadBulletins([bulletin], read('x', 1), now)).toEqual([bulletin]);
	expect(unreadBulletins([bulletin], read('x', 2), now)).toEqual([]);
	expect(unreadBulletins([{ ...bulletin, endsAt: at }], nothingRead, now)).toEqual([]);
});
