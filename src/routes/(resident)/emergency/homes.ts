import type { View } from '$lib/device/portal-types';
import type { EmergencyCard } from '$lib/domain/buildings';
import { homesOn, type Tenancy } from '$lib/domain/memberships';

export interface EmergencyHome {
	apartmentId: string;
	/** As one says it on the phone, staircase and apartment included. */
	address: string;
	postalPlace: string;
	card: EmergencyCard | undefined;
}

/**
 * Every home that one may be calling from on that day (A16); a card alone is enough, so that the page is useful before all
 * has arrived.
 */
export function emergencyHomes(view: View, today: string): EmergencyHome[] {
	const cards = view.list('emergencyCard');
	const tenancies = view.list('membership').flatMap((membership) => membership.tenancies);
	const homes = homesOn(tenancies, today).map((tenancy) => homeOf(tenancy, cards));
	if (homes.length > 0) return homes;
	return cards.map((card) => ({
		apartmentId: card.id,
		address: card.address,
		postalPlace: card.postalPlace,
		card
	}));
}

function homeOf(tenancy: Tenancy, cards: EmergencyCard[]): EmergencyHome {
	const inBuilding = cards.filter((card) => card.buildingId === tenancy.buildingId);
	const card =
		inBuilding.find(({ id, staircase }) => id === tenancy.staircaseId || staircase === tenancy.staircase) ??
		inBuilding[0];
	return {
		apartmentId: tenancy.apartmentId,
		address: tenancy.address,
		postalPlace: tenancy.postalPlace,
		card
	};
}
