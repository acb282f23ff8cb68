import { parseHetu } from './hetu';
import { readValue, type ReadingRules, type RefusalReason, type Value } from './register-values';
import { fieldsOf, registers, type Column, type RegisterName } from './registers';

/** One row of a file: what each field says, or that the row can't be taken apart. */
export type RawRow = { line: number } & ({ fields: ReadonlyMap<string, string> } | { broken: RefusalReason });

export interface FieldRefusal {
	field: string | null;
	reason: RefusalReason;
	/** what stands there, where that can't be anybody's identity code, name or account */
	detail: string | null;
}

export interface RegisterRow {
	/** by column; `translated` and `contact` have an object of what was said */
	values: Record<string, Value | Record<string, unknown>>;
	/** the columns that the file speaks of, by their place: bit 0 is the first one */
	given: number;
}

/** A row in the form in which it is compared and kept, or everything that is wrong with it. */
export function readRow(
	name: RegisterName,
	fields: ReadonlyMap<string, string>,
	rules: ReadingRules
): RegisterRow | { refusals: FieldRefusal[] } {
	const { columns } = registers[name];
	const refusals: FieldRefusal[] = [];
	const row: RegisterRow = { values: {}, given: 0 };
	let known = 0;
	columns.forEach((column, place) => {
		for (const field of fieldsOf(column)) {
			const said = fields.get(field);
			if (said !== undefined) known++;
			else if (!column.required) continue;
			const read = readValue(column, said ?? '', rules);
			if ('refused' in read) refusals.push(refusalOf(column, field, read.refused, said));
			else put(row.values, column, field, read.value);
			row.given |= 1 << place;
		}
	});
	if (known < fields.size) refusals.push({ field: null, reason: 'unknownField', detail: null });
	if (refusals.length === 0) refusals.push(...rowRefusals(name, row));
	return refusals.length > 0 ? { refusals } : row;
}

/** What the columns say together. Completes what follows from another column. */
function rowRefusals(name: RegisterName, row: RegisterRow): FieldRefusal[] {
	const { values } = row;
	const wrong = (field: string, reason: RefusalReason): FieldRefusal[] => [{ field, reason, detail: null }];
	for (const [start, end] of [
		['startsOn', 'endsOn'],
		['periodStartsOn', 'periodEndsOn']
	] as const)
		if (values[start] && values[end] && values[end] < values[start]) return wrong(end, 'endsBeforeStart');
	if (name === 'guardianships' && values.guardian === values.ward) return wrong('ward', 'ownGuardian');
	if (values.amount === 0) return wrong('amount', 'nothingToPay');
	if (name !== 'people') return [];
	const hetu = typeof values.hetu === 'string' ? parseHetu(values.hetu) : null;
	if (hetu && values.bornOn && values.bornOn !== hetu.bornOn) return wrong('bornOn', 'otherBirthday');
	if (hetu && !values.bornOn) {
		values.bornOn = hetu.bornOn;
		row.given |= 1 << registers.people.columns.findIndex((column) => column.name === 'bornOn');
	}
	values.callName ??= String(values.givenNames).split(/\s+/)[0]!;
	return [];
}

function put(values: RegisterRow['values'], column: Column, field: string, value: Value) {
	const [stem, part, language] = field.split('.') as [string, string?, string?];
	if (part === undefined) {
		values[stem] = value;
		return;
	}
	const whole = (values[stem] ??= {}) as Record<string, unknown>;
	if (language !== undefined) {
		const spoken = (whole[part] ??= {}) as Record<string, unknown>;
		if (value !== null) spoken[language] = value;
	} else {
		const isNeverAbsent = column.kind === 'contact' && ['name', 'phone', 'address'].includes(part);
		whole[part] = value ?? (isNeverAbsent ? '' : null);
	}
}

const harmless: Partial<Record<Column['kind'], true>> = {
	day: true,
	whole: true,
	area: true,
	money: true,
	choice: true
};

function refusalOf({ kind }: Column, field: string, reason: RefusalReason, said = ''): FieldRefusal {
	// Columns slip: what stands where a day belongs may be anything. Days, amounts and words of a list are short.
	const isTold =
		harmless[kind] && /^[\p{L}\p{N} .,:/+-]{1,24}$/u.test(said) && !/\d{6}.?\d{3}|[A-Z]{2}\d{2}/i.test(said);
	return { field, reason, detail: isTold && said ? said.trim() : null };
}
