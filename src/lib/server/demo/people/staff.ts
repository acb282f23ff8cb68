import type { StaffActor, StaffRole } from '$lib/domain/actor';
import type { HouseKey } from '$lib/server/demo/content/house';
import { demoId } from '$lib/server/demo/ids';

export interface DemoStaff {
	id: string;
	name: string;
	email: string;
	roles: StaffRole[];
	/** The buildings of a maintenance role; the others see all. */
	houses: HouseKey[];
}

function member(name: string, roles: StaffRole[], houses: HouseKey[] = []): DemoStaff {
	return { id: demoId('staff', name), name, email: emailOf(name), roles, houses };
}

const emailOf = (name: string) =>
	`${name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(' ', '.')}@example.fi`;

export const demoStaff = {
	sari: member('Sari Nieminen', ['customerService']),
	johan: member('Johan Ekström', ['customerService']),
	kalle: member('Kalle Korhonen', ['maintenance'], ['pihkarinne', 'luotsiveneenkatu']),
	tuula: member('Tuula Mäkelä', ['maintenance'], ['suokukankuja']),
	petra: member('Petra Nyholm', ['propertyManager']),
	olli: member('Olli Laine', ['administrator'])
} satisfies Record<string, DemoStaff>;
export type StaffKey = keyof typeof demoStaff;

export function staffActor(key: StaffKey): StaffActor {
	const { id, name, roles } = demoStaff[key];
	return { kind: 'staff', staffId: id, name, roles };
}
