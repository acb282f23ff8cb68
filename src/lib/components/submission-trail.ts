import type { ConnectionState, OutboxItem } from '$lib/device/portal-types';

/** Where a submission is, as its sender sees it (O7). */
export type Place = 'saved' | 'sending' | 'unanswered' | 'received' | 'read' | 'refused' | 'held';

const places: Record<OutboxItem['state'], Place> = {
	waiting: 'saved',
	sending: 'sending',
	refused: 'refused',
	held: 'held'
};

/** While nobody can be reached, what was under way is not being sent: it waits for the answer. */
export function placeOnLine(place: Place, reach: ConnectionState['reach']): Place {
	return place === 'sending' && (reach === 'offline' || reach === 'away') ? 'unanswered' : place;
}

/**
 * `arrivedAt` is the server's word and decides; before it, the item on the device does. A row that has arrived may
 * have later items pending on it, which are not its own trail.
 */
export function placeOf(
	item: Pick<OutboxItem, 'state' | 'heldSince'> | undefined,
	{ arrivedAt, readAt }: { arrivedAt: string | null; readAt: string | null }
): Place {
	if (arrivedAt === null && item?.state === 'sending' && item.heldSince !== undefined) return 'held';
	if (arrivedAt === null) return item ? places[item.state] : 'sending';
	return readAt === null ? 'received' : 'read';
}
