import type { RawRow } from '$lib/domain/register-rows';
import { isRegisterName, type RegisterName } from '$lib/domain/registers';
import { ImportRefused } from './refused';
import { detectEncoding, readText } from './text';

export type NamedRow = RawRow & { register: RegisterName };

const longestRow = 262_144;

/**
 * The rows of `[{…}, …]` or of `{…}` line by line, where the register is known; else of
 * `{"people": [{…}, …], "occupancies": [{…}, …]}`. Only one row is held at a time.
 * @throws ImportRefused
 */
export async function* jsonRows(
	path: string,
	file: string,
	register?: RegisterName
): AsyncGenerator<NamedRow> {
	const encoding = await detectEncoding(path, file);
	for await (const { text, line, key } of objectsIn(readText(path, encoding), register === undefined, file)) {
		const name = register ?? key;
		if (!isRegisterName(name)) throw new ImportRefused({ reason: 'unknownFile', file: name.slice(0, 60) });
		yield { register: name, ...rowOf(text, line, file) };
	}
}

function rowOf(text: string, line: number, file: string): RawRow {
	try {
		return rowFrom(JSON.parse(text), line);
	} catch (error) {
		if (error instanceof SyntaxError) throw new ImportRefused({ reason: 'brokenJson', file, line });
		throw error;
	}
}

/** What JSON says in objects (`{"office": {"phone": …}}`), a CSV file says in one name: `office.phone`. */
export function rowFrom(object: object, line: number): RawRow {
	const fields = new Map<string, string>();
	const isFlat = flatten(object, '', fields);
	return isFlat ? { line, fields } : { line, broken: 'notAnObject' };
}

function flatten(object: object, stem: string, fields: Map<string, string>): boolean {
	for (const [name, value] of Object.entries(object) as [string, unknown][]) {
		const field = stem + name;
		if (value === null || value === undefined) fields.set(field, '');
		else if (typeof value === 'string' || typeof value === 'number') fields.set(field, String(value));
		else if (typeof value !== 'object' || Array.isArray(value) || stem.split('.').length > 2) return false;
		else if (!flatten(value, `${field}.`, fields)) return false;
	}
	return true;
}

interface Found {
	text: string;
	line: number;
	/** the name of the list it stands in */
	key: string;
}

/** Finds where each row begins and ends, by brackets and quotes alone; JSON.parse says whether it is right. */
async function* objectsIn(
	pieces: AsyncIterable<string>,
	named: boolean,
	file: string
): AsyncGenerator<Found> {
	/** the brackets that are open around a row */
	let around = '';
	let depth = 0;
	let line = 1;
	let startLine = 1;
	let row = '';
	let key = '';
	let inString = false;
	let escaped = false;
	const broken = () => new ImportRefused({ reason: 'brokenJson', file, line });
	const isRowPlace = () => (named ? around === '{[' : around === '' || around === '[');

	for await (const piece of pieces) {
		let from = 0;
		for (let i = 0; i < piece.length; i++) {
			const character = piece[i]!;
			if (character === '\n') line++;
			if (inString) {
				if (escaped) escaped = false;
				else if (character === '\\') escaped = true;
				else if (character === '"') inString = false;
				if (depth === 0 && inString) key += character;
				continue;
			}
			if (character === '"') {
				inString = true;
				if (depth > 0) continue;
				if (around !== '{') throw broken();
				key = '';
			} else if (depth > 0) {
				if (character === '{' || character === '[') depth++;
				else if (character === '}' || character === ']') depth--;
				if (depth > 0) continue;
				const text = row + piece.slice(from, i + 1);
				row = '';
				if (text.length > longestRow) throw broken();
				yield { text, line: startLine, key };
			} else if (character === '{' && isRowPlace()) {
				depth = 1;
				from = i;
				startLine = line;
			} else if ('{['.includes(character)) {
				if (around !== '' && !(named && around === '{' && character === '[')) throw broken();
				around += character;
			} else if ('}]'.includes(character)) {
				if (around.at(-1) !== (character === '}' ? '{' : '[')) throw broken();
				around = around.slice(0, -1);
			} else if (!/[\s,:]/.test(character)) throw broken();
		}
		if (depth > 0) row += piece.slice(from);
		if (row.length > longestRow) throw broken();
	}
	if (depth > 0 || inString || around !== '') throw broken();
}
