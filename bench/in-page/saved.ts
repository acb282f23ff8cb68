import { claim, LocalDb } from '$lib/device/local-db';
import { enqueue, hasRoomFor } from '$lib/device/outbox';
import { findMutation } from '$lib/domain/mutations';
import { inOne, openRaw } from './raw-store';

const person = crypto.randomUUID();
const photoBytes = 60_000;

/** Milliseconds until a report with a photo is durably queued, and until one record with the same is on the disk. */
export async function saved(times: number): Promise<{ queued: number[]; raw: number[] }> {
	const db = new LocalDb('saved');
	await claim(db, person, crypto.randomUUID());
	const raw = await openRaw('saved-raw', { items: { keyPath: 'id' } });
	const found = { queued: [] as number[], raw: [] as number[] };
	for (let n = -5; n < times; n++) {
		const queued = await queue(db);
		const written = await write(raw);
		// As if it had been sent: on a phone there are seldom more than a few.
		await Promise.all([db.outbox.clear(), db.blobs.clear()]);
		if (n < 0) continue;
		found.queued.push(queued);
		found.raw.push(written);
	}
	return found;
}

async function queue(db: LocalDb): Promise<number> {
	const { args, photo } = report();
	const began = performance.now();
	const mutation = findMutation('reportDefect', 1)!;
	if (!(await hasRoomFor(db, [photo]))) throw new Error('no room');
	const writtenAt = new Date().toISOString();
	await enqueue(db, {
		id: crypto.randomUUID(),
		principalId: person,
		mutation,
		args,
		writtenAt,
		photos: [photo]
	});
	return performance.now() - began;
}

async function write(db: IDBDatabase): Promise<number> {
	const { args, photo } = report();
	const began = performance.now();
	await inOne(db, ['items'], (transaction) =>
		transaction.objectStore('items').put({ id: args.id, args, photo })
	);
	return performance.now() - began;
}

function report() {
	const bytes = crypto.getRandomValues(new Uint8Array(photoBytes)).buffer;
	const sha = Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
	const photo = {
		id: crypto.randomUUID(),
		sha,
		type: 'image/webp',
		size: photoBytes,
		width: 1600,
		height: 1200,
		bytes
	};
	const { bytes: _bytes, ...announced } = photo;
	const args = {
		...{
			id: crypto.randomUUID(),
			apartmentId: person,
			place: 'apartment',
			room: 'kitchen',
			category: 'other'
		},
		...{ urgentKind: null, description: 'Hana tiputtaa.', masterKeyAllowed: true, pets: '', goodTimes: '' },
		...{ phone: '040 123 4567', writtenAt: new Date().toISOString(), photos: [announced] }
	};
	return { args, photo: photo as typeof photo & { type: 'image/webp' } };
}
