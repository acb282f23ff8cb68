import * as v from 'valibot';
import type { Entities, EntityKind } from './entities';
import type { Refusal } from './refusal';

// What goes over the line, by short tuples because a phone in a basement pays for every byte. docs/sync.md names the
// parts; nothing but the two ends of the exchange reads these.

/** [seq, principalId, name, version, args] */
export type WireMutation = [number, string, string, number, unknown];

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

/** [kind, id, version, data without its id] */
export type WireRow = [EntityKind, string, number, Record<string, unknown>];

export interface WireScope {
	/** Scope id. */
	i: number;
	/** For whom one sees it; absent when that hasn't changed since the base cookie. */
	p?: string[];
	/** Present when what the device holds of this scope is to be dropped first. */
	f?: 1;
	/** Deleted rows, applied before the new ones. */
	g?: [EntityKind, string][];
	/** New and changed rows. */
	r?: WireRow[];
	/** More of them, packed; only on the way. */
	t?: WireTable[];
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
export type WireTable = [EntityKind, number, ...unknown[]];

/**
 * The fields of a packed row, in this order. A row that has others (of a newer server, of an older projection) goes as it
 * is, so that a list that is behind costs bytes and nothing else.
 */
export const packedFields = {
	attachment: [
		'subjectKind',
		'subjectId',
		'entryId',
		'sha',
		'type',
		'size',
		'width',
		'height',
		'position',
		'state',
		'readyAt'
	],
	building: [
		'name',
		'streetAddress',
		'postalPlace',
		'builtYear',
		'office',
		'maintenance',
		'chapters',
		'staircases'
	],
	bulletin: ['version', 'title', 'body', 'urgency', 'publishedAt', 'endsAt'],
	conversation: ['classification', 'subject', 'apartmentId', 'state', 'lastMessageAt', 'readByStaffAt'],
	defectEntry: [
		'reportId',
		'kind',
		'by',
		'authorName',
		'text',
		'state',
		'waitingFor',
		'visit',
		'writtenAt',
		'arrivedAt'
	],
	defectReport: [
		...([
			'apartmentId',
			'buildingId',
			'place',
			'room',
			'category',
			'urgentKind',
			'description',
			'masterKeyAllowed'
		] as const),
		...([
			'pets',
			'goodTimes',
			'phone',
			'state',
			'waitingFor',
			'plannedVisit',
			'handledBy',
			'reportedBy'
		] as const),
		...(['writtenAt', 'arrivedAt', 'seenByStaffAt', 'doneAt'] as const)
	],
	emergencyCard: [
		...(['buildingId', 'staircase', 'address', 'postalPlace', 'onCallPhone', 'assemblyPoint'] as const),
		...(['waterShutOff', 'electricalBoard', 'shelter'] as const)
	],
	membership: ['familyName', 'givenNames', 'callName', 'tenancies'],
	message: ['conversationId', 'by', 'authorName', 'text', 'writtenAt', 'arrivedAt'],
	profile: ['language', 'phone', 'email'],
	readMark: ['subjectKind', 'version', 'readAt'],
	rescuePlan: ['buildingId', 'version', 'publishedOn', 'changes', 'chapters', 'maps']
} satisfies { [K in EntityKind]: Exclude<keyof Entities[K], 'id'>[] } as Record<string, string[]>;

/** Names this way of packing: two programs with the same one undo each other's. */
export const packing = `1${digestOf(JSON.stringify(packedFields))}`;

/**
 * The same answer in fewer bytes: no field names, short ids and instants, and nothing twice that the device has just sent
 * (`sent`: the request's mutations). `unpackAnswer` undoes it.
 */
export function packAnswer(answer: ExchangeAnswer, sent: readonly WireMutation[] = []): ExchangeAnswer {
	if (!answer.s) return answer;
	const known = new Map(stringsOf(sent).map((text, at) => [text, at]));
	return { ...answer, s: answer.s.map((scope) => packScope(scope, known)) };
}

export function unpackAnswer(answer: ExchangeAnswer, sent: readonly WireMutation[] = []): ExchangeAnswer {
	if (!answer.s?.some(({ t }) => t)) return answer;
	const known = stringsOf(sent);
	return {
		...answer,
		s: answer.s.map(({ t: tables, ...scope }) =>
			tables
				? { ...scope, r: [...(scope.r ?? []), ...tables.flatMap((table) => unpackTable(table, known))] }
				: scope
		)
	};
}

function packScope({ r: rows, ...scope }: WireScope, known: ReadonlyMap<string, number>): WireScope {
	if (!rows) return scope;
	const plain = rows.filter((row) => !isPackable(row));
	const kinds = [...new Set(rows.filter(isPackable).map(([kind]) => kind))];
	const tables = kinds.map((kind) =>
		packTable(
			kind,
			rows.filter((row) => row[0] === kind && isPackable(row)),
			known
		)
	);
	return { ...scope, ...(plain.length > 0 ? { r: plain } : {}), ...(tables.length > 0 ? { t: tables } : {}) };
}

function isPackable([kind, , , data]: WireRow): boolean {
	const fields = packedFields[kind];
	return (
		fields !== undefined &&
		Object.keys(data).length === fields.length &&
		fields.every((field) => Object.hasOwn(data, field))
	);
}

function packTable(
	kind: EntityKind,
	rows: readonly WireRow[],
	known: ReadonlyMap<string, number>
): WireTable {
	const ids = rows.map(([, id]) => packValue('id', id, known));
	const steps = rows.map(([, , version], at) => version - (rows[at - 1]?.[2] ?? 0));
	const columns = (packedFields[kind] ?? []).map((field) =>
		rows.map(([, , , data]) => packValue(field, data[field], known))
	);
	return [kind, rows.length, ...ids, ...steps, ...columns.flat()];
}

function unpackTable([kind, count, ...cells]: WireTable, known: readonly string[]): WireRow[] {
	let version = 0;
	return Array.from({ length: count }, (_, at): WireRow => {
		const cell = (column: number) => cells[column * count + at];
		const fields = (packedFields[kind] ?? []).map((field, n) => [
			field,
			unpackValue(field, cell(n + 2), known)
		]);
		version += cell(1) as number;
		return [kind, unpackValue('id', cell(0), known) as string, version, Object.fromEntries(fields)];
	});
}

/** A list goes in a list of its own, and a text that the device has sent as a list of its number. */
function packValue(field: string, value: unknown, known: ReadonlyMap<string, number>): unknown {
	if (Array.isArray(value)) return [value];
	if (typeof value !== 'string') return value;
	const at = value.length > 3 ? known.get(value) : undefined;
	return at === undefined ? shortened(field, value) : [at];
}

function unpackValue(field: string, cell: unknown, known: readonly string[]): unknown {
	if (typeof cell === 'string') return lengthened(field, cell);
	if (!Array.isArray(cell)) return cell;
	return typeof cell[0] === 'number' ? known[cell[0]] : cell[0];
}

/** Where a field's texts have a short form, one that has none is marked by `=`. */
function shortened(field: string, text: string): string {
	const form = formOf(field);
	if (!form) return text;
	const short = form.long.test(text) ? form.shorten(text) : '';
	return short !== '' && form.lengthen(short) === text ? short : `=${text}`;
}

function lengthened(field: string, short: string): string {
	const form = formOf(field);
	if (!form) return short;
	return short.startsWith('=') ? short.slice(1) : form.lengthen(short);
}

interface Form {
	long: RegExp;
	shorten(text: string): string;
	lengthen(short: string): string;
}

function formOf(field: string): Form | undefined {
	if (field === 'id' || field.endsWith('Id')) return id;
	if (field === 'sha') return hash;
	return field.endsWith('At') ? moment : undefined;
}

const hash: Form = {
	long: /^([0-9a-f]{2})+$/,
	shorten: (hex) =>
		btoa(hex.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))).replace(/=+$/, ''),
	lengthen: (base64) =>
		Array.from(atob(base64), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
};
const id: Form = {
	long: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	shorten: (uuid) => hash.shorten(uuid.replaceAll('-', '')),
	lengthen: (short) => hash.lengthen(short).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
};
const moment: Form = {
	long: /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/,
	shorten: (instant) => Date.parse(instant).toString(36),
	lengthen: (short) => new Date(parseInt(short, 36)).toISOString()
};

function stringsOf(sent: readonly WireMutation[]): string[] {
	return sent.flatMap(([, principalId, , , args]) => [
		principalId,
		...Object.values(args ?? {}).filter((value): value is string => typeof value === 'string')
	]);
}

/** FNV-1a: tells lists apart, and nothing more is asked of it. */
function digestOf(text: string): string {
	let digest = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193);
	return (digest >>> 0).toString(36);
}
