import { registers, type Column, type RegisterName } from '$lib/domain/registers';
import { storedColumns, valueColumns } from './columns';

// What a row will have after the import, as expressions over the staged row `s`, the row that is here `t`, and `a`, the
// fields whose change awaits an acknowledgement.

export function planned(register: RegisterName): { names: string[]; values: string[]; current: string[] } {
	const each = valueColumns(register).flatMap((column) =>
		storedColumns(column).map((name) => ({
			name,
			value: valueOf(register, column, name),
			current: `t.${name}`
		}))
	);
	return {
		names: each.map(({ name }) => name),
		values: each.map(({ value }) => value),
		current: each.map(({ current }) => current)
	};
}

function valueOf(register: RegisterName, column: Column, stored: string): string {
	const bit = 1 << registers[register].columns.indexOf(column);
	const isKept = column.owner === 'shared' ? `or '${stored}' = any (a.fields)` : '';
	return `case
		when s.found_id is null then ${initial(column, stored)}
		when s.given & ${bit} = 0 ${isKept} then t.${stored}
		else ${changed(column, stored)} end`;
}

function initial({ kind, initially }: Column, stored: string): string {
	if (kind === 'translated') return `jsonb_strip_nulls(coalesce(s.${stored}, '{}'))`;
	if (kind === 'contact')
		return `case when s.${stored} is null then '{}'::jsonb else
			'{"name": "", "phone": "", "onCallPhone": null, "email": null, "address": "", "hours": {}}'::jsonb || s.${stored} end`;
	return initially === undefined ? `s.${stored}` : `coalesce(s.${stored}, ${literal(initially)})`;
}

function changed(column: Column, stored: string): string {
	if (column.kind === 'translated') return `jsonb_strip_nulls(t.${stored} || s.${stored})`;
	if (column.kind === 'contact') return `t.${stored} || s.${stored}`;
	// Sealed anew it would be other bytes for the same code.
	if (column.kind === 'hetu')
		return `case when t.hetu_lookup = any (s.hetu_lookups) then t.${stored} else s.${stored} end`;
	return initial(column, stored);
}

const literal = (value: string | number) => (typeof value === 'number' ? String(value) : `'${value}'`);
