import type { Sql } from '$lib/server/db';
import type { DemoBulletin } from '$lib/server/demo/bulletins';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { houses } from '$lib/server/demo/content/houses';
import { idOfBuilding } from '$lib/server/demo/ids';
import type { DemoPeople, DemoTenancy } from '$lib/server/demo/people';
import { writeChange } from '$lib/server/rows';
import { findScope } from './insert';

/** Who has seen which plan and bulletin: most have read what is older than a few days, nobody everything. */
export async function fillReading(
	sql: Sql,
	people: DemoPeople,
	bulletins: DemoBulletin[],
	calendar: DemoCalendar
) {
	for (const tenancy of people.tenancies) {
		if (!isCurrent(tenancy, calendar.today)) continue;
		for (const { key } of tenancy.holders)
			await fillReadingOf(sql, people, key, tenancy, bulletins, calendar);
	}
}

async function fillReadingOf(
	sql: Sql,
	people: DemoPeople,
	key: string,
	tenancy: DemoTenancy,
	bulletins: DemoBulletin[],
	calendar: DemoCalendar
) {
	const reader = people.get(key);
	if (!reader.hasAccount) return;
	const scopeId = await findScope(sql, 'person', reader.id);
	const { house, number } = tenancy.apartment;
	const readUntil = calendar.at(-3 - (number % 4), '08:00');
	const seen = bulletins.filter((each) => isFor(each, tenancy) && new Date(each.publishedAt) < readUntil);
	for (const { id, version } of seen) {
		const row = { id, subjectKind: 'bulletin' as const, version, readAt: readUntil.toISOString() };
		await writeChange(sql, scopeId, { create: 'readMark', row });
	}
	// Every third home has opened the newest plan, every third the one before, and the rest none.
	const behind = (number + 1) % 3;
	if (behind === 2) return;
	const version = houses[house].planVersions.length - behind;
	const row = {
		id: idOfBuilding(house),
		subjectKind: 'rescuePlan' as const,
		version,
		readAt: readUntil.toISOString()
	};
	await writeChange(sql, scopeId, { create: 'readMark', row });
}

function isFor({ audience }: DemoBulletin, { apartment }: DemoTenancy): boolean {
	if (audience === 'all') return true;
	if (Array.isArray(audience)) return audience.includes(apartment.house);
	return audience.house === apartment.house && audience.staircase === apartment.staircase;
}

function isCurrent({ startsOn, endsOn }: DemoTenancy, today: string): boolean {
	return startsOn <= today && (endsOn === null || today <= endsOn);
}
