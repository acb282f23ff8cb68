import { remainderOf97 } from './iban';

/**
 * A Finnish national reference (viitenumero) or an RF creditor reference (ISO 11649).
 * @returns it without spaces and leading zeros; null for what is neither
 */
export function parsePaymentReference(text: string): string | null {
	const reference = text.replace(/\s/g, '').toUpperCase();
	// What stands after RF need not be a national reference: other countries build theirs otherwise.
	if (/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference))
		return remainderOf97(reference.slice(4) + reference.slice(0, 4)) === 1 ? reference : null;
	const digits = reference.replace(/^0+/, '');
	if (!/^\d{4,20}$/.test(digits)) return null;
	return digits.endsWith(nationalCheckDigit(digits.slice(0, -1))) ? digits : null;
}

/** Weights 7, 3, 1 from the right; what lacks to the next ten. */
function nationalCheckDigit(digits: string): string {
	const sum = [...digits].reverse().reduce((total, digit, i) => total + Number(digit) * [7, 3, 1][i % 3]!, 0);
	return String((10 - (sum % 10)) % 10);
}
