import { m } from '$lib/i18n/generated/messages';

interface Entry {
	atProvider: boolean;
	hasPassword: boolean;
	totp: boolean;
	passkeys: number;
}

/** How somebody comes in, in a few words. */
export function entryWords({ atProvider, hasPassword, totp, passkeys }: Entry): string {
	if (atProvider) return m.users_entry_provider();
	if (!hasPassword) return m.users_entry_invited();
	const factors = [
		...(totp ? [m.users_entry_totp()] : []),
		...(passkeys > 0 ? [m.users_entry_passkeys({ count: passkeys })] : [])
	];
	return factors.length > 0 ? factors.join(', ') : m.users_entry_none();
}
