import { expect, test } from 'vitest';
import type { OutboxItem, View } from '$lib/device/portal-types';
import { urgentWaiting } from './urgent-waiting';

const now = new Date('2026-11-22T10:00:00Z');
const leak: OutboxItem = {
	id: 'leak',
	principalId: 'aino',
	name: 'reportDefect',
	v: 1,
	args: { urgentKind: 'largeWaterLeak' },
	state: 'waiting',
	target: { kind: 'defectReport', id: 'report' },
	shas: [],
	writtenAt: '2026-11-22T09:59:30.000Z'
};
const viewOf = (...items: OutboxItem[]): View => ({
	list: () => [],
	get: () => undefined,
	pending: () => undefined,
	items
});
const found = (item: OutboxItem, isOnline: boolean) => urgentWaiting(viewOf(item), isOnline, now)?.id;

test('O13 an urgent report that waits with no connection reminds one to call', () => {
	expect(found(leak, false)).toBe('leak');
	expect(found({ ...leak, args: { urgentKind: null } }, false)).toBeUndefined();
});

test('O13 one that is just going out does not, unless it goes on for minutes', () => {
	expect(found({ ...leak, state: 'sending' }, true)).toBeUndefined();
	const old = { ...leak, state: 'sending', writtenAt: '2026-11-22T09:57:00.000Z' } as const;
	expect(found(old, true)).toBe('leak');
});

test('O13 one that was not accepted reminds too: nobody has it', () => {
	expect(found({ ...leak, state: 'refused' }, true)).toBe('leak');
	expect(found({ ...leak, state: 'held' }, true)).toBe('leak');
});
