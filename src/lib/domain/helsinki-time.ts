// Every date rule of a Finnish tenancy is a Helsinki date, whatever zone the phone or the server is in.

const helsinkiParts = new Intl.DateTimeFormat('en', {
	calendar: 'gregory',
	numberingSystem: 'latn',
	timeZone: 'Europe/Helsinki',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** The calendar day in Helsinki at an instant, as `YYYY-MM-DD`. */
export function helsinkiDay(at: Date): string {
	// By its parts: no locale's order is the same in every browser (some write `en-CA` as 11/22/2026).
	const parts = helsinkiParts.formatToParts(at);
	return ['year', 'month', 'day'].map((part) => parts.find(({ type }) => type === part)?.value).join('-');
}

/** Calendar arithmetic on `YYYY-MM-DD`, free of zones and daylight saving. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** Whether `day` lies in a period whose ends are both included; an absent end is open. */
export function isWithin(day: string, period: { startsOn: string; endsOn: string | null }): boolean {
	return period.startsOn <= day && (period.endsOn === null || day <= period.endsOn);
}
