import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { residentActor } from './actor';
import { isRefusal } from './refusal';
import { changeContactDetails, chooseNotifications, type Profile } from './profiles';

const id = '7b3c9a52-66a1-4a54-8c43-0f7f4c1f0a11';
const profile: Profile = {
	id,
	language: 'fi',
	phone: '040 123 4567',
	email: 'aino@example.fi',
	postalAddress: null,
	nextOfKin: { name: 'Mikko Virtanen', phone: '050 765 4321' },
	mutedNotifications: []
};
const membership = { id, familyName: 'Virtanen', givenNames: 'Aino', callName: 'Aino', tenancies: [] };
const circumstances = { by: residentActor(id, membership, 'Aino Virtanen'), now: null, today: null };
const postalAddress = { street: 'PL 5', postalCode: '00101', city: 'Helsinki', country: '' };

function changed(args: Parameters<typeof changeContactDetails.rule>[1], row: Profile | undefined = profile) {
	const outcome = changeContactDetails.rule(row, args, circumstances);
	if (isRefusal(outcome)) return outcome;
	const [change] = outcome;
	return change && 'change' in change ? change.row : undefined;
}

test('P1 only what is given changes: two devices don’t undo each other', () => {
	const first = changed({ id, phone: '044 1' }) as Profile;
	const second = changed({ id, postalAddress }, first);
	expect(second).toEqual({ ...profile, phone: '044 1', postalAddress });
});

test('P1 an address or a next of kin is taken away by saying that there is none', () => {
	expect(changed({ id, nextOfKin: null })).toEqual({ ...profile, nextOfKin: null });
});

test('P1 nobody changes a profile that is not there', () => {
	expect(changeContactDetails.rule(undefined, { id, phone: '' }, circumstances)).toEqual({
		refused: 'notFound'
	});
	expect(chooseNotifications.rule(undefined, { id, muted: [] }, circumstances)).toEqual({
		refused: 'notFound'
	});
});

test('P1 A9 the e-mail address and the name can’t be changed with it', () => {
	const parsed = v.parse(changeContactDetails.args, {
		id,
		phone: '',
		email: 'x@example.fi',
		familyName: 'X'
	});
	expect(parsed).toEqual({ id, phone: '' });
});

test('M3 what is muted is kept once each, and in one order', () => {
	const muted = ['plannedVisit', 'stateChange', 'plannedVisit'] as const;
	expect(chooseNotifications.rule(profile, { id, muted: [...muted] }, circumstances)).toMatchObject([
		{ row: { mutedNotifications: ['stateChange', 'plannedVisit'] } }
	]);
});

describe('P1 what is not filled in right is refused', () => {
	const isTaken = (args: object) => v.safeParse(changeContactDetails.args, { id, ...args }).success;
	test.each([
		[{ phone: 'soita' }],
		[{ phone: '1'.repeat(41) }],
		[{ postalAddress: { ...postalAddress, street: ' ' } }],
		[{ postalAddress: { ...postalAddress, city: 'x'.repeat(101) } }],
		[{ postalAddress: { ...postalAddress, city: 'Tur\u0000ku' } }],
		[{ nextOfKin: { name: 'Mikko', phone: '' } }],
		[{ nextOfKin: { name: '', phone: '040 123 4567' } }],
		[{ nextOfKin: 'Mikko' }]
	])('%j', (args) => expect(isTaken(args)).toBe(false));
	test('and what is right is taken', () =>
		expect(isTaken({ phone: '', postalAddress, nextOfKin: null })).toBe(true));
});
