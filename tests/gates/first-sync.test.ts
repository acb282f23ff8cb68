import { expect, test } from 'vitest';
import { connect } from '$lib/server/db';
import { portalInProcess } from '../../bench/portal-in-process';
import { measureFirstSync } from '../../bench/wire-bytes';
import { createTestDatabase } from '../support/database';

test('the first sync with a rescue plan in three languages takes one round trip and at most 20 kB', async () => {
	const database = await createTestDatabase();
	const portal = await portalInProcess(database.url);
	const owner = connect(database.ownerUrl, { connections: 1 });
	const first = await measureFirstSync(portal.port, owner);
	await owner.end();
	await portal.stop();
	await database.drop();
	expect(first.exchanges).toBe(1);
	expect(first.received).toBeLessThanOrEqual(20_000);
});
