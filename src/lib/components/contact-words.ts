import type { ArgsOf } from '$lib/domain/mutations';
import { addressLine, kinLine } from '$lib/domain/profiles';
import { m } from '$lib/i18n/generated/messages';

/** What a change of contact details says: only what it changes. */
export function contactChangeWords({
	phone,
	postalAddress,
	nextOfKin
}: Omit<ArgsOf<'changeContactDetails'>, 'id'>): string {
	const said = [
		phone !== undefined && `${m.profile_phone()}: ${phone || m.profile_not_given()}`,
		postalAddress !== undefined &&
			`${m.profile_postal()}: ${postalAddress ? addressLine(postalAddress) : m.profile_postal_home()}`,
		nextOfKin !== undefined &&
			`${m.profile_next_of_kin()}: ${nextOfKin ? kinLine(nextOfKin) : m.profile_not_given()}`
	];
	return said.filter((each) => each !== false).join(' · ');
}
