import type { Membership } from '$lib/domain/memberships';

/**
 * The day on which the portal's content opens for somebody who has signed but not moved in (A5); undefined once one
 * of their tenancies has begun, and for those who have none. The server decides; this only says it beforehand.
 */
export function openingDay({ tenancies }: Pick<Membership, 'tenancies'>, today: string): string | undefined {
	const first = tenancies.map(({ startsOn }) => startsOn).sort()[0];
	return first !== undefined && first > today ? first : undefined;
}
