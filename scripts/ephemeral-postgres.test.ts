import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEphemeralPostgres } from './ephemeral-postgres';

test('a Postgres of a run of tests leaves nothing on the disk, wherever its cluster is', async () => {
	const { dataFolder, stop } = await startEphemeralPostgres();
	const { cluster } = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as {
		cluster: string;
	};
	expect(existsSync(cluster)).toBe(true);
	await stop();
	expect([dataFolder, cluster].filter((folder) => existsSync(folder))).toEqual([]);
});
