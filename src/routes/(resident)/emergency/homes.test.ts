import type { View } from '$lib/device/portal-types';
import type { EmergencyCard } from '$lib/domain/buildings';
import type { Tenancy } from '$lib/domain/memberships';
import { describe, expect, it } from 'vitest';
import { emergencyHomes } from './homes';

const today = '2026-11-22';

describe('B3 the address as one says it on the phone', () => {
	it('is the home’s own, with the card of its own staircase', () => {
		const homes = emergencyHomes(viewOf([tenancy('B')], [card('A'), card('B')]), today);
		expect(homes).toMatchObject([{ address: 'Kaivokatu 12 B 24', card: { staircase: 'B' } }]);
	});

	it('is there, with another staircase’s card, before the own one has arrived', () => {
		expect(emergencyHomes(viewOf([tenancy('B')], [card('A')]), today)).toMatchObject([
			{ card: { staircase: 'A' } }
		]);
	});

	it('is the card’s where nothing else has arrived yet', () => {
		expect(emergencyHomes(viewOf([], [card('A')]), today)).toMatchObject([{ address: 'Kaivokatu 12 A' }]);
	});

	it('A16 is asked for where one has several homes, and named once where ward and guardian share one', () => {
		const other = { ...tenancy('A'), apartmentId: 'other', address: 'Mäkitie 1 A 2', buildingId: 'far' };
		const homes = emergencyHomes(viewOf([tenancy('B'), tenancy('B'), other], [card('B')]), today);
		expect(homes.map(({ address }) => address)).toEqual(['Kaivokatu 12 B 24', 'Mäkitie 1 A 2']);
		expect(homes[1]?.card).toBeUndefined();
	});

	it('A16 is not that of a home that one has left', () => {
		const left = { ...tenancy('A'), apartmentId: 'left', endsOn: '2026-11-21' };
		const homes = emergencyHomes(viewOf([left, tenancy('B')], [card('B')]), today);
		expect(homes.map(({ address }) => address)).toEqual(['Kaivokatu 12 B 24']);
	});
});

function viewOf(tenancies: Tenancy[], cards: EmergencyCard[]): View {
	const rows: Record<string, unknown[]> = {
		membership: tenancies.length > 0 ? [{ tenancies }] : [],
		emergencyCard: cards
	};
	return { list: (kind: string) => rows[kind] ?? [] } as unknown as View;
}

function tenancy(staircase: string): Tenancy {
	return {
		apartmentId: `home ${staircase}`,
		buildingId: 'building',
		staircaseId: `stairs ${staircase}`,
		address: `Kaivokatu 12 ${staircase} 24`,
		postalPlace: '00100 Helsinki',
		staircase,
		apartment: '24',
		role: 'signatory',
		opensOn: '2026-01-01',
		startsOn: '2026-01-01',
		endsOn: null
	};
}

function card(staircase: string): EmergencyCard {
	return {
		id: `card ${staircase}`,
		buildingId: 'building',
		staircase,
		address: `Kaivokatu 12 ${staircase}`,
		postalPlace: '00100 Helsinki',
		onCallPhone: '09 555 0199',
		assemblyPoint: {},
		waterShutOff: {},
		electricalBoard: {},
		shelter: {}
	};
}
