const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/**
 * An artificial identity code: individual number 900–999, which no living person has.
 * @param bornOn `YYYY-MM-DD`
 * @param newSign one of the century signs in use since 2023 instead of `-` or `A`
 */
export function artificialHetu(bornOn: string, individual: number, newSign = false): string {
	if (individual < 900 || individual > 999)
		throw new RangeError(`${individual} is no artificial individual number`);
	const [year = '', month = '', day = ''] = bornOn.split('-');
	const digits = `${day}${month}${year.slice(2)}${individual}`;
	const sign = year < '2000' ? (newSign ? 'Y' : '-') : newSign ? 'B' : 'A';
	return `${digits.slice(0, 6)}${sign}${individual}${checkCharacters[Number(digits) % 31]}`;
}
