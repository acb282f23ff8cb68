import { browserHost } from '$lib/device/browser-host';
import { browserTransport } from '$lib/device/browser-transport';
import { Engine } from '$lib/device/engine';
import { makeFirstContact } from '$lib/device/first-contact';
import type { LocalDb } from '$lib/device/local-db';
import { enqueue } from '$lib/device/outbox';
import { findMutation } from '$lib/domain/mutations';

let db: LocalDb;

/** Brings the device up to date, then queues a report for each of the photos. Returns the bytes that are to be sent. */
export async function prepare(apartmentId: string, photos: string[]): Promise<number> {
	const contact = await makeFirstContact(browserTransport(), new AbortController().signal);
	if (contact === 'signedOut') throw new Error('nobody is logged in');
	db = contact.db;
	const first = new Engine(
		db,
		browserTransport(),
		browserHost(() => undefined)
	);
	await first.trigger('eager');
	await first.stop();
	const { personId } = await db.sync();
	let payload = 0;
	for (const base64 of photos) {
		const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
		const sha = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
		const announced = {
			id: crypto.randomUUID(),
			sha,
			type: 'image/webp' as const,
			size: bytes.byteLength,
			width: 1600,
			height: 1200
		};
		const args = {
			...{ id: crypto.randomUUID(), apartmentId, place: 'apartment', room: 'kitchen', category: 'other' },
			...{ urgentKind: null, description: 'Hana tiputtaa.', masterKeyAllowed: true, pets: '', goodTimes: '' },
			...{ phone: '040 123 4567', writtenAt: new Date().toISOString(), photos: [announced] }
		};
		payload += bytes.byteLength + JSON.stringify(args).length;
		const mutation = findMutation('reportDefect', 1)!;
		const item = {
			id: crypto.randomUUID(),
			principalId: personId,
			mutation,
			args,
			writtenAt: args.writtenAt
		};
		await enqueue(db, { ...item, photos: [{ ...announced, bytes }] });
	}
	return payload;
}

/** Sends what waits, by the engine that the app has. Returns how long it took, in milliseconds. */
export async function drain(): Promise<number> {
	const began = performance.now();
	const engine = new Engine(
		db,
		browserTransport(),
		browserHost(() => undefined)
	);
	do {
		await engine.trigger('timer');
		await engine.photosSettled();
	} while ((await db.outbox.count()) + (await db.blobs.count()) > 0);
	const took = performance.now() - began;
	await engine.stop();
	return took;
}
