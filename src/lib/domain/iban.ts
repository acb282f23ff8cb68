// ISO 13616. Lengths by country where they are registered; of another country the check digits alone are looked at.
const lengths: Record<string, number> = {
	...{ AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27 },
	...{ GB: 22, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27 },
	...{ MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, UA: 29 }
};

/** @returns the IBAN in capitals without spaces; null for what is none */
export function parseIban(text: string): string | null {
	const iban = text.replace(/\s/g, '').toUpperCase();
	if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return null;
	const length = lengths[iban.slice(0, 2)];
	if (length !== undefined && iban.length !== length) return null;
	return remainderOf97(iban.slice(4) + iban.slice(0, 4)) === 1 ? iban : null;
}

/** Of the number in which each letter stands for two digits, A for 10: too long for a number, so digit by digit. */
export function remainderOf97(text: string): number {
	let remainder = 0;
	for (const character of text)
		for (const digit of String(parseInt(character, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
	return remainder;
}
