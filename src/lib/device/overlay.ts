import * as v from 'valibot';
import { residentActor, type Circumstances } from '$lib/domain/actor';
import type { EntityKind, EntityRow } from '$lib/domain/entities';
import { fullName, type Membership } from '$lib/domain/memberships';
import { outcomeOf } from '$lib/domain/mutation';
import { findMutation, upcast } from '$lib/domain/mutations';
import { isRefusal } from '$lib/domain/refusal';
import type { LocalRow, QueuedItem, SyncState } from './local-db';
import type { OutboxItem, View } from './portal-types';
import { isFormer } from './principals';

/**
 * What is on the screen for one principal: the server's rows, with the outbox folded over them by the same rules that
 * the server will run. Pure: the same rows and items always give the same view. Read marks and the own profile are the
 * person's own in every view; what was not accepted for somebody one no longer acts for is in the person's own.
 */
export function fold(
	rows: readonly LocalRow[],
	items: readonly QueuedItem[],
	state: SyncState,
	principalId: string
): View {
	const kinds = new Map<EntityKind, Map<string, unknown>>();
	const pending = new Map<string, OutboxItem>();
	const of = (kind: EntityKind) => {
		const known = kinds.get(kind);
		if (known) return known;
		const made = new Map<string, unknown>();
		kinds.set(kind, made);
		return made;
	};

	const { personId } = state;
	for (const { s, k, id, d } of rows) {
		const isOwnKind = k === 'readMark' || (k === 'profile' && id === personId);
		const reader = isOwnKind ? personId : principalId;
		if (state.scopes[s]?.principals.includes(reader)) of(k).set(id, { id, ...d });
	}

	const own = items.filter(
		(item) =>
			item.principalId === principalId || (principalId === personId && isFormer(state, item.principalId))
	);
	const personal = items.filter((item) => item.principalId === personId && isPersonal(item));
	for (const item of new Set([...own, ...personal])) {
		pending.set(`${item.target.kind} ${item.target.id}`, item);
		const isShown = item.principalId === principalId || isPersonal(item);
		const circumstances = forecastBy(personId, rows, item.principalId);
		if (item.state !== 'refused' && isShown && circumstances) foldItem(item, of, pending, circumstances);
	}

	return {
		list: <K extends EntityKind>(kind: K) => [...of(kind).values()] as EntityRow<K>[],
		get: <K extends EntityKind>(kind: K, id: string) => of(kind).get(id) as EntityRow<K> | undefined,
		pending: (kind, id) => pending.get(`${kind} ${id}`),
		items: own
	};
}

function isPersonal({ target, principalId }: OutboxItem): boolean {
	return target.kind === 'readMark' || (target.kind === 'profile' && target.id === principalId);
}

/** A forecast: the phone's clock decides nothing, so the rules are told no time. */
function forecastBy(
	personId: string,
	rows: readonly LocalRow[],
	principalId: string
): Circumstances | undefined {
	const principal = membershipOf(rows, principalId);
	if (!principal) return undefined;
	// The server names the acting person, as it will; their own row may still be on its way.
	const name = fullName(membershipOf(rows, personId) ?? principal);
	return { by: residentActor(personId, principal, name), now: null, today: null };
}

/** What the registers say of somebody for whom one may act, or of oneself. */
export function membershipOf(rows: readonly LocalRow[], id: string): Membership | undefined {
	const row = rows.find((each) => each.k === 'membership' && each.id === id);
	return row && ({ id, ...row.d } as unknown as Membership);
}

function foldItem(
	item: QueuedItem,
	of: (kind: EntityKind) => Map<string, unknown>,
	pending: Map<string, OutboxItem>,
	circumstances: Circumstances
): void {
	const mutation = findMutation(item.name, item.v);
	if (!mutation) return;
	// As the server does: defaults filled in, and what another version of the program queued brought up to this one's.
	const parsed = v.safeParse(mutation.args, upcast(mutation, item.v, item.args));
	if (!parsed.success) return;
	const args = parsed.output as never;
	const row = of(mutation.target).get(item.target.id);
	// Its outcome may be in the rows already, while its answer was lost: the rules see that and change nothing.
	const made = mutation.creates;
	if (row && made && of(made.kind).has(made.id(args))) return;
	const outcome = outcomeOf(mutation, row as never, args, circumstances);
	if (isRefusal(outcome)) return;
	for (const change of outcome) {
		const kind = 'create' in change ? change.create : change.change;
		of(kind).set(change.row.id, change.row);
		pending.set(`${kind} ${change.row.id}`, item);
	}
}
