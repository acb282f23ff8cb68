const legalAge = 18;

/**
 * From the 18th birthday on (A3). Born on 29 February: on the 28th where the year has no 29th, as the Act on the
 * Calculation of Statutory Time Limits (150/1930, section 3) ends a period.
 * @param today the day in Helsinki
 */
export function isOfLegalAge(bornOn: string, today: string): boolean {
	const year = Number(bornOn.slice(0, 4)) + legalAge;
	const isLeapDay = bornOn.endsWith('-02-29');
	const birthday = isLeapDay && !isLeapYear(year) ? '-02-28' : bornOn.slice(4);
	return `${year}${birthday}` <= today;
}

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
