import type { Transaction } from '$lib/server/db';
import { isRetryable, isTransient } from '$lib/server/failures';
import { scopeOf } from '../../support/world';
import type { Tab } from '../browser';
import type { Simulation } from '../simulation';

export type Step = (simulation: Simulation) => Promise<unknown>;

export function openTab(simulation: Simulation): Tab | undefined {
	const tabs = simulation.browsers.flatMap(({ tabs }) => tabs).filter(({ isDead }) => !isDead);
	return tabs.length > 0 ? simulation.chance.pick(tabs) : undefined;
}

export function anyBrowser(simulation: Simulation) {
	return simulation.chance.pick(simulation.browsers);
}

let counter = 0;

export const words = (what: string) => `${what} ${++counter}`;

export function homeOf(simulation: Simulation): string {
	return simulation.chance.pick(
		simulation.houses.flatMap(({ staircases }) => staircases.flatMap(({ apartments }) => apartments))
	);
}

export const dayOf = (simulation: Simulation, days: number) =>
	new Date(simulation.clock.now + days * 86_400_000).toISOString().slice(0, 10);

export async function anyRow(simulation: Simulation, table: string) {
	const rows = await simulation.sql.unsafe(
		`select t.id, t.scope_id, to_jsonb(t) as data from ${table} t join sync_scope s on s.id = t.scope_id where s.key = any ($1) order by t.id`,
		[simulation.people.map(({ id }) => id) as never]
	);
	return rows.length > 0 ? simulation.chance.pick(rows) : undefined;
}

export async function audience(simulation: Simulation): Promise<number[]> {
	const { chance, houses, sql } = simulation;
	const [landlord] = await sql`select id from landlords`;
	const all = [
		await scopeOf(sql, 'landlord', landlord?.id),
		...(await Promise.all(houses.map(({ id }) => scopeOf(sql, 'building', id)))),
		...(await Promise.all(
			houses.flatMap(({ staircases }) => staircases.map(({ id }) => scopeOf(sql, 'staircase', id)))
		))
	];
	return all.filter(() => chance.happens(0.4));
}

/** What somebody at a desk does, tried again where the database broke a tie. */
export async function atTheDesk(
	simulation: Simulation,
	work: (tx: Transaction) => Promise<unknown>
): Promise<void> {
	for (let tries = 0; tries < 5; tries++) {
		try {
			await simulation.ground.desk.begin(work);
			return;
		} catch (error) {
			if (!isRetryable(error) && !isTransient(error)) throw error;
		}
	}
}

export function tolerated(error: unknown): void {
	if (!isTransient(error)) throw error;
}
