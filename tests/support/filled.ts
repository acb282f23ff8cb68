import { randomUUID } from 'node:crypto';
import * as v from 'valibot';

/** What passes where the text itself doesn't: an id, an instant, a day, a hash, an address, a number. */
const plain = () => [
	randomUUID(),
	'2026-11-22T10:00:00.000Z',
	'2026-12-31',
	'a'.repeat(64),
	'otto@example.fi',
	'040 123 4567',
	'x'
];

/**
 * Something of this schema's shape, with a text in every place that takes it.
 * @param known by the name of their field, where any other value would be refused
 */
export function filled(schema: v.GenericSchema, text: string, known: Record<string, unknown> = {}): unknown {
	// Valibot's schemas tell what they are made of by properties that their common type has not.
	const made = schema as v.GenericSchema & {
		entries?: Record<string, v.GenericSchema>;
		items?: v.GenericSchema[];
		item?: v.GenericSchema;
		wrapped?: v.GenericSchema;
		options?: unknown[];
		literal?: unknown;
	};
	const inner = (each: v.GenericSchema) => filled(each, text, known);
	if (made.entries)
		return Object.fromEntries(
			Object.entries(made.entries).map(([name, entry]) => [name, name in known ? known[name] : inner(entry)])
		);
	if (made.wrapped) return inner(made.wrapped);
	if (made.items) return made.items.map(inner);
	if (made.item) return v.is(schema, []) ? [] : [inner(made.item)];
	if (made.type === 'picklist') return made.options?.[0];
	if (made.type === 'union' || made.type === 'variant') return inner(made.options?.[0] as v.GenericSchema);
	if (made.type === 'literal') return made.literal;
	if (made.type === 'record') return { [text.slice(0, 50)]: text.slice(0, 200) };
	if (made.type === 'boolean') return true;
	if (made.type === 'number') return 1;
	return [text, text.slice(0, 90), ...plain()].find((each) => v.is(schema, each)) ?? text;
}
