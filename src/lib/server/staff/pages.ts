import { error, fail } from '@sveltejs/kit';
import type { Refusal } from '$lib/domain/refusal';
import type { Staff } from '$lib/server/staff/access';

/** The hook lets nobody else in; a page that were ever reached around it shows nothing. */
export function staffOf(locals: App.Locals): Staff {
	if (!locals.session?.staff) error(404);
	return locals.session.staff;
}

/** What a form's page shows after it was sent: which form, and the reason where the rule said no. */
export function outcome<A extends string>(action: A, refusal: Refusal | null) {
	return refusal ? fail(409, { action, refusal }) : { action, refusal: null };
}

export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
