import type { Portal } from '$lib/device/portal-types';
import { residentActor, type Circumstances } from '$lib/domain/actor';
import { fullName } from '$lib/domain/memberships';

/**
 * Who acts, for the rules that a page asks before it offers a button. No time: the phone's clock decides nothing.
 * Undefined until the registers' word on the principal is on the device.
 */
export function circumstancesOf(portal: Portal): Circumstances | undefined {
	const { personId, principalId } = portal;
	const principal = principalId ? portal.membershipOf(principalId) : undefined;
	if (!personId || !principal) return undefined;
	const name = fullName(portal.membershipOf(personId) ?? principal);
	return { by: residentActor(personId, principal, name), now: null, today: null };
}
