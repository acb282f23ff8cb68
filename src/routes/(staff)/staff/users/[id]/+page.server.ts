import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { getLocale } from '$lib/i18n/generated/runtime';
import { formOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import {
	activate,
	changeDuties,
	deactivate,
	resetEntry,
	type UserRefusal
} from '$lib/server/staff/users/change';
import { dutiesOf } from '$lib/server/staff/users/form';
import { findStaffUser, readAllBuildings } from '$lib/server/staff/users/read';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id } = staffWith(locals, 'users');
	const { db } = portal();
	const [user, buildings] = await Promise.all([findStaffUser(db.sql, params.id), readAllBuildings(db.sql)]);
	if (!user) error(404);
	return { user, buildings, isMe: user.id === id };
};

export const actions: Actions = {
	duties: async (event) => {
		const given = dutiesOf(await formOf(event.request));
		return outcome(event, 'duties', (by, id, at) => changeDuties(portal().db, by, id, given, at));
	},
	deactivate: (event) => outcome(event, 'deactivate', (by, id, at) => deactivate(portal().db, by, id, at)),
	activate: (event) => outcome(event, 'activate', (by, id, at) => activate(portal().db, by, id, at)),
	reset: (event) => outcome(event, 'reset', (by, id, at) => resetEntry(portal(), by, id, getLocale(), at))
};

async function outcome<A extends string>(
	{ locals, params }: RequestEvent,
	action: A,
	change: (by: string, id: string, now: Date) => Promise<UserRefusal | null>
) {
	const by = staffWith(locals, 'users');
	const refused = await change(by.id, params.id ?? '', portal().now());
	return refused ? fail(409, { action, refused }) : { action, refused: null };
}
