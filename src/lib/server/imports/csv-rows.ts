import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { RawRow } from '$lib/domain/register-rows';
import { fieldsOf, registers, requiredFields, type RegisterName } from '$lib/domain/registers';
import { ImportRefused } from './refused';
import { detectEncoding, readBeginning, readText } from './text';

/** @throws ImportRefused where the file as a whole can't be understood */
export async function* csvRows(path: string, file: string, register: RegisterName): AsyncGenerator<RawRow> {
	const encoding = await detectEncoding(path, file);
	const delimiter = delimiterOf(await readBeginning(path, encoding));
	const parser = parse({
		delimiter,
		info: true,
		relax_column_count: true,
		skip_records_with_empty_values: true,
		max_record_size: 262_144
	});
	const text = Readable.from(readText(path, encoding));
	text.on('error', (error) => parser.destroy(error));
	text.pipe(parser);
	let header: string[] | undefined;
	try {
		for await (const { record, info } of parser as AsyncIterable<Parsed>) {
			if (!header) header = readHeader(record, file, register);
			else yield rowOf(header, record, info.lines);
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new ImportRefused({ reason: 'brokenCsv', file, line: lineOf(error) });
	} finally {
		text.destroy();
	}
	if (!header) throw new ImportRefused({ reason: 'noHeader', file });
}

interface Parsed {
	record: string[];
	info: { lines: number };
}

function rowOf(header: string[], record: string[], line: number): RawRow {
	if (record.length !== header.length) return { line, broken: 'wrongFieldCount' };
	return { line, fields: new Map(header.map((field, i) => [field, record[i]!])) };
}

/** The fields by their names as documented; `external_id` and `EXTERNALID` are known too. */
function readHeader(record: string[], file: string, register: RegisterName): string[] {
	const known = new Map(
		registers[register].columns.flatMap(fieldsOf).map((field): [string, string] => [plain(field), field])
	);
	const header = record.map((name) => {
		const field = known.get(plain(name));
		// A name that nobody knows may be a letter wrong in one that matters.
		if (!field) throw new ImportRefused({ reason: 'unknownColumn', file, field: name.trim().slice(0, 60) });
		return field;
	});
	const double = header.find((field, i) => header.indexOf(field) !== i);
	if (double) throw new ImportRefused({ reason: 'doubleColumn', file, field: double });
	const missing = requiredFields(registers[register]).find((field) => !header.includes(field));
	if (missing) throw new ImportRefused({ reason: 'missingColumn', file, field: missing });
	return header;
}

const plain = (name: string) => name.trim().toLowerCase().replaceAll('_', '');

/** Whichever stands in the first line most often, outside quotes. */
function delimiterOf(beginning: string): string {
	const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(beginning)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
	const times = (delimiter: string) => line.split(delimiter).length;
	return [';', ',', '\t'].reduce((best, each) => (times(each) > times(best) ? each : best));
}

function lineOf(error: CsvError): number {
	return 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
}
