import type { ConnectionState } from '$lib/device/portal-types';
import { m } from '$lib/i18n/generated/messages';

/** How surely the browser keeps what is saved here (O9). */
export function storageWords({
	storage,
	persistent
}: Pick<ConnectionState, 'storage' | 'persistent'>): string {
	if (storage === 'full') return m.more_storage_full();
	if (storage === 'failing') return m.more_storage_failing();
	if (persistent === undefined) return m.more_storage_unknown();
	return persistent ? m.more_storage_kept() : m.more_storage_may_go();
}
