import { expect, test } from 'vitest';
import type { Profile } from '$lib/domain/profiles';
import { contactChange, contactFaults, contactFormOf } from './contact-form';

const profile: Profile = {
	id: 'aino',
	language: 'fi',
	phone: '040 123 4567',
	email: 'aino@example.fi',
	postalAddress: { street: 'PL 5', postalCode: '00101', city: 'Helsinki', country: '' },
	nextOfKin: { name: 'Mikko Virtanen', phone: '050 765 4321' },
	mutedNotifications: []
};
const form = contactFormOf(profile);

test('P1 a form that was left as it is changes nothing', () => {
	expect(contactChange(profile, form)).toBeNull();
	expect(contactChange(profile, { ...form, phone: ' 040 123 4567 ' })).toBeNull();
});

test('P1 only what was changed is sent', () => {
	expect(contactChange(profile, { ...form, phone: '' })).toEqual({ id: 'aino', phone: '' });
	expect(contactChange(profile, { ...form, elsewhere: false })).toEqual({ id: 'aino', postalAddress: null });
	expect(contactChange(profile, { ...form, kinName: '', kinPhone: '' })).toEqual({
		id: 'aino',
		nextOfKin: null
	});
});

test('P1 a profile of before the new fields is read as one without them', () => {
	const { postalAddress: _, nextOfKin: __, mutedNotifications: ___, ...old } = profile;
	expect(contactFormOf(old as Profile)).toMatchObject({ elsewhere: false, street: '', kinName: '' });
	expect(contactChange(old as Profile, contactFormOf(old as Profile))).toBeNull();
});

test.each([
	[{ phone: 'soita' }, ['phone']],
	[{ phone: '12' }, ['phone']],
	[{ street: ' ', city: '' }, ['streetMissing', 'cityMissing']],
	[{ kinName: '' }, ['kinNameMissing']],
	[{ kinPhone: '' }, ['kinPhoneMissing']],
	[{ kinPhone: 'x' }, ['kinPhone']],
	[{ elsewhere: false, street: '', city: '' }, []],
	[{ phone: '+358 (0)40 123-4567' }, []]
])('P1 %j is told as %j', (typed, faults) => expect(contactFaults({ ...form, ...typed })).toEqual(faults));
