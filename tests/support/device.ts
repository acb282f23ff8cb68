import { createHash, randomUUID } from 'node:crypto';
import { checkedText, checkLength, type ExchangeAnswer, type ExchangeRequest } from '$lib/domain/sync-wire';
import { chooseLanguage } from '$lib/domain/profiles';
import { reportDefect } from '$lib/domain/defect-reports';
import type { AnyMutation } from '$lib/domain/mutations';
import type { EngineEvent, Host } from '$lib/device/engine';
import { claim, LocalDb } from '$lib/device/local-db';
import { enqueue } from '$lib/device/outbox';
import type { PhotoToSend } from '$lib/device/portal-types';
import type { Transport } from '$lib/device/transport';

// A device without a server, for what it must answer for by itself.

export const aino = '5d1f7a52-6b0e-4f65-9a53-000000000001';

export async function newDevice(personId = aino): Promise<LocalDb> {
	const db = new LocalDb(`device-${randomUUID()}`);
	await claim(db, personId, randomUUID());
	return db;
}

export function photo(number = 1, bytes = new Uint8Array(300).fill(number)): PhotoToSend {
	const sha = createHash('sha256').update(bytes).digest('hex');
	return {
		id: randomUUID(),
		sha,
		type: 'image/webp',
		size: bytes.length,
		width: 10,
		height: 10,
		bytes: bytes.buffer as ArrayBuffer
	};
}

/** Queues a change of language; returns the item's id. */
export async function queueLanguage(db: LocalDb, language: string, principalId = aino): Promise<string> {
	const id = randomUUID();
	const mutation = chooseLanguage as unknown as AnyMutation;
	await enqueue(db, {
		id,
		principalId,
		mutation,
		args: { id: principalId, language },
		writtenAt: '2026-03-10T10:00:00.000Z',
		photos: []
	});
	return id;
}

/** Queues a report; returns the item's id. */
export async function queueReport(
	db: LocalDb,
	photos: PhotoToSend[] = [],
	principalId = aino
): Promise<string> {
	const id = randomUUID();
	const args = {
		id: randomUUID(),
		apartmentId: randomUUID(),
		place: 'apartment',
		room: 'kitchen',
		category: 'other',
		urgentKind: null,
		description: 'Hana vuotaa',
		masterKeyAllowed: true,
		phone: '',
		writtenAt: '2026-03-10T10:00:00.000Z',
		photos: photos.map(({ bytes: _bytes, ...each }) => each)
	};
	const mutation = reportDefect as unknown as AnyMutation;
	await enqueue(db, { id, principalId, mutation, args, writtenAt: args.writtenAt, photos });
	return id;
}

export async function requestOf(db: LocalDb, more: Partial<ExchangeRequest> = {}): Promise<ExchangeRequest> {
	const { client, cookie, last } = await db.sync();
	return { person: aino, client, last, ...(cookie === undefined ? {} : { cookie }), ...more };
}

/** An answer to a request, from a server that has what it is given here. */
export function answerTo(
	request: ExchangeRequest,
	more: Partial<ExchangeAnswer> = {},
	personId = aino
): ExchangeAnswer {
	return { k: checkOf(personId, request.cookie), c: `cookie ${randomUUID()}`, ...more };
}

export function checkOf(personId: string, cookie: string | undefined): string {
	return createHash('sha256').update(checkedText(personId, cookie)).digest('base64url').slice(0, checkLength);
}

/** A scope with one attachment that waits for the photo, seen for the principal. */
export function waitingFor(
	photos: readonly PhotoToSend[],
	principalId = aino,
	state = 'expected'
): ExchangeAnswer['s'] {
	const rows = photos.map(({ id, sha }, at): NonNullable<NonNullable<ExchangeAnswer['s']>[0]['r']>[0] => [
		'attachment',
		id,
		at + 1,
		{ sha, state }
	]);
	return [
		{
			i: 1,
			p: [principalId],
			r: rows,
			d: [rows.length, rows.reduce((sum, [, , version]) => sum + version, 0)]
		}
	];
}

/** Surroundings whose pauses end at once and are written down. */
export function quietHost() {
	const pauses: number[] = [];
	const events: EngineEvent[] = [];
	const host: Host = {
		now: () => 0,
		// The longest that a jitter may give.
		random: () => 1,
		uuid: randomUUID,
		sleep: async (ms) => {
			pauses.push(ms);
		},
		withLock: (_name, work) => work(),
		report: (event) => events.push(event)
	};
	return { host, pauses, events };
}

/** A line on which nothing is new, but for what a test says. */
export function line(more: Partial<Transport>): Transport {
	return {
		idle: async () => 'none',
		exchange: async (request) => answerTo(request),
		findUpload: async () => ({ state: 'notExpected' }),
		sendPiece: async () => ({ state: 'notExpected' }),
		...more
	};
}
