import { describe, expect, it } from 'vitest';
import { placeOf, placeOnLine } from './submission-trail';

const unsent = { arrivedAt: null, readAt: null };
const arrived = { arrivedAt: '2026-11-22T05:00:00.000Z', readAt: null };

describe('O7 every submission shows where it is', () => {
	it('is on this device until it is given its place in the sequence', () => {
		expect(placeOf({ state: 'waiting' }, unsent)).toBe('saved');
	});

	it('is being sent from then on, also while the answer is missing', () => {
		expect(placeOf({ state: 'sending' }, unsent)).toBe('sending');
		expect(placeOf(undefined, unsent)).toBe('sending');
	});

	it('is not said to be sent while nobody can be reached', () => {
		expect(placeOnLine('sending', 'offline')).toBe('unanswered');
		expect(placeOnLine('sending', 'online')).toBe('sending');
		expect(placeOnLine('saved', 'offline')).toBe('saved');
	});

	it('says when the server refused or could not take it', () => {
		expect(placeOf({ state: 'refused' }, unsent)).toBe('refused');
		expect(placeOf({ state: 'held' }, unsent)).toBe('held');
		expect(placeOf({ state: 'sending', heldSince: 1 }, unsent)).toBe('held');
	});

	it('has been received, then read, by the server’s word', () => {
		expect(placeOf(undefined, arrived)).toBe('received');
		expect(placeOf(undefined, { ...arrived, readAt: '2026-11-22T06:00:00.000Z' })).toBe('read');
	});

	it('stays received while a later addition to it still waits', () => {
		expect(placeOf({ state: 'waiting' }, arrived)).toBe('received');
	});
});
