import { randomUUID } from 'node:crypto';
import { sessionCookieName, findSession, tokenHash } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import { fileStore } from '$lib/server/blobs';
import { exchange } from '$lib/server/sync/exchange';
import { answerIdleSync } from '$lib/server/sync/idle';
import { findUpload } from '$lib/server/uploads';
import { addCrowd } from './crowd';
import { createBenchDatabase } from './database';
import { atMost, type Figure } from './figure';
import { buildHouse, fillHistory, moveIn, type Resident } from './landlord';
import { reportBy } from './report';
import { explain, recording, type Touched } from './statements';

const residents = 400;
const times = 100;
/** Tables of one row. */
const tiny = new Set(['sync_epoch', 'landlords']);

interface Size {
	operations: Map<string, Touched[]>;
	/** Characters of a resident's first sync. */
	answered: number;
}

/** What each statement of the sync touches must not depend on how many others live here. */
export async function growth(): Promise<Figure[]> {
	const database = await createBenchDatabase();
	try {
		const home = await buildHouse(database.owner.sql);
		const reader = await moveIn(database.owner, home);
		await fillHistory(database.owner.sql, reader);
		const sender = await moveIn(database.owner, home, 'Matti');
		await addCrowd(database.owner.sql, 0, residents);
		const small = await measure(database.db, reader, sender);
		await addCrowd(database.owner.sql, residents, residents * times);
		const large = await measure(database.db, reader, sender);
		return [...small.operations].map(([name, before]) =>
			figureOf(name, before, large.operations.get(name)!, large.answered === small.answered)
		);
	} finally {
		await database.drop();
	}
}

function figureOf(name: string, before: Touched[], after: Touched[], sameBytes: boolean): Figure {
	const sum = (all: Touched[]) => all.reduce((total, { buffers }) => total + buffers, 0);
	const worst = after
		.map((each, at) => ({
			...each,
			growth: each.buffers / (before[at]?.buffers || each.buffers || 1),
			was: before[at]?.buffers
		}))
		.sort((a, b) => b.growth - a.growth)[0]!;
	const scanned = [...new Set(after.flatMap((each) => each.scanned))].filter((table) => !tiny.has(table));
	const notes = [
		`of ${after.length} statements the worst: ${worst.was} → ${worst.buffers}, ${worst.statement.slice(0, 60)}`,
		...(scanned.length > 0 ? [`sequential scan of ${scanned.join(', ')}`] : []),
		...(sameBytes ? [] : ['other bytes answered'])
	];
	const figure = atMost(
		`${name}: buffers, ${times} times the residents`,
		[sum(after), 'pages'],
		[sum(before), 'pages'],
		1.5,
		{
			note: notes.join('; ')
		}
	);
	return {
		...figure,
		reached: figure.reached === true && scanned.length === 0 && sameBytes && worst.growth <= 1.5
	};
}

async function measure(db: Database, reader: Resident, sender: Resident): Promise<Size> {
	const now = new Date();
	const operations = new Map<string, Touched[]>();
	const touched = async (name: string, run: (on: Database) => Promise<unknown>) => {
		const recorder = recording(db, { undo: true });
		await run(recorder.db);
		operations.set(name, await explain(db, recorder.statements()));
	};
	const first = { client: randomUUID(), last: 0 };
	await touched('first sync', (on) => exchange(on, exchanger(reader, now), first));
	const read = await syncFully(db, reader, first, now);
	await touched('session', (on) => findSession(on.sql, tokenHash(reader.token), now));
	const headers = { cookie: `${sessionCookieName()}=${reader.token}`, 'x-cursor': read.cookie };
	await touched('idle sync', (on) => answerIdleSync(on.sql, headers, now));

	const begun = { client: randomUUID(), last: 0 };
	const { cookie } = await syncFully(db, sender, begun, now);
	const base = { ...begun, cookie };
	await exchange(db, exchanger(sender, now), { ...base, mutations: [reportBy(sender, 1)] });
	await touched('one changed row', (on) => exchange(on, exchanger(sender, now), base));
	const second = { ...base, mutations: [reportBy(sender, 2)] };
	await touched('push of a report', (on) => exchange(on, exchanger(sender, now), second));
	const photo = { personId: sender.personId, principalId: sender.personId, sha: '0'.repeat(64) };
	await touched('state of a photo', (on) => findUpload(on, fileStore('/nowhere'), photo, now));
	return { operations, answered: read.characters };
}

async function syncFully(
	db: Database,
	resident: Resident,
	first: { client: string; last: number },
	now: Date
) {
	let cookie: string | undefined;
	for (let characters = 0; ;) {
		const answer = await exchange(db, exchanger(resident, now), { ...first, ...(cookie ? { cookie } : {}) });
		if (!('c' in answer)) throw new Error('not answered');
		characters += JSON.stringify(answer.s).length;
		cookie = answer.c;
		if (!answer.m) return { cookie, characters };
	}
}

const exchanger = ({ personId }: Resident, now: Date) => ({ personId, now, alert: () => undefined });
