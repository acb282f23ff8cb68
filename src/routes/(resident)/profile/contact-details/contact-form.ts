import type { ArgsOf } from '$lib/domain/mutations';
import type { Profile } from '$lib/domain/profiles';

/** As it stands in the form: everything a text. */
export interface ContactForm {
	phone: string;
	elsewhere: boolean;
	street: string;
	postalCode: string;
	city: string;
	country: string;
	kinName: string;
	kinPhone: string;
}

export type ContactFault =
	'phone' | 'streetMissing' | 'cityMissing' | 'kinNameMissing' | 'kinPhoneMissing' | 'kinPhone';

export function contactFormOf({ phone, postalAddress, nextOfKin }: Profile): ContactForm {
	return {
		phone,
		elsewhere: Boolean(postalAddress),
		street: postalAddress?.street ?? '',
		postalCode: postalAddress?.postalCode ?? '',
		city: postalAddress?.city ?? '',
		country: postalAddress?.country ?? '',
		kinName: nextOfKin?.name ?? '',
		kinPhone: nextOfKin?.phone ?? ''
	};
}

export function contactFaults(form: ContactForm): ContactFault[] {
	const { phone, elsewhere, street, city, kinName, kinPhone } = form;
	const givesKin = kinName.trim() !== '' || kinPhone.trim() !== '';
	const faults: (ContactFault | false)[] = [
		!isPhone(phone) && 'phone',
		elsewhere && street.trim() === '' && 'streetMissing',
		elsewhere && city.trim() === '' && 'cityMissing',
		givesKin && kinName.trim() === '' && 'kinNameMissing',
		givesKin && kinPhone.trim() === '' && 'kinPhoneMissing',
		!isPhone(kinPhone) && 'kinPhone'
	];
	return faults.filter((fault) => fault !== false);
}

/** What was changed and nothing else, so that another device's change of something else stays; null where nothing was. */
export function contactChange(profile: Profile, form: ContactForm): ArgsOf<'changeContactDetails'> | null {
	const { street, postalCode, city, country, kinName, kinPhone } = trimmed(form);
	const postalAddress = form.elsewhere ? { street, postalCode, city, country } : null;
	const nextOfKin = kinName === '' ? null : { name: kinName, phone: kinPhone };
	const change: ArgsOf<'changeContactDetails'> = { id: profile.id };
	if (form.phone.trim() !== profile.phone) change.phone = form.phone.trim();
	if (!isSame(postalAddress, profile.postalAddress)) change.postalAddress = postalAddress;
	if (!isSame(nextOfKin, profile.nextOfKin)) change.nextOfKin = nextOfKin;
	return Object.keys(change).length > 1 ? change : null;
}

/** As the schema has it: empty, or something that one can call. */
function isPhone(text: string): boolean {
	return /^$|^\+?[0-9 ()-]{4,40}$/.test(text.trim());
}

function trimmed(form: ContactForm) {
	const texts = Object.entries(form).map(([key, value]) => [
		key,
		typeof value === 'string' ? value.trim() : value
	]);
	return Object.fromEntries(texts) as ContactForm;
}

function isSame(a: object | null, b: object | null | undefined): boolean {
	const sorted = (each: object | null | undefined) => JSON.stringify(Object.entries(each ?? {}).sort());
	return sorted(a) === sorted(b);
}
