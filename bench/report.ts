import { randomUUID } from 'node:crypto';
import type { WireMutation } from '$lib/domain/sync-wire';
import type { Resident } from './landlord';

export const description =
	'Keittiön hana tiputtaa, vaikka sen kiertäisi kuinka kiinni. Altaan alla on jo vettä lattialla.';

/** A defect report as the form makes it. */
export function reportBy({ personId, apartmentId }: Resident, seq: number): WireMutation {
	const args = {
		id: randomUUID(),
		apartmentId,
		place: 'apartment',
		room: 'kitchen',
		category: 'waterAndSewer',
		urgentKind: null,
		description,
		masterKeyAllowed: true,
		pets: '',
		goodTimes: '',
		phone: '040 123 4567',
		writtenAt: new Date().toISOString(),
		photos: []
	};
	return [seq, personId, 'reportDefect', 1, args];
}
