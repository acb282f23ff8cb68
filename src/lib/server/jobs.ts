import type { TaskList } from 'graphile-worker';

/** What runs in the background, by name. Each may run twice or late, and does no more by that. */
export const taskList: TaskList = {
	purge: async (_payload, { query }) => {
		await query(`select sync_purge_tombs(now() - interval '90 days')`);
		await query('select purge_forgotten(now())');
	}
};

/** At night, when few wait for a scope's lock: `minute hour day month weekday task`, in UTC. */
export const crontab = '17 1 * * * purge';
