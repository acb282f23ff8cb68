import type { Sql } from '$lib/server/db';
import type { BulletinAudience, DemoBulletin } from '$lib/server/demo/bulletins';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import type { House } from '$lib/server/demo/content/house';
import { houses } from '$lib/server/demo/content/houses';
import { rescuePlanOf } from '$lib/server/demo/content/rescue-plan';
import { demoId, idOfBuilding, idOfStaircase } from '$lib/server/demo/ids';
import { findScope, insertRows } from './insert';
import { demoLandlordId } from './registers';

export async function fillRescuePlans(sql: Sql, calendar: DemoCalendar): Promise<void> {
	const planRow = (house: House) => {
		const { id: buildingId, version, publishedOn, changes, chapters, maps } = rescuePlanOf(house, calendar);
		return {
			id: demoId('rescue plan', house.key, version),
			buildingId,
			version,
			publishedOn,
			changes,
			chapters,
			maps
		};
	};
	await insertRows(sql, 'rescue_plans', Object.values(houses).map(planRow));
}

export async function fillBulletins(sql: Sql, bulletins: DemoBulletin[]): Promise<void> {
	await insertRows(
		sql,
		'bulletins',
		bulletins.map(({ id, version, title, body, urgency, publishedAt, endsAt }) => ({
			id,
			version,
			title,
			body,
			urgency,
			publishedAt,
			endsAt
		}))
	);
	for (const { id, audience } of bulletins) {
		const scopes = await Promise.all(scopesOf(audience).map(([kind, key]) => findScope(sql, kind, key)));
		await insertRows(
			sql,
			'bulletin_audiences',
			scopes.map((scopeId) => ({ bulletinId: id, scopeId }))
		);
	}
}

function scopesOf(audience: BulletinAudience): ['landlord' | 'building' | 'staircase', string][] {
	if (audience === 'all') return [['landlord', demoLandlordId]];
	if (Array.isArray(audience)) return audience.map((house) => ['building', idOfBuilding(house)]);
	return [['staircase', idOfStaircase(audience.house, audience.staircase)]];
}
