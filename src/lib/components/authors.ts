import type { Portal } from '$lib/device/portal-types';
import { m } from '$lib/i18n/generated/messages';

interface Said {
	by: 'resident' | 'staff';
	authorName: string;
	/** Absent on rows that a device has kept from before. */
	actedBy?: string | null;
}

/** Who said or did something, and for whom where it was for another (A12). */
export function authorWords(portal: Portal, { by, authorName, actedBy }: Said): string {
	if (by === 'staff') return authorName;
	const { personId, principalId } = portal;
	const name = (actedBy ?? principalId) === personId ? m.you() : authorName;
	if (!actedBy || principalId === null) return name;
	if (principalId === personId) return m.acted_for_you({ name });
	const principal = portal.nameOf(principalId);
	return principal ? m.acted_for({ name, principal }) : name;
}
