import type { View } from '$lib/device/portal-types';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { homesOn } from '$lib/domain/memberships';
import { currentTime } from '$lib/i18n/clock';

/** The number that answers day and night for a home, from whatever of its building has arrived; on one line. */
export function onCallPhone(view: View, apartmentId: string | null): string | undefined {
	const homes = homesOn(
		view.list('membership').flatMap(({ tenancies }) => tenancies),
		helsinkiDay(currentTime())
	);
	const buildingId = (homes.find((home) => home.apartmentId === apartmentId) ?? homes[0])?.buildingId;
	const cards = view.list('emergencyCard');
	const card = cards.find((each) => each.buildingId === buildingId) ?? cards[0];
	const building = buildingId ? view.get('building', buildingId) : view.list('building')[0];
	const phone = card?.onCallPhone ?? building?.maintenance.onCallPhone;
	return phone?.replaceAll(' ', '\u00a0');
}
