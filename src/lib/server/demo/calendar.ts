import { addDays, helsinkiDay } from '$lib/domain/helsinki-time';

/** Days and instants of the demo, all counted from the first start, so that it never looks stale. */
export interface DemoCalendar {
	now: Date;
	today: string;
	/** `YYYY-MM-DD`, days from today; negative for the past. */
	day(offset: number): string;
	/** An instant by the clock on a Helsinki wall. */
	at(offset: number, time: string): Date;
	/** The day itself, or the Monday after a weekend. */
	workingDay(offset: number): string;
	/** As `at`, on the next working day where that is a weekend, and in the past as long as `offset` is below -3. */
	atWork(offset: number, time: string): Date;
	firstOfThisMonth: string;
	firstOfNextMonth: string;
	lastOfPreviousMonth: string;
	lastOfNextMonth: string;
	/** The birthday of somebody who turned `age` so many days ago. */
	bornOn(age: number, daysAgo: number): string;
}

export function demoCalendar(now: Date): DemoCalendar {
	const today = helsinkiDay(now);
	const day = (offset: number) => addDays(today, offset);
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	return {
		now,
		today,
		day,
		workingDay: (offset) => workingDay(day(offset)),
		at: (offset, time) => helsinkiInstant(day(offset), time),
		atWork: (offset, time) => helsinkiInstant(workingDay(day(offset)), time),
		firstOfThisMonth: `${today.slice(0, 7)}-01`,
		firstOfNextMonth: monthDay(year, month + 1, 1),
		lastOfPreviousMonth: monthDay(year, month, 0),
		lastOfNextMonth: monthDay(year, month + 2, 0),
		bornOn: (age, daysAgo) => yearsBefore(day(-daysAgo), age)
	};
}

/** Months count from 1; day 0 is the last of the month before. */
const monthDay = (year: number, month: number, day: number) =>
	new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

const wallClock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Helsinki',
	dateStyle: 'short',
	timeStyle: 'short'
});

/** Helsinki is two hours ahead of UTC in winter and three in summer; the clocks change at three in the morning. */
function helsinkiInstant(day: string, time: string): Date {
	const asWinter = new Date(`${day}T${time}:00+02:00`);
	return wallClock.format(asWinter) === `${day} ${time}` ? asWinter : new Date(`${day}T${time}:00+03:00`);
}

function workingDay(day: string): string {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	if (weekday === 6) return addDays(day, 2);
	return weekday === 0 ? addDays(day, 1) : day;
}

/** Somebody born on a leap day's anniversary in a common year: the 28th, which the calendar has every year. */
function yearsBefore(day: string, years: number): string {
	const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
	const candidate = `${year}${day.slice(4)}`;
	return new Date(`${candidate}T00:00:00Z`).toISOString().startsWith(candidate) ? candidate : `${year}-02-28`;
}
