import { m } from '$lib/i18n/generated/messages';

export const refusalWords = {
	notValid: m.users_refused_notValid,
	emailTaken: m.users_refused_emailTaken,
	notFound: m.staff_not_found,
	yourself: m.users_refused_yourself,
	lastAdministrator: m.users_refused_lastAdministrator,
	atProvider: m.users_refused_atProvider
};
