import type { Portal } from '$lib/device/portal-types';
import { residentActor, type Circumstances } from '$lib/domain/actor';

/**
 * Who acts, for the rules that a page asks before it offers a button. No time: the phone's clock decides nothing.
 * Undefined until the registers' word on the principal is on the device.
 */
export function circumstancesOf(portal: Portal): Circumstances | undefined {
	const { personId, principalId, view } = portal;
	const principal = principalId ? view.get('membership', principalId) : undefined;
	if (!personId || !principal) return undefined;
	return { by: residentActor(personId, principal), now: null, today: null };
}
