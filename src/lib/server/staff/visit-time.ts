const helsinki = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Helsinki',
	dateStyle: 'short',
	timeStyle: 'medium',
	hourCycle: 'h23'
});

/**
 * The instant at which a clock in Helsinki shows a day (`2026-11-25`) and a time (`08:00`); undefined for what no clock
 * there shows, such as the hour that is skipped in spring. Of the hour that comes twice in autumn it is the first.
 */
export function helsinkiInstant(day: string, time: string): string | undefined {
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time)) return undefined;
	const asUtc = Date.parse(`${day}T${time}:00.000Z`);
	if (Number.isNaN(asUtc)) return undefined;
	const wanted = `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}, ${time}:00`;
	// Summer time is ahead of winter time, so its candidate is the earlier one.
	const candidates = [3, 2].map((offset) => new Date(asUtc - offset * 60 * 60 * 1000));
	return candidates.find((at) => helsinki.format(at) === wanted)?.toISOString();
}
