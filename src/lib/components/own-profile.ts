import type { Portal } from '$lib/device/portal-types';
import type { Profile } from '$lib/domain/profiles';

/** The profile of whom one acts for; an attorney has none of it on the device. */
export function profileOf({ principalId, view }: Portal): Profile | undefined {
	return principalId === null ? undefined : view.get('profile', principalId);
}
