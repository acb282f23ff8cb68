import { entityFields, type EntityKind } from './entities';
import type { ExchangeAnswer, PackedScope, PackedTable, WireMutation, WireRow, WireScope } from './sync-wire';

// An answer in fewer bytes, for the line alone: the server packs, the browser's transport unpacks, and nobody else knows.

/** Names this way of packing: two programs with the same one undo each other's. */
export const packing = `1${digestOf(JSON.stringify(entityFields))}`;

/**
 * The same answer in fewer bytes: no field names, short ids and instants, and nothing twice that the device has just sent
 * (`sent`: the request's mutations). `unpackAnswer` undoes it.
 */
export function packAnswer(
	{ s: scopes, ...answer }: ExchangeAnswer,
	sent: readonly WireMutation[] = []
): ExchangeAnswer {
	if (!scopes) return answer;
	const known = new Map(stringsOf(sent).map((text, at) => [text, at]));
	return { ...answer, q: scopes.map((scope) => packScope(scope, known)) };
}

export function unpackAnswer(
	{ q: scopes, ...answer }: ExchangeAnswer,
	sent: readonly WireMutation[] = []
): ExchangeAnswer {
	if (!scopes) return answer;
	const known = stringsOf(sent);
	return { ...answer, s: scopes.map((scope) => unpackScope(scope, known)) };
}

function packScope(
	{ i: id, d: digest, r: rows = [], ...rest }: WireScope,
	known: ReadonlyMap<string, number>
): PackedScope {
	const plain = rows.filter((row) => !isPackable(row));
	const kinds = [...new Set(rows.filter(isPackable).map(([kind]) => kind))];
	const tables = kinds.map((kind) =>
		packTable(
			kind,
			rows.filter((row) => row[0] === kind && isPackable(row)),
			known
		)
	);
	const others = { ...rest, ...(plain.length > 0 ? { r: plain } : {}) };
	return [id, digest ?? 0, Object.keys(others).length > 0 ? others : 0, ...tables];
}

function unpackScope([i, digest, others, ...tables]: PackedScope, known: readonly string[]): WireScope {
	const { r: plain = [], ...rest } = others || {};
	const rows = [...plain, ...tables.flatMap((table) => unpackTable(table, known))];
	return { i, ...rest, ...(rows.length > 0 ? { r: rows } : {}), ...(digest ? { d: digest } : {}) };
}

function isPackable([kind, , , data]: WireRow): boolean {
	const fields = entityFields[kind];
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
): PackedTable {
	const ids = rows.map(([, id]) => packValue('id', id, known));
	const steps = rows.map(([, , version], at) => version - (rows[at - 1]?.[2] ?? 0));
	const columns = (entityFields[kind] ?? []).map((field) =>
		rows.map(([, , , data]) => packValue(field, data[field], known))
	);
	return [kind, rows.length, ...ids, ...steps, ...columns.flat()];
}

function unpackTable([kind, count, ...cells]: PackedTable, known: readonly string[]): WireRow[] {
	let version = 0;
	return Array.from({ length: count }, (_, at): WireRow => {
		const cell = (column: number) => cells[column * count + at];
		const fields = (entityFields[kind] ?? []).map((field, n) => [
			field,
			unpackValue(field, cell(n + 2), known)
		]);
		version += cell(1) as number;
		return [kind, unpackValue('id', cell(0), known) as string, version, Object.fromEntries(fields)];
	});
}

/** A list goes in a list of its own, and a text that the device has sent as a list of its number. */
function packValue(field: string, value: unknown, known: ReadonlyMap<string, number>): unknown {
	if (Array.isArray(value)) return [value.map((each) => packValue('', each, known))];
	if (isRecord(value)) return mapped(value, (each, key) => packValue(key, each, known));
	if (typeof value !== 'string') return value;
	const at = value.length > 3 ? known.get(value) : undefined;
	return at === undefined ? shortened(field, value) : [at];
}

function unpackValue(field: string, cell: unknown, known: readonly string[]): unknown {
	if (typeof cell === 'string') return lengthened(field, cell);
	if (isRecord(cell)) return mapped(cell, (each, key) => unpackValue(key, each, known));
	if (!Array.isArray(cell)) return cell;
	const [held] = cell as [number | unknown[]];
	return typeof held === 'number' ? known[held] : held.map((each) => unpackValue('', each, known));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function mapped(record: Record<string, unknown>, change: (value: unknown, key: string) => unknown) {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
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
