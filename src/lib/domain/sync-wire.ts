import * as v from 'valibot';
import type { EntityKind } from './entities';
import type { PowerMatter } from './powers-of-attorney';
import type { Refusal } from './refusal';

// What goes over the line, by short tuples because a phone in a basement pays for every byte. docs/sync.md names the
// parts; nothing but the two ends of the exchange reads these.

/** [seq, principalId, name, version, args] */
export type WireMutation = [number, string, string, number, unknown];

/** Removes a parked item: it takes up its place in the sequence and changes nothing. */
export const noop = 'noop';

interface Sent {
	name: string;
	v: number;
	args: unknown;
}

/** Says what it takes back: on a copy of the device's storage, something else may stand at the same place. */
export const noopFor = ({ name, v, args }: Sent): Sent => ({ name: noop, v: 1, args: [name, v, args] });

export const maxMutationBytes = 64 * 1024;
export const maxExchangeBytes = 256 * 1024;
export const maxMutations = 50;

export const exchangeRequest = v.object({
	/** Whose database asks, for another person may have logged in since in the same browser; absent at first contact. */
	person: v.optional(v.pipe(v.string(), v.uuid())),
	/** Chosen by the device when its database was made. */
	client: v.pipe(v.string(), v.uuid()),
	/** Absent at first contact. */
	cookie: v.optional(v.pipe(v.string(), v.maxLength(2000))),
	/** The last of this client's mutations whose outcome the device has stored. */
	last: v.pipe(v.number(), v.integer(), v.minValue(0)),
	mutations: v.optional(
		v.pipe(
			v.array(
				v.strictTuple([
					v.pipe(v.number(), v.integer(), v.minValue(1)),
					v.pipe(v.string(), v.uuid()),
					v.pipe(v.string(), v.maxLength(80)),
					v.pipe(v.number(), v.integer(), v.minValue(1)),
					v.unknown()
				])
			),
			v.maxLength(maxMutations)
		)
	),
	/** Scopes whose totals on the device disagree with the server's digest. */
	reload: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(100))),
	/** The `packing` that the sender can undo. */
	packing: v.optional(v.pipe(v.string(), v.maxLength(20)))
});
export type ExchangeRequest = v.InferOutput<typeof exchangeRequest>;

/**
 * What a device says again and again goes as headers, each of which a warm HTTP/2 line sends as a byte or two as long as
 * it stays the same: who asks, the last outcome that it has, and its cookie, by the idle sync's own name.
 */
const headerNames = { device: 'x-device', last: 'x-last', cookie: 'x-cursor' };
/** What goes in the body beside the headers; nothing, where nothing is sent. A request whole in its body is as good. */
export const exchangeBody = v.optional(v.partial(exchangeRequest, ['client', 'last']), {});
export type ExchangeBody = v.InferInput<typeof exchangeBody>;

/** A request in its two parts. */
export function splitRequest(
	{ client, person, last, cookie, ...rest }: ExchangeRequest,
	packing: string
): { headers: Record<string, string>; body: ExchangeBody } {
	const device = [packing, client, ...(person === undefined ? [] : [person])].join(' ');
	const headers = { [headerNames.device]: device, [headerNames.last]: String(last) };
	return {
		headers: { ...headers, ...(cookie === undefined ? {} : { [headerNames.cookie]: cookie }) },
		body: Object.keys(rest).length > 0 ? rest : undefined
	};
}

/** The part of a request that came as headers. */
export function readHeaders(headers: Headers): Partial<ExchangeRequest> {
	const [packing, client, person] = headers.get(headerNames.device)?.split(' ') ?? [];
	const last = headers.get(headerNames.last);
	const cookie = headers.get(headerNames.cookie);
	return {
		...(packing && { packing }),
		...(client && { client }),
		...(person && { person }),
		...(last && { last: Number(last) }),
		...(cookie && { cookie })
	};
}

/** [kind, id, version, data without its id] */
export type WireRow = [EntityKind, string, number, Record<string, unknown>];

export interface WireScope {
	/** Scope id. */
	i: number;
	/** For whom one sees it; absent when that hasn't changed since the base cookie. */
	p?: string[];
	/** What of it is seen, where that is not all: the matters that a power of attorney names. Goes with `p`. */
	w?: PowerMatter[];
	/** Present when what the device holds of this scope is to be dropped first. */
	f?: 1;
	/** Deleted rows, applied before the new ones. */
	g?: [EntityKind, string][];
	/** New and changed rows. */
	r?: WireRow[];
	/** The digest [row count, sum of versions], once the scope is complete. */
	d?: [number, number];
}

export interface ExchangeAnswer {
	/** Who was asked and on which base: see `answerCheck`. */
	k: string;
	/** Person id, at first contact. */
	u?: string;
	/** Next cookie. */
	c: string;
	/** Present when everything that the device holds is to be dropped first. */
	z?: 1;
	/** Scopes to drop: no longer granted. */
	x?: number[];
	s?: WireScope[];
	/** The scopes, packed: on the way they are here. */
	q?: PackedScope[];
	/** Stored refusals of this client beyond the request's `last`. */
	n?: [number, Refusal][];
	/** The last mutation whose outcome these rows include; on the last page only. */
	l?: number;
	/** The mutation that is not consumed yet, and why. */
	h?: [number, 'unknown' | 'failing'];
	/** Present when more pages follow. */
	m?: 1;
}

export type ExchangeOutcome =
	| ExchangeAnswer
	/** The client's sequence is not this server's: number everything anew under a new client id. */
	| { newClient: true }
	/** The session is another person's than the device's database: nothing was taken, nothing is told. */
	| { otherPerson: true }
	/** The session does not reach: nothing was fetched. */
	| { session: SessionEnd; n?: [number, Refusal][]; l?: number };

/**
 * `expired` stops only sending and fetching; `revoked` clears the device and seals what waits; `accessEnded` has offered
 * what waits to the server first, then clears the device.
 */
export type SessionEnd = 'expired' | 'revoked' | 'accessEnded';

/** What `answerCheck` digests: an answer for another person, or computed from another cookie, does not match. */
export function checkedText(personId: string, baseCookie: string | undefined): string {
	return `${personId}\n${baseCookie ?? ''}`;
}

/** Characters of the base64url SHA-256 that are sent: 48 bits against mix-ups, not against forgers. */
export const checkLength = 8;

/** Rows of one kind, column by column: [kind, how many, ids, steps from version to version, each field's values]. */
export type PackedTable = [EntityKind, number, ...unknown[]];

/** [scope id, digest, all else of it, tables]; 0 for what there is none of. */
export type PackedScope = [number, [number, number] | 0, Omit<WireScope, 'i' | 'd'> | 0, ...PackedTable[]];
