import * as v from 'valibot';

// The shapes that several forms share. Arguments of a published mutation only ever widen: loosen here, never tighten.

export const uuid = v.pipe(v.string(), v.uuid());
/** As the database writes one: of an address that was typed by hand, what else it could be makes a query fail. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
/** An instant as ISO 8601 in UTC, milliseconds included: `2026-11-22T05:14:19.000Z`. */
export const instant = v.pipe(v.string(), v.isoTimestamp());
/** SHA-256 in lower-case hexadecimal. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

// Postgres text can't hold U+0000, and lone surrogates are no Unicode: both would be a 22021 far from the form.
export const storable = v.check(
	(text: string) => !text.includes('\u0000') && !/[\uD800-\uDFFF]/u.test(text),
	'notStorable'
);

export const longText = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(8000), storable);
export const optionalText = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000), storable), '');
export const fileName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200), storable);
export const phoneNumber = v.pipe(v.string(), v.trim(), v.maxLength(40), v.regex(/^$|^\+?[0-9 ()-]{4,}$/));

export const locales = ['fi', 'sv', 'en'] as const;
export type Locale = (typeof locales)[number];
export const locale = v.picklist(locales);

/** As RFC 5321 bounds it; whether a mailbox is behind it, only a mail tells. */
export const emailAddress = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());

/** `2026-11-22`, a day that exists. */
export const calendarDay = v.pipe(
	v.string(),
	v.isoDate('calendarDay'),
	v.check((day) => {
		const at = Date.parse(`${day}T00:00:00Z`);
		return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
	}, 'calendarDay')
);

/** Words that staff wrote, in the languages they wrote them in (X1). */
export type Translated<T = string> = Partial<Record<Locale, T>>;
