import { appointGuardian, empower, moveIn } from '../../support/world';
import type { Simulation } from '../simulation';
import { atTheDesk, dayOf, homeOf, type Step } from './choices';
import { endWriters } from './server';

export const registers: Record<string, Step> = {
	moveOut: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(
				simulation,
				(tx) =>
					tx`update occupancies set ends_on = greatest(starts_on, ${dayOf(simulation, simulation.chance.between(-1, 1))}::date) where id = ${row.id}`
			);
	},
	stayOn: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(simulation, (tx) => tx`update occupancies set ends_on = null where id = ${row.id}`);
	},
	moveIn: async (simulation) => {
		const person = simulation.chance.pick(simulation.people);
		const [home, startsOn] = [homeOf(simulation), dayOf(simulation, simulation.chance.between(-1, 1))];
		await atTheDesk(simulation, (tx) => moveIn(tx, person.id, home, { startsOn }));
	},
	moveTo: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(
				simulation,
				(tx) => tx`update occupancies set apartment_id = ${homeOf(simulation)} where id = ${row.id}`
			);
	},
	deleteOccupancy: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row) await atTheDesk(simulation, (tx) => tx`delete from occupancies where id = ${row.id}`);
	},
	endGuardianship: async (simulation) =>
		atTheDesk(
			simulation,
			(tx) =>
				tx`update guardianships set ends_on = ${dayOf(simulation, -1)}::date where guardian_id = ${simulation.people[0]!.id}`
		),
	appointGuardian: async (simulation) => {
		const { chance, people } = simulation;
		const guardian = chance.pick(people);
		const ward = chance.pick(people.filter((person) => person !== guardian));
		await atTheDesk(simulation, (tx) => appointGuardian(tx, guardian.id, ward.id));
	},
	givePower: async (simulation) => {
		const { chance, clock, people } = simulation;
		const principal = chance.pick(people);
		const attorney = chance.pick(people.filter((person) => person !== principal));
		const matters = chance.pick([['defects'], ['messages'], ['defects', 'messages']]);
		const acceptedAt = new Date(clock.now - 1000).toISOString();
		const endsOn = dayOf(simulation, chance.between(0, 20));
		await atTheDesk(simulation, (tx) =>
			empower(tx, principal.id, attorney.id, { matters, acceptedAt, endsOn })
		);
	},
	endPower: async (simulation) => {
		const powers = await simulation.sql`select id from powers_of_attorney where ended_at is null order by id`;
		if (powers.length === 0) return;
		const { id } = simulation.chance.pick(powers);
		await atTheDesk(
			simulation,
			(tx) => tx`
				update powers_of_attorney set ended_at = greatest(accepted_at, ${simulation.now()}::timestamptz), ended_by = 'principal'
				where id = ${id}`
		);
	},
	nextDay: async (simulation) => {
		// At night the phones lie in a drawer: tabs that ask every five minutes of it tell nothing new.
		for (const browser of simulation.browsers) if (simulation.chance.happens(0.8)) browser.closeTabs();
		await endWriters(simulation);
		const { rate } = simulation.weather;
		simulation.weather.rate = 0;
		await simulation.clock.advance(simulation.chance.between(1, 30) * 3_600_000);
		simulation.weather.rate = rate;
	}
};

async function anyOccupancy(simulation: Simulation) {
	const rows =
		await simulation.sql`select id, person_id from occupancies where person_id = any (${simulation.people.map(({ id }) => id)}::uuid[]) order by id`;
	return rows.length > 0 ? simulation.chance.pick(rows) : undefined;
}
