import type * as v from 'valibot';
import type { Circumstances } from './actor';
import type { EntityKind, EntityRow } from './entities';
import { refuse, type Refusal } from './refusal';

/** What a rule asks for: whole rows, to be inserted or to replace the locked one. Never an upsert. */
export type Change = {
	[K in EntityKind]: { create: K; row: EntityRow<K> } | { change: K; row: EntityRow<K> };
}[EntityKind];

/**
 * Something a person does: arguments and the pure rule that both sides run. The device folds it over its rows to show
 * what will be; the server runs it on the locked row to make it so.
 */
export interface Mutation<K extends EntityKind = EntityKind, A = never> {
	name: string;
	/** Raised when the arguments' meaning changes; `(name, v)` is never reused. */
	v: number;
	/** The row that the rule decides on. */
	target: K;
	targetId(args: A): string;
	/** A further row that it makes, by whose id a second delivery is recognised. */
	creates?: { kind: EntityKind; id(args: A): string };
	args: v.GenericSchema<unknown, A>;
	who: 'resident' | 'staff';
	rule(row: EntityRow<K> | undefined, args: A, circumstances: Circumstances): Change[] | Refusal;
}

export function defineMutation<K extends EntityKind, A>(mutation: Mutation<K, A>): Mutation<K, A> {
	return mutation;
}

/** The outcome of a mutation on a row: what the page asks before it offers a button, and the server before it writes. */
export function outcomeOf<K extends EntityKind, A>(
	mutation: Mutation<K, A>,
	row: EntityRow<K> | undefined,
	args: A,
	circumstances: Circumstances
): Change[] | Refusal {
	if (mutation.who === 'staff' && circumstances.by.kind !== 'staff') return refuse('staffOnly');
	return mutation.rule(row, args, circumstances);
}
