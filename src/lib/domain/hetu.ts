// The Finnish personal identity code (henkilötunnus): DDMMYY, a century sign, an individual number, a check character.
// It can change, so it is never a key. Nothing is read from it but the birthday.

export interface Hetu {
	/** In capitals, with `-` for any dash: how it is sealed and looked up. */
	code: string;
	/** `YYYY-MM-DD` */
	bornOn: string;
	/** Individual number 900–999: nobody's, for demonstrations and tests. */
	isArtificial: boolean;
}

const centuries: Record<string, string> = Object.fromEntries([
	['+', '18'],
	...[...'-YXWVU'].map((sign) => [sign, '19']),
	...[...'ABCDEF'].map((sign) => [sign, '20'])
]);
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Null for what is no identity code: test banks return such now and then. */
export function parseHetu(text: string): Hetu | null {
	// Every field of an import is asked, and nearly all are shorter.
	if (text.length < 11) return null;
	const code = text
		.trim()
		.toUpperCase()
		.replace(/[\u2010-\u2015\u2212]/g, '-');
	const [, day, month, year, sign, individual, check] =
		/^(\d\d)(\d\d)(\d\d)([-+A-FU-Y])(\d{3})([\dA-Y])$/.exec(code) ?? [];
	if (!day || !month || !year || !sign || !individual) return null;
	if (Number(individual) < 2 || check !== hetuCheckCharacter(`${day}${month}${year}${individual}`))
		return null;
	const bornOn = `${centuries[sign]}${year}-${month}-${day}`;
	return isCalendarDay(bornOn) ? { code, bornOn, isArtificial: Number(individual) >= 900 } : null;
}

/** @param digits the six of the birthday and the three of the individual number; the sign does not enter the sum */
export function hetuCheckCharacter(digits: string): string {
	return checkCharacters[Number(digits) % 31]!;
}

function isCalendarDay(day: string): boolean {
	const parsed = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
