import type { Portal } from '$lib/device/portal-types';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { homesOn, type Tenancy } from '$lib/domain/memberships';
import { currentTime } from '$lib/i18n/clock';

/** The homes of whoever one acts for: what is reported and written names one of them (A16). */
export function homesOf(portal: Portal): Tenancy[] {
	const { principalId } = portal;
	const tenancies = (principalId && portal.membershipOf(principalId)?.tenancies) || [];
	return homesOn(tenancies, helsinkiDay(currentTime()));
}
