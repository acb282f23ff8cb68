import { error, fail } from '@sveltejs/kit';
import type { Refusal } from '$lib/domain/refusal';
import { textOf } from '$lib/server/form-text';
import { hasDuty, type Duty, type Staff } from '$lib/server/staff/access';

/** The hook lets nobody else in; a page that were ever reached around it shows nothing. */
export function staffOf(locals: App.Locals): Staff {
	if (!locals.session?.staff) error(404);
	return locals.session.staff;
}

/** For pages of one duty; to the other roles they do not exist. */
export function staffWith(locals: App.Locals, duty: Duty): Staff {
	const staff = staffOf(locals);
	if (!hasDuty(staff, duty)) error(404);
	return staff;
}

/**
 * What a form's page shows after it was sent: which form, the reason where the rule said no, and then what the person had
 * written, so that it is there again where no script kept it.
 */
export function outcome<A extends string>(action: A, refusal: Refusal | null, form?: FormData) {
	const said = refusal && form ? wordsOf(form) : {};
	return refusal ? fail(409, { action, refusal, said }) : { action, refusal: null, said };
}

/** How many lines the history had on the page that the form was on. */
export function linesSeenOf(form: FormData): number {
	return Number.parseInt(textOf(form, 'linesSeen'), 10) || 0;
}

function wordsOf(form: FormData): Record<string, string> {
	return Object.fromEntries(
		[...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
	);
}
