import { homesOn, tenancyState, type Membership } from '$lib/domain/memberships';

/**
 * The day on which the portal's content opens for somebody who has signed but not moved in (A5), also between two homes;
 * undefined while one of their tenancies runs, and for those who have none to come. The server decides; this only says it beforehand.
 */
export function openingDay({ tenancies }: Pick<Membership, 'tenancies'>, today: string): string | undefined {
	const upcoming = homesOn(tenancies, today).filter((home) => tenancyState(home, today) === 'upcoming');
	return upcoming.map(({ startsOn }) => startsOn).sort()[0];
}
