import { describe, expect, test } from 'vitest';
import type { Circumstances } from './actor';
import { followDefect, likelyDuplicates, unfollowDefect, type CommonDefect } from './defect-follows';
import { outcomeOf } from './mutation';

const id = '11111111-1111-4111-8111-111111111111';
const house = '44444444-4444-4444-8444-444444444444';
const elsewhere = '55555555-5555-4555-8555-555555555555';
const home = {
	apartmentId: '33333333-3333-4333-8333-333333333333',
	buildingId: house,
	staircaseId: house,
	address: 'Pihkarinne 4 B 12',
	postalPlace: '00630 Helsinki',
	staircase: 'B',
	apartment: '12',
	role: 'occupant',
	opensOn: '2020-01-01',
	startsOn: '2020-01-01',
	endsOn: '2026-11-22'
} as const;
const on = (today: string): Circumstances => ({
	by: { kind: 'resident', personId: id, principalId: id, name: 'Aino', tenancies: [home] },
	now: new Date(`${today}T10:00:00Z`),
	today
});
const today = on('2026-11-22');

const lamp: CommonDefect = {
	id,
	buildingId: house,
	room: 'stairwell',
	category: 'electricity',
	state: 'received',
	waitingFor: null,
	reportedAt: '2026-11-20T08:00:00.000Z',
	changedAt: '2026-11-20T08:00:00.000Z',
	followers: 0
};
const reported = {
	buildingId: house,
	place: 'commonArea',
	room: 'stairwell',
	category: 'electricity'
} as const;

describe('D5 a report like the one that is being made', () => {
	test('is one of the same building, common area and category that is open', () => {
		const others: CommonDefect[] = [
			{ ...lamp, id: elsewhere, buildingId: elsewhere },
			{ ...lamp, id: elsewhere, room: 'basement' },
			{ ...lamp, id: elsewhere, category: 'heating' },
			{ ...lamp, id: elsewhere, state: 'done' },
			{ ...lamp, id: elsewhere, state: 'withdrawn' }
		];
		expect(likelyDuplicates([...others, lamp], reported, new Set())).toEqual([lamp]);
	});

	test('is never one of one’s own, nor one about an apartment', () => {
		expect(likelyDuplicates([lamp], reported, new Set([id]))).toEqual([]);
		expect(likelyDuplicates([lamp], { ...reported, place: 'apartment' }, new Set())).toEqual([]);
	});

	test('comes with the oldest first', () => {
		const newer = { ...lamp, id: elsewhere, reportedAt: '2026-11-21T08:00:00.000Z' };
		expect(likelyDuplicates([newer, lamp], reported, new Set())).toEqual([lamp, newer]);
	});
});

describe('D5 following a neighbour’s report', () => {
	const follow = (row: { id: string; following: boolean } | undefined, circumstances = today) =>
		outcomeOf(followDefect, row, { id, buildingId: house }, circumstances);

	test('is for those who live in the building today', () => {
		expect(follow(undefined)).toEqual([{ create: 'defectFollow', row: { id, following: true } }]);
		expect(follow(undefined, on('2026-11-23'))).toEqual({ refused: 'notCurrentHome' });
		expect(outcomeOf(followDefect, undefined, { id, buildingId: elsewhere }, today)).toEqual({
			refused: 'notCurrentHome'
		});
	});

	test('is done once, and again after one has stopped', () => {
		expect(follow({ id, following: true })).toEqual([]);
		expect(follow({ id, following: false })).toEqual([
			{ change: 'defectFollow', row: { id, following: true } }
		]);
	});

	test('ends when one says so', () => {
		expect(outcomeOf(unfollowDefect, { id, following: true }, { id }, today)).toEqual([
			{ change: 'defectFollow', row: { id, following: false } }
		]);
		expect(outcomeOf(unfollowDefect, { id, following: false }, { id }, today)).toEqual([]);
		expect(outcomeOf(unfollowDefect, undefined, { id }, today)).toEqual({ refused: 'notFound' });
	});
});
