import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import { defineMutation } from '$lib/domain/mutation';
import { residentMutations, type AnyMutation } from '$lib/domain/mutations';

/** A mutation with a fault of ours, which only the server meets. */
export const faulty = defineMutation({
	name: 'simulatedFault',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule(_row, _args, { now }) {
		if (now !== null) throw new TypeError('a fault of ours');
		return [];
	}
});

/** What the server does not know before `deploy`. */
export const fromTheFuture = defineMutation({
	name: 'simulatedFuture',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule: () => []
});

const registry = residentMutations as unknown as Record<string, AnyMutation>;

export function installFaulty(): void {
	registry.simulatedFault = faulty as unknown as AnyMutation;
}

/** A newer server comes: what it did not know, it knows. */
export function deploy(): void {
	registry.simulatedFuture = fromTheFuture as unknown as AnyMutation;
}

export function undeploy(): void {
	delete registry.simulatedFuture;
}
