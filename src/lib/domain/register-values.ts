import { parseHetu } from './hetu';
import { parseIban } from './iban';
import { parsePaymentReference } from './payment-reference';
import type { Column } from './registers';

/** Why a row of an import is refused; the words are in `messages`. */
export const refusalReasons = [
	// Of one field
	...(['missing', 'tooLong', 'notADay', 'notANumber', 'notAnAmount', 'outOfRange', 'notAChoice'] as const),
	...(['notAnEmail', 'notAPhone', 'notAHetu', 'artificialHetu', 'notAnIban', 'notABic'] as const),
	...(['notAPaymentReference', 'notStorable', 'isHetu'] as const),
	// Of the row
	...(['unknownField', 'wrongFieldCount', 'notAnObject', 'endsBeforeStart', 'otherBirthday'] as const),
	...(['ownGuardian', 'nothingToPay'] as const),
	// Of the row among the others
	...(['sameTwice', 'noSuchRow', 'taken', 'otherAgreement'] as const)
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type Value = string | number | null;
export type Read = { value: Value } | { refused: RefusalReason };

export interface ReadingRules {
	/** Individual numbers 900–999: for the demo landlord alone. */
	artificialHetuAllowed: boolean;
}

/** What a field of a file says, in the form in which it is kept; an empty one says null. */
export function readValue(column: Column, text: string, rules: ReadingRules): Read {
	const said = text.trim();
	if (said === '') return column.required ? refused('missing') : { value: null };
	// Postgres text can't hold U+0000; a replacement character is what another encoding left of a letter.
	// eslint-disable-next-line no-control-regex
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u009f\ufffd]|\p{Surrogate}/u.test(said))
		return refused('notStorable');
	// Some systems call a person by the identity code, which then would be in every report.
	if (column.kind !== 'hetu' && parseHetu(said)) return refused('isHetu');
	return readers[column.kind](said, column, rules);
}

type Reader = (said: string, column: Column, rules: ReadingRules) => Read;

const readers: Record<Column['kind'], Reader> = {
	text: readText,
	translated: readText,
	contact: readText,
	reference: readText,
	day: (said) => orRefused(readDay(said), 'notADay'),
	whole(said, { between: [least, most] = [-Infinity, Infinity] }) {
		if (!/^-?\d{1,9}$/.test(said)) return refused('notANumber');
		const value = Number(said);
		return value < least || value > most ? refused('outOfRange') : { value };
	},
	area(said) {
		const value = readDecimal(said, 1);
		if (value === null) return refused('notANumber');
		return value <= 0 || value >= 100_000 ? refused('outOfRange') : { value };
	},
	money(said, { name }) {
		const euros = readDecimal(said, 2);
		if (euros === null) return refused('notAnAmount');
		// Rent has no minus; an invoice may give money back.
		if (name === 'rent' && euros < 0) return refused('outOfRange');
		return { value: Math.round(euros * 100) };
	},
	choice: (said, { choices = [] }) => orRefused(choices.includes(said) ? said : null, 'notAChoice'),
	hetu(said, _column, { artificialHetuAllowed }) {
		const hetu = parseHetu(said);
		if (!hetu) return refused('notAHetu');
		return hetu.isArtificial && !artificialHetuAllowed ? refused('artificialHetu') : { value: hetu.code };
	},
	email: (said) =>
		orRefused(
			said.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(said) ? said : null,
			'notAnEmail'
		),
	phone: (said) => orRefused(/^\+?[0-9 ()-]{4,40}$/.test(said) ? said : null, 'notAPhone'),
	iban: (said) => orRefused(parseIban(said), 'notAnIban'),
	bic: (said) =>
		orRefused(
			/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(said.toUpperCase()) ? said.toUpperCase() : null,
			'notABic'
		),
	paymentReference: (said) => orRefused(parsePaymentReference(said), 'notAPaymentReference')
};

function readText(said: string, { longest }: Column): Read {
	return said.length > longest ? refused('tooLong') : { value: said };
}

/** `2026-11-01` or `1.11.2026`, of 1800–2200. */
function readDay(said: string): string | null {
	const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(said) ?? [];
	const day = d && m && y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : said;
	if (!/^(1[89]|2[01])\d\d-\d\d-\d\d$/.test(day)) return null;
	const parsed = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

/** `1 234,50` or `1234.5`; at most so many decimals, and at most nine digits before them. */
function readDecimal(said: string, decimals: number): number | null {
	const plain = said.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(\D|$))/g, '').replace(',', '.');
	if (!new RegExp(`^-?\\d{1,9}(\\.\\d{1,${decimals}})?$`).test(plain)) return null;
	return Number(plain);
}

const refused = (reason: RefusalReason): Read => ({ refused: reason });
const orRefused = (value: Value, reason: RefusalReason): Read =>
	value === null ? refused(reason) : { value };
