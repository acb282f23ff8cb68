import { adoptDatabase } from '$lib/server/sync/epoch';
import { publishBulletin } from '../../support/world';
import type { Simulation } from '../simulation';
import { atTheDesk, audience, words, type Step } from './choices';

const openWriters = new WeakMap<Simulation, (() => Promise<void>)[]>();

/** Lets everybody go who has a transaction open. */
export async function endWriters(simulation: Simulation): Promise<void> {
	const ends = openWriters.get(simulation) ?? [];
	openWriters.delete(simulation);
	simulation.activity.allWait = undefined;
	for (const end of ends) await end();
}

export const server: Record<string, Step> = {
	purge: (simulation) => simulation.ground.owner.sql`select sync_purge_tombs(now() + interval '1 minute')`,
	renewEpoch: (simulation) => adoptDatabase(simulation.ground.owner.sql, true),
	forgetClient: async (simulation) => {
		const rows =
			await simulation.sql`select id from sync_clients where person_id = any (${simulation.people.map(({ id }) => id)}::uuid[]) order by created_at`;
		if (rows.length === 0) return;
		const { id } = simulation.chance.pick(rows);
		simulation.excusedClients.add(id);
		await atTheDesk(simulation, (tx) => tx`delete from sync_clients where id = ${id}`);
	},
	/** A transaction that stays open for a while, with rows of a scope that others write to meanwhile. */
	holdWriter: async (simulation) => {
		if ((openWriters.get(simulation) ?? []).length > 0) return endWriters(simulation);
		const { owner } = simulation.ground;
		const scopes = await audience(simulation);
		const { id } = simulation.chance.pick(simulation.houses);
		let letGo = () => undefined as void;
		const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
		let hasWritten = () => undefined as void;
		const written = new Promise<void>((resolve) => (hasWritten = resolve));
		const isKept = simulation.chance.happens(0.7);
		const ended = owner
			.begin(async (tx) => {
				await publishBulletin(tx, scopes, words('Pitkä'));
				await tx`update buildings set name = ${words('Talo')} where id = ${id}`;
				hasWritten();
				await isLetGo;
				if (!isKept) throw new Error('rolled back');
			})
			.catch(() => hasWritten());
		await written;
		simulation.activity.allWait = async () => {
			const running = await owner.sql`
				select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
					and application_name in ('simulation', 'simulation desk') and wait_event_type is distinct from 'Lock'`;
			return running.length === 0;
		};
		openWriters.set(simulation, [
			async () => {
				letGo();
				await ended;
			}
		]);
	},
	letWriterGo: (simulation) => endWriters(simulation),
	/** Two at once, in opposite order. */
	deadlock: async (simulation) => {
		const [first, second] = [
			simulation.chance.pick(simulation.people),
			simulation.chance.pick(simulation.people)
		];
		const rename = (ids: string[]) =>
			atTheDesk(simulation, async (tx) => {
				for (const id of ids) await tx`update people set family_name = ${words('Korhonen')} where id = ${id}`;
			});
		await Promise.all([rename([first.id, second.id]), rename([second.id, first.id])]);
	},
	keepCopy: async (simulation) => {
		await endWriters(simulation);
		await simulation.activity.quiet();
		await simulation.ground.keepCopy();
		simulation.server.db = simulation.ground.db;
	},
	goBack: async (simulation) => {
		if (!simulation.ground.hasCopy) return;
		await endWriters(simulation);
		await simulation.activity.quiet();
		await simulation.ground.goBack();
		for (const { line } of simulation.browsers) line.breakOff();
		simulation.server.db = simulation.ground.db;
		await simulation.forgiveWhatTheDatabaseLost();
	}
};
