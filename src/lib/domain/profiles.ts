import * as v from 'valibot';
import { locale, phoneNumber, storable, uuid, type Locale } from './fields';
import { defineMutation } from './mutation';
import { refuse } from './refusal';

/** What the resident, not the landlord's system, says of themselves. Its id is the person's. */
export interface Profile {
	id: string;
	language: Locale;
	phone: string;
	/** The user id; a new one is a new registering (A9). */
	email: string;
	/** Where letters go, if not home. */
	postalAddress: PostalAddress | null;
	/** Whom to call when something has happened. */
	nextOfKin: NextOfKin | null;
	/** What is not mailed. That staff have answered always is (M3). */
	mutedNotifications: NotificationKind[];
}

export const notificationKinds = ['stateChange', 'plannedVisit'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

const line = v.pipe(v.string(), v.trim(), v.maxLength(100), storable);
const words = v.pipe(line, v.nonEmpty());

export const postalAddress = v.object({ street: words, postalCode: line, city: words, country: line });
export type PostalAddress = v.InferOutput<typeof postalAddress>;

export const nextOfKin = v.object({ name: words, phone: v.pipe(phoneNumber, v.nonEmpty()) });
export type NextOfKin = v.InferOutput<typeof nextOfKin>;

/** `PL 5, 00101 Helsinki` */
export function addressLine({ street, postalCode, city, country }: PostalAddress): string {
	return [street, `${postalCode} ${city}`.trim(), country].filter(Boolean).join(', ');
}

export function kinLine({ name, phone }: NextOfKin): string {
	return `${name}, ${phone}`;
}

export const chooseLanguage = defineMutation({
	name: 'chooseLanguage',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid, language: locale }),
	targetId: (args) => args.id,
	rule(profile, { language }) {
		if (!profile) return refuse('notFound');
		return profile.language === language ? [] : [{ change: 'profile', row: { ...profile, language } }];
	}
});

/** Only what is given changes: two devices that change different things don't undo each other. */
export const changeContactDetails = defineMutation({
	name: 'changeContactDetails',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({
		id: uuid,
		phone: v.optional(phoneNumber),
		postalAddress: v.optional(v.nullable(postalAddress)),
		nextOfKin: v.optional(v.nullable(nextOfKin))
	}),
	targetId: (args) => args.id,
	rule(profile, { phone, postalAddress, nextOfKin }) {
		if (!profile) return refuse('notFound');
		const row = {
			...profile,
			phone: phone ?? profile.phone,
			postalAddress: postalAddress === undefined ? profile.postalAddress : postalAddress,
			nextOfKin: nextOfKin === undefined ? profile.nextOfKin : nextOfKin
		};
		return [{ change: 'profile', row }];
	}
});

export const chooseNotifications = defineMutation({
	name: 'chooseNotifications',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid, muted: v.array(v.picklist(notificationKinds)) }),
	targetId: (args) => args.id,
	rule(profile, { muted }) {
		if (!profile) return refuse('notFound');
		const mutedNotifications = notificationKinds.filter((kind) => muted.includes(kind));
		return [{ change: 'profile', row: { ...profile, mutedNotifications } }];
	}
});
