import { randomUUID } from 'node:crypto';
import { sessionCookieName } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import { CountedDevice } from './counted-device';
import { buildHouse, fillHistory, moveIn, publishBulletin } from './landlord';
import { minimalServer } from './minimal-server';
import { origin } from './portal-in-process';
import { description, reportBy } from './report';
import { textOf } from './sentences';
import { warmLine, type Cost } from './warm-line';

/** Both ways, for one request and its answer on a connection that is warm: means over rounds. */
export interface WireBytes {
	idle: Cost;
	empty204: Cost;
	changedRow: Cost;
	/** The row alone, brotli'd under minimal headers. */
	rowAlone: Cost;
	rowCharacters: number;
	push: Cost;
	reportText: number;
	first: Cost & { rows: number; exchanges: number };
}

/** More than the entries that HPACK's table holds at both ends, so that what it forgets is counted too. */
const warmUps = 30;
const rounds = 30;

/** @param owner connects as the schema's owner to the database that the portal at `port` serves */
export async function measureWireBytes(
	port: number,
	owner: Database,
	{ plan }: { plan: boolean }
): Promise<WireBytes> {
	const home = await buildHouse(owner.sql, { plan });
	const resident = await moveIn(owner, home);
	await fillHistory(owner.sql, resident);
	const device = await CountedDevice.connect(port, resident);
	const minimal = await minimalServer();
	const peer = await warmLine(minimal.port, `${sessionCookieName(origin)}=${resident.token}`);
	try {
		// The page that asks has come over the same line, so its headers are known there.
		await device.idle();
		const first = await firstSync(device);
		const idle = await mean(async () => {
			const asked = await device.idle();
			if (asked.found !== 'none') throw new Error('the server has something new');
			return asked;
		});
		const empty204 = await mean(async () => {
			await peer.fetch('/nothing');
			return peer.last;
		});
		let published = 1000;
		let row = '';
		const changedRow = await mean(async () => {
			await publishBulletin(
				owner.sql,
				published,
				['staircase', home.staircaseId],
				textOf(published++).slice(0, 8)
			);
			if ((await device.idle()).found !== 'some') throw new Error('the change was not seen');
			const { answer, ...cost } = await device.exchange();
			row = JSON.stringify(answer.s?.[0]?.r?.[0]);
			return cost;
		});
		const rowAlone = await mean(async () => {
			minimal.row = row.replace(/[0-9a-f-]{36}/, randomUUID());
			await peer.fetch('/row');
			return peer.last;
		});
		const push = await mean(() => device.exchange(reportBy(resident, device.last + 1)));
		return {
			first,
			idle,
			empty204,
			changedRow,
			rowAlone,
			rowCharacters: row.length,
			push,
			reportText: Buffer.byteLength(description)
		};
	} finally {
		await device.close();
		await peer.close();
		await minimal.close();
	}
}

/** What a resident's first sync costs, with a rescue plan and the house's chapters in three languages. */
export async function measureFirstSync(port: number, owner: Database): Promise<WireBytes['first']> {
	const resident = await moveIn(owner, await buildHouse(owner.sql, { plan: true }));
	await fillHistory(owner.sql, resident);
	const device = await CountedDevice.connect(port, resident);
	try {
		await device.idle();
		return await firstSync(device);
	} finally {
		await device.close();
	}
}

async function firstSync(device: CountedDevice): Promise<WireBytes['first']> {
	const total = { sent: 0, received: 0, rows: 0, exchanges: 0 };
	for (;;) {
		const { answer, sent, received } = await device.exchange();
		total.sent += sent;
		total.received += received;
		total.exchanges++;
		for (const scope of answer.s ?? []) total.rows += scope.r?.length ?? 0;
		if (!answer.m) return total;
	}
}

export const bothWays = ({ sent, received }: Cost) => sent + received;

async function mean(ask: () => Promise<Cost>): Promise<Cost> {
	for (let n = 0; n < warmUps; n++) await ask();
	const total = { sent: 0, received: 0 };
	for (let n = 0; n < rounds; n++) {
		const { sent, received } = await ask();
		total.sent += sent;
		total.received += received;
	}
	return { sent: total.sent / rounds, received: total.received / rounds };
}
