/** `FI21 •••• •••• •••• 85`: enough to tell one's own account by, too little for anybody else. */
export function maskedIban(iban: string): string {
	const hidden = '•'.repeat(Math.max(0, iban.length - 6));
	return (iban.slice(0, 4) + hidden + iban.slice(-2)).replace(/.{4}(?=.)/g, '$& ');
}
